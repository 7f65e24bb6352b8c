import { graphemesOf } from '@pantheon/contract'

/**
 * Escapes the text and cuts it to `most` UTF-16 units, with an ellipsis where something was removed; never splits a user-perceived
 * character or an escape sequence. `escaped` must work on each character separately.
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
