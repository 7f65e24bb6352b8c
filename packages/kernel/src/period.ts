import { type FigureBucket, type FigureRange, type FigureStep, type FiguresRequest, type Period, usualSteps } from '@pantheon/contract'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const daysOf = { '7d': 7, '30d': 30, '90d': 90 } as const

/** Minutes and days as clocks and calendars of a zone (IANA) show them. Local times are held as if they were UTC, in milliseconds. */
export const zoneOf = (timeZone: string) => {
  const fields = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const
  const format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', { timeZone, hourCycle: 'h23', ...fields })
  const localAt = (at: number): number => {
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second)
  }
  // The day after one day is the day before another: each is asked once, for asking is what a period costs.
  const offsets = new Map<number, number>()
  const offsetAt = (at: number): number => {
    const offset = offsets.get(at) ?? localAt(at) - Math.floor(at / 1000) * 1000
    offsets.set(at, offset)
    return offset
  }
  return {
    name: format.resolvedOptions().timeZone,
    localAt,
    /** The first moment at which clocks show `local`. Where they skip it, it is as much later as they skip (RFC 5545, 3.3.5). */
    momentOf: (local: number): number => {
      const [before, after] = [local - offsetAt(local - dayMs), local - offsetAt(local + dayMs)]
      if (before === after) return before
      const fits = [before, after].filter((at) => localAt(at) === local)
      return fits.length > 0 ? Math.min(...fits) : before
    },
  }
}

/** A local day some years, months and days away, as if it were UTC. */
const away = (local: number, { years = 0, months = 0, days = 0, day }: { years?: number; months?: number; days?: number; day?: number }): number => {
  const date = new Date(local)
  return Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth() + months, (day ?? date.getUTCDate()) + days)
}
const sinceMonday = (local: number): number => (new Date(local).getUTCDay() + 6) % 7

/** The local day on which the step after this day's begins. */
const nextStep = (local: number, step: FigureStep): number => {
  if (step === 'month') return away(local, { months: 1, day: 1 })
  return away(local, { days: step === 'week' ? 7 - sinceMonday(local) : 1 })
}
const isStepStart = (local: number, step: FigureStep): boolean => {
  if (step === 'month') return new Date(local).getUTCDate() === 1
  return step !== 'week' || sinceMonday(local) === 0
}

interface Cut {
  buckets: { from: number; until: number; isWhole: boolean }[]
  before: { from: number; until: number }
}

const byHours = (now: number, zone: ReturnType<typeof zoneOf>): Cut => {
  const thisHour = now - (zone.localAt(now) % hourMs) - (now % 1000)
  const from = thisHour - 23 * hourMs
  const buckets = Array.from({ length: 24 }, (_, hour) => ({ from: from + hour * hourMs, until: from + (hour + 1) * hourMs, isWhole: hour < 23 }))
  return { buckets, before: { from: from - dayMs, until: now - dayMs } }
}

const byDays = (now: number, zone: ReturnType<typeof zoneOf>, range: Exclude<FigureRange, '24h'>, step: FigureStep): Cut => {
  const today = away(zone.localAt(now), {})
  const back = range === '12m' ? { years: -1 } : { days: -daysOf[range] }
  const first = range === '12m' ? away(today, { months: -11, day: 1 }) : away(today, { days: 1 - daysOf[range] })
  const buckets: Cut['buckets'] = []
  for (let [local, from] = [first, zone.momentOf(first)]; local <= today; ) {
    const next = nextStep(local, step)
    const until = zone.momentOf(next)
    buckets.push({ from, until, isWhole: isStepStart(local, step) && next <= today })
    local = next
    from = until
  }
  const elapsed = now - zone.momentOf(today)
  const until = Math.min(zone.momentOf(away(today, back)) + elapsed, zone.momentOf(first))
  return { buckets, before: { from: zone.momentOf(away(first, back)), until } }
}

const iso = (at: number): string => new Date(at).toISOString()

/** The stretch of time that figures are asked for, cut into the steps of a calendar: a day has 23 or 25 hours where clocks change. */
export const periodOf = ({ range, step = usualSteps[range], timeZone }: FiguresRequest, now: Date): Period => {
  const zone = zoneOf(timeZone)
  const { buckets, before } = range === '24h' ? byHours(now.getTime(), zone) : byDays(now.getTime(), zone, range, step)
  const inWords = ({ from, until, isWhole }: Cut['buckets'][number]): FigureBucket => ({ from: iso(from), until: iso(until), isWhole })
  const [first, last] = [buckets[0], buckets.at(-1)]
  return {
    ...{ range, step, timeZone: zone.name },
    ...{ from: iso(first?.from ?? 0), until: iso(last?.until ?? 0) },
    before: { from: iso(before.from), until: iso(before.until) },
    buckets: buckets.map(inWords),
  }
}

/**
 * The moments at which a period's figures are cut, ascending: the period before, what lies between the two and is not
 * asked for, then every bucket. The place in this list is what rows are grouped by; `isWhole` leaves the buckets out.
 */
export const edgesOf = ({ before, from, until, buckets }: Period, isWhole = false): { starts: Date[]; until: Date } => ({
  starts: [before.from, before.until, ...(isWhole ? [from] : buckets.map((bucket) => bucket.from))].map((at) => new Date(at)),
  until: new Date(until),
})

/** Figures of a period from rows that name their place between its edges; `sum` makes the figure of some rows, none of them too. */
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
