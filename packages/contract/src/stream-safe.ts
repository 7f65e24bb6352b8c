/** Characters that combine with the one before them, more in a row than any text has (UAX #15, section 13: Stream-Safe Text). */
export const marksInARow = /\p{M}{31}/u
const rest = /(\p{M}{30})\p{M}+/gu

/**
 * The text without the marks beyond thirty in a row. Normalising takes time that grows with the square of such a run, because it sorts
 * the marks. Marks that nothing shows do not interrupt a run.
 */
export const streamSafe = (text: string): string => text.replace(rest, '$1')
