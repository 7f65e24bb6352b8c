const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** V8's segmenter takes time and memory that grow with the square of the text, so it is given pieces of this many UTF-16 units. */
const pieceLength = 500

/** An end of a piece that does not cut a surrogate pair. */
const endOf = (text: string, start: number): number => {
  const end = Math.min(start + pieceLength, text.length)
  const last = text.charCodeAt(end - 1)
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end + 1 : end
}

/**
 * User-perceived characters (extended grapheme clusters, UAX #29) in order, in time linear in the text. One that is longer
 * than 500 UTF-16 units, such as a letter under hundreds of accents, arrives in parts.
 */
export function* graphemesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = endOf(text, start)
    let held = ''
    // The last one of a piece may go on in the next piece, so it is read again with it.
    for (const { segment } of segmenter.segment(text.slice(start, end))) {
      if (held !== '') {
        yield held
        start += held.length
      }
      held = segment
    }
    if (end === text.length || held.length === end - start) {
      yield held
      start += held.length
    }
  }
}

/**
 * The text in at most `most` UTF-16 units, ending with `ellipsis` where something was left out. Never cuts a
 * user-perceived character, and half a surrogate pair becomes U+FFFD, so the result can be encoded.
 */
export const cutText = (text: string, most: number, ellipsis = ''): string => {
  if (text.length <= most) return text.toWellFormed()
  let kept = ''
  for (const grapheme of graphemesOf(text.slice(0, most + pieceLength))) {
    if (kept.length + grapheme.length > most - ellipsis.length) break
    kept += grapheme
  }
  return `${kept.toWellFormed()}${ellipsis}`
}
