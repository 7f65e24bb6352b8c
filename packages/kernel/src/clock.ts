/** Source of the current time. Services never call `new Date()`, so that tests can control time. */
export interface Clock {
  now(): Date
}

/** The system clock. */
export const systemClock: Clock = { now: () => new Date() }

/** Formats an instant as its calendar day in `timeZone` (IANA), e.g. `2027-01-31`. */
export const dayIn = (timeZone: string): ((at: Date) => string) => {
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at) => {
    const { year = '', month = '', day = '' } = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return `${year.padStart(4, '0')}-${month}-${day}`
  }
}
