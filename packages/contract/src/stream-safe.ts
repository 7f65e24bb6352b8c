/** Combining characters, more in a row than any real text has (UAX #15, section 13: Stream-Safe Text). */
export const marksInARow = /\p{M}{31}/u
const rest = /(\p{M}{30})\p{M}+/gu

/** Removes combining marks beyond thirty in a row. Normalizing sorts the marks of a run, which takes quadratic time. Invisible marks do not interrupt a run. */
export const streamSafe = (text: string): string => text.replace(rest, '$1')
