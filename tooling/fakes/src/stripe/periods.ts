import type { Price } from './wire.ts'

const days: Record<string, number> = { day: 1, week: 7 }

/** The end of the period that begins at `start`: the anchor's day of the month, or the last one of a shorter month. */
export const periodEnd = (start: number, anchor: number, recurring: NonNullable<Price['recurring']>): number => {
  const { interval, interval_count: count } = recurring
  const length = days[String(interval)]
  if (length) return start + count * length * 86_400
  const months = count * (interval === 'year' ? 12 : 1)
  const at = new Date(start * 1000)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0)).getUTCDate()
  const day = Math.min(new Date(anchor * 1000).getUTCDate(), last)
  const time = start % 86_400
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, day) / 1000 + time
}
