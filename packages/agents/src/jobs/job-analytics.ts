import type { JobAnalytics, JobCounts, JobOutcome, Period } from '@pantheon/contract'
import { spread } from '@pantheon/kernel'

/** Jobs that ended alike in one place of a period, and the middle of how long they took, in milliseconds. */
export interface EndedJobs {
  place: number
  outcome: JobOutcome
  n: number
  medianMs: number | null
}

/** Of rows that are of one place: medians of several places have no sum. */
const countsOf = (ended: readonly EndedJobs[]): JobCounts => {
  const of = (outcome: JobOutcome): EndedJobs | undefined => ended.find((row) => row.outcome === outcome)
  const medianMs = of('succeeded')?.medianMs ?? null
  const [succeeded = 0, failed = 0, cancelled = 0] = [of('succeeded')?.n, of('failed')?.n, of('cancelled')?.n]
  return { succeeded, failed, cancelled, medianSeconds: medianMs === null ? null : Math.round(medianMs) / 1000 }
}

/** The figures of a period: `steps` are cut by its buckets, `whole` has one place for all of it. */
export const jobAnalytics = (period: Period, steps: readonly EndedJobs[], whole: readonly EndedJobs[]): JobAnalytics => ({
  period,
  ...spread(period, whole, countsOf),
  buckets: spread(period, steps, countsOf).buckets,
})
