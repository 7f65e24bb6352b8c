/** A time at which the tests run. */
export interface TestTime {
  readonly name: string
  /** When the run begins. */
  readonly at: Date
  /** An IANA time zone. */
  readonly timeZone: string
}

const minute = 60_000
const day = 24 * 60 * minute

/** The UTC offset of a time zone at an instant, in minutes. */
const offsetAt = (timeZone: string, at: number): number => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** One minute before each clock change in the year after `from`; empty where clocks do not change. */
export const changesOfClocks = (timeZone: string, from: Date): Date[] => {
  const first = Math.ceil(from.getTime() / (30 * minute)) * 30 * minute
  const steps = Array.from({ length: 366 * 48 }, (_, step) => first + step * 30 * minute)
  // Offsets are compared day by day first: half an hour at a time would be seventeen thousand conversions.
  const days = steps.filter((_, step) => step % 48 === 0)
  const changing = days.filter((start) => offsetAt(timeZone, start) !== offsetAt(timeZone, start + day))
  return changing.map((start) => {
    let at = start
    while (offsetAt(timeZone, at) === offsetAt(timeZone, start)) at += 30 * minute
    return new Date(at - minute)
  })
}

const nextLeapDay = (from: Date): Date => {
  for (let year = from.getUTCFullYear(); ; year++) {
    const at = new Date(Date.UTC(year, 1, 29, 12))
    if (at.getUTCMonth() === 1 && at > from) return at
  }
}

/** The times at which the tests run, relative to `now`. */
export const testTimes = (now: Date): TestTime[] => {
  const yearEnd = new Date(Date.UTC(now.getUTCFullYear(), 11, 31, 23, 59))
  const inZone = (name: string, timeZone: string): TestTime[] =>
    changesOfClocks(timeZone, now).map((at, index) => ({ name: `${name}-clocks-change-${index + 1}`, at, timeZone }))
  return [
    { name: 'in-40-days', at: new Date(now.getTime() + 40 * day), timeZone: 'UTC' },
    { name: 'in-400-days', at: new Date(now.getTime() + 400 * day), timeZone: 'UTC' },
    { name: 'year-end', at: yearEnd, timeZone: 'UTC' },
    { name: 'leap-day', at: nextLeapDay(now), timeZone: 'UTC' },
    // Tokyo's clocks never change; its year begins nine hours before that of UTC.
    { name: 'tokyo-new-year', at: new Date(yearEnd.getTime() - 9 * 60 * minute), timeZone: 'Asia/Tokyo' },
    ...inZone('new-york', 'America/New_York'),
    ...inZone('lord-howe', 'Australia/Lord_Howe'),
  ]
}
