import { z } from 'zod'
import { Period } from '../analytics.ts'

/** Final states of jobs. */
export const jobOutcomes = ['succeeded', 'failed', 'cancelled'] as const
export type JobOutcome = (typeof jobOutcomes)[number]

/** Jobs that ended in a period, by outcome, and the median time of the successful ones from their first start; null without any. */
export const JobCounts = z.object({ succeeded: z.int(), failed: z.int(), cancelled: z.int(), medianSeconds: z.number().nullable() })
export type JobCounts = z.infer<typeof JobCounts>
export const JobAnalytics = z.object({ period: Period, total: JobCounts, before: JobCounts, buckets: z.array(JobCounts) }).meta({ id: 'JobAnalytics' })
export type JobAnalytics = z.infer<typeof JobAnalytics>
