import { graphemesOf } from '@pantheon/contract'

/**
 * The text, escaped, in at most `most` UTF-16 units, with an ellipsis where something was left out: neither a
 * user-perceived character nor an escape is cut. `escaped` must work on each character by itself.
 */
export const cutEscaped = (text: string, most: number, escaped: (text: string) => string): string => {
  const whole = escaped(text)
  if (whole.length <= most) return whole.toWellFormed()
  let kept = ''
  for (const grapheme of graphemesOf(text)) {
    const next = escaped(grapheme)
    if (kept.length + next.length > most - 1) break
    kept += next
  }
  return `${kept.toWellFormed()}…`
}
