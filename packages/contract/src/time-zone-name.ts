/**
 * Abbreviations that ICU takes for zones and IANA does not have. `JST` is Tokyo to it, but `IST` is India's and not Israel's, so
 * ECMA-262 has no use for them: Temporal refuses them although `Intl.DateTimeFormat` takes them.
 */
const icuOnly = /^(?:AC|AE|AG|AR|AS|BE|BS|CA|CN|CS|CT|EA|EC|IE|IS|JS|MI|NE|NS|PL|PN|PR|PS|SS|VS)T$/i

/** True for a name of the IANA database. Offsets like `+09:00` are none: they know nothing of summer time. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name) || icuOnly.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
