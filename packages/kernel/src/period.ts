import { type AnalyticsBucket, type AnalyticsRange, type AnalyticsRequest, type AnalyticsStep, type Period, usualSteps } from '@pantheon/contract'
import { Temporal } from 'temporal-polyfill'

const hourMs = 3_600_000
const daysOf = { '7d': 7, '30d': 30, '90d': 90 } as const

/** The start of the step after the one that contains `day`. Weeks begin on Monday (ISO 8601). */
const nextStep = (day: Temporal.PlainDate, step: AnalyticsStep): Temporal.PlainDate => {
  if (step === 'month') return day.with({ day: 1 }).add({ months: 1 })
  return day.add({ days: step === 'week' ? 8 - day.dayOfWeek : 1 })
}
const isStepStart = (day: Temporal.PlainDate, step: AnalyticsStep): boolean => {
  if (step === 'month') return day.day === 1
  return step !== 'week' || day.dayOfWeek === 1
}

interface Cut {
  buckets: { from: number; until: number; isWhole: boolean }[]
  before: { from: number; until: number }
}

const byHours = (now: Temporal.ZonedDateTime): Cut => {
  // Subtracted as elapsed time: rounding the wall-clock time would be wrong where clocks go back by half an hour.
  const { minute: minutes, second: seconds, millisecond: milliseconds } = now
  const from = now.subtract({ minutes, seconds, milliseconds }).epochMilliseconds - 23 * hourMs
  const buckets = Array.from({ length: 24 }, (_, hour) => ({ from: from + hour * hourMs, until: from + (hour + 1) * hourMs, isWhole: hour < 23 }))
  return { buckets, before: { from: from - 24 * hourMs, until: now.epochMilliseconds - 24 * hourMs } }
}

const byDays = (now: Temporal.ZonedDateTime, range: Exclude<AnalyticsRange, '24h'>, step: AnalyticsStep): Cut => {
  const today = now.toPlainDate()
  /** The start of a day: later than midnight where a clock change skips it. */
  const startOf = (day: Temporal.PlainDate): number => day.toZonedDateTime(now.timeZoneId).epochMilliseconds
  const isYear = range === '12m'
  const back = isYear ? { years: 1 } : { days: daysOf[range] }
  const first = isYear ? today.with({ day: 1 }).subtract({ months: 11 }) : today.subtract({ days: daysOf[range] - 1 })
  const buckets: Cut['buckets'] = []
  for (let [day, from] = [first, startOf(first)]; Temporal.PlainDate.compare(day, today) <= 0; ) {
    const next = nextStep(day, step)
    const until = startOf(next)
    buckets.push({ from, until, isWhole: isStepStart(day, step) && Temporal.PlainDate.compare(next, today) <= 0 })
    day = next
    from = until
  }
  const elapsed = now.epochMilliseconds - startOf(today)
  const until = Math.min(startOf(today.subtract(back)) + elapsed, startOf(first))
  return { buckets, before: { from: startOf(first.subtract(back)), until } }
}

const iso = (at: number): string => new Date(at).toISOString()

/** The period of an analytics request, cut into calendar steps: a day has 23 or 25 hours where clocks change. */
export const periodOf = ({ range, step = usualSteps[range], timeZone }: AnalyticsRequest, now: Date): Period => {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone)
  const { buckets, before } = range === '24h' ? byHours(zoned) : byDays(zoned, range, step)
  const inWords = ({ from, until, isWhole }: Cut['buckets'][number]): AnalyticsBucket => ({ from: iso(from), until: iso(until), isWhole })
  const [first, last] = [buckets[0], buckets.at(-1)]
  return {
    range,
    step,
    timeZone: zoned.timeZoneId,
    from: iso(first?.from ?? 0),
    until: iso(last?.until ?? 0),
    before: { from: iso(before.from), until: iso(before.until) },
    buckets: buckets.map(inWords),
  }
}

/**
 * The boundaries of a period's figures, ascending: the start of the previous period, the gap between the two (not reported), then every
 * bucket. Rows are grouped by their index in this list. With `isWhole` the whole period is one bucket.
 */
export const edgesOf = ({ before, from, until, buckets }: Period, isWhole = false): { starts: Date[]; until: Date } => ({
  starts: [before.from, before.until, ...(isWhole ? [from] : buckets.map((bucket) => bucket.from))].map((at) => new Date(at)),
  until: new Date(until),
})

/** Figures of a period from rows that carry their index between its edges; `sum` makes one figure from any number of rows, including none. */
export const spread = <Row extends { place: number }, Figure>(
  { buckets }: Period,
  rows: readonly Row[],
  sum: (rows: readonly Row[]) => Figure,
): { total: Figure; before: Figure; buckets: Figure[] } => {
  const places = new Map<number, Row[]>()
  for (const row of rows) places.set(row.place, [...(places.get(row.place) ?? []), row])
  return {
    total: sum(rows.filter(({ place }) => place >= 2)),
    before: sum(places.get(0) ?? []),
    buckets: buckets.map((_, index) => sum(places.get(index + 2) ?? [])),
  }
}
