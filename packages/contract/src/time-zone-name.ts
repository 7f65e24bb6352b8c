/**
 * Abbreviations that ICU accepts as zones but IANA does not define. ICU reads `JST` as Tokyo, but `IST` as India's and not Israel's, so
 * ECMA-262 excludes them: Temporal rejects them although `Intl.DateTimeFormat` accepts them.
 */
const icuOnly = /^(?:AC|AE|AG|AR|AS|BE|BS|CA|CN|CS|CT|EA|EC|IE|IS|JS|MI|NE|NS|PL|PN|PR|PS|SS|VS)T$/i

/** True for a name of the IANA database. Offsets like `+09:00` are rejected: they have no daylight saving time. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name) || icuOnly.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
