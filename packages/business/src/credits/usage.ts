import type { CreditUsage } from '@pantheon/contract'
import { dayIn } from '@pantheon/kernel'

const dayMs = 86_400_000
/** Days covered by a usage report, including today. */
const usageDays = 30

/** Earliest instant that can fall on one of the days, in any time zone. */
export const usageSince = (now: Date): Date => new Date(now.getTime() - (usageDays + 2) * dayMs)

/** Credits spent on each of the last days up to `now`. `spent` holds one instant per credit. */
export const usageOf = (spent: readonly Date[], now: Date, timeZone: string): CreditUsage => {
  const dayOf = dayIn(timeZone)
  const counts = new Map<string, number>()
  for (const at of spent) counts.set(dayOf(at), (counts.get(dayOf(at)) ?? 0) + 1)
  // Days are counted on the calendar, not by hours: the day on which summer time begins has 23.
  const today = Date.parse(`${dayOf(now)}T00:00:00Z`)
  const days = Array.from({ length: usageDays }, (_, index) => {
    const day = new Date(today - (usageDays - 1 - index) * dayMs).toISOString().slice(0, 10)
    return { day, spent: counts.get(day) ?? 0 }
  })
  return { days, total: days.reduce((sum, { spent: each }) => sum + each, 0) }
}
