const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** V8's segmenter takes quadratic time and memory, so it gets pieces of this many UTF-16 units. */
const pieceLength = 500

/** The end of a piece, which does not split a surrogate pair. */
const endOf = (text: string, start: number): number => {
  const end = Math.min(start + pieceLength, text.length)
  const last = text.charCodeAt(end - 1)
  return end < text.length && last >= 0xd800 && last <= 0xdbff ? end + 1 : end
}

/**
 * User-perceived characters (extended grapheme clusters, UAX #29) in order, in linear time. One that is longer than 500 UTF-16 units, such
 * as a letter with hundreds of accents, is yielded in parts.
 */
export function* graphemesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const end = endOf(text, start)
    let held = ''
    // The last one of a piece may continue in the next piece, so it is segmented again with it.
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
 * Cuts the text to `most` UTF-16 units, with `ellipsis` at the end where something was removed. Never splits a user-perceived character,
 * and replaces lone surrogates with U+FFFD, so that the result can be encoded.
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
