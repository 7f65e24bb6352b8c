/** A month of a plan: from its start up to, not including, its end. */
export interface Period {
  start: Date
  end: Date
}

const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

/**
 * The instant `months` months after `anchor`, in UTC, at the same time of day. In a month without the anchor's day it is the
 * last day: from 31 January, one month on is 28 or 29 February, and two are 31 March.
 */
export const monthsAfter = (anchor: Date, months: number): Date => {
  const first = new Date(anchor)
  first.setUTCDate(1)
  first.setUTCMonth(anchor.getUTCMonth() + months)
  first.setUTCDate(Math.min(anchor.getUTCDate(), daysIn(first.getUTCFullYear(), first.getUTCMonth())))
  return first
}

/** The month, counted from `anchor`, that contains `at`. Months neither overlap nor leave gaps. */
export const periodAt = (anchor: Date, at: Date): Period => {
  const guess = (at.getUTCFullYear() - anchor.getUTCFullYear()) * 12 + at.getUTCMonth() - anchor.getUTCMonth()
  const months = monthsAfter(anchor, guess) > at ? guess - 1 : guess
  return { start: monthsAfter(anchor, months), end: monthsAfter(anchor, months + 1) }
}
