import { z } from 'zod'
import { Instant } from './primitives.ts'
import { TimeZone } from './time-zone.ts'

/** How far figures look back, today (or this hour, this month) included. */
export const analyticsRanges = ['24h', '7d', '30d', '90d', '12m'] as const
export const AnalyticsRange = z.enum(analyticsRanges)
export type AnalyticsRange = z.infer<typeof AnalyticsRange>

/** What figures are gathered by. Weeks begin on Monday (ISO 8601). */
export const analyticsSteps = ['hour', 'day', 'week', 'month'] as const
export const AnalyticsStep = z.enum(analyticsSteps)
export type AnalyticsStep = z.infer<typeof AnalyticsStep>

/** The step a range is best seen in, and so its default. */
export const usualSteps = { '24h': 'hour', '7d': 'day', '30d': 'day', '90d': 'week', '12m': 'month' } as const satisfies Record<AnalyticsRange, AnalyticsStep>

/** Which stretch of time figures are asked for, and in what steps. Days, weeks and months are those of `timeZone`. */
export const AnalyticsRequest = z
  .object({ range: AnalyticsRange.default('30d'), step: AnalyticsStep.optional(), timeZone: TimeZone.default('UTC') })
  .refine(({ range, step }) => step === undefined || (step === 'hour') === (range === '24h'), {
    path: ['step'],
    message: 'Hours go with 24h, and with nothing else',
  })
export type AnalyticsRequest = z.infer<typeof AnalyticsRequest>

/** One step: `from` until before `until`. It is no whole one when the range cuts it, or while it is not over. */
export const AnalyticsBucket = z.object({ from: Instant, until: Instant, isWhole: z.boolean() })
export type AnalyticsBucket = z.infer<typeof AnalyticsBucket>

/** The stretch of time that figures are of. `before` is as long, just before it, and ends as far into its last day as now is into today. */
export const Period = z.object({
  range: AnalyticsRange,
  step: AnalyticsStep,
  timeZone: z.string(),
  from: Instant,
  until: Instant,
  before: z.object({ from: Instant, until: Instant }),
  buckets: z.array(AnalyticsBucket),
})
export type Period = z.infer<typeof Period>
