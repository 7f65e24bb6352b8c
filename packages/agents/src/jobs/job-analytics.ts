import type { JobAnalytics, JobCounts, JobOutcome, Period } from '@pantheon/contract'
import { spread } from '@pantheon/kernel'

/** Jobs with the same outcome in one bucket of a period, and their median duration in milliseconds. */
export interface EndedJobs {
  place: number
  outcome: JobOutcome
  n: number
  medianMs: number | null
}

/** Only for rows of one bucket: medians of several buckets cannot be combined. */
const countsOf = (ended: readonly EndedJobs[]): JobCounts => {
  const of = (outcome: JobOutcome): EndedJobs | undefined => ended.find((row) => row.outcome === outcome)
  const medianMs = of('succeeded')?.medianMs ?? null
  const [succeeded = 0, failed = 0, cancelled = 0] = [of('succeeded')?.n, of('failed')?.n, of('cancelled')?.n]
  return { succeeded, failed, cancelled, medianSeconds: medianMs === null ? null : Math.round(medianMs) / 1000 }
}

/** The figures of a period: `steps` are grouped by its buckets, `whole` is one bucket. */
export const jobAnalytics = (period: Period, steps: readonly EndedJobs[], whole: readonly EndedJobs[]): JobAnalytics => ({
  period,
  ...spread(period, whole, countsOf),
  buckets: spread(period, steps, countsOf).buckets,
})
