/** Where the time comes from. Services never call `new Date()` themselves, so that tests own time. */
export interface Clock {
  now(): Date
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() }

/** The day of a moment where the clocks show `timeZone` (IANA), as `2027-01-31`. */
export const dayIn = (timeZone: string): ((at: Date) => string) => {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at) => {
    const { year = '', month = '', day = '' } = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return `${year.padStart(4, '0')}-${month}-${day}`
  }
}
