import { z } from 'zod'
import { Instant } from './primitives.ts'
import { TimeZone } from './time-zone.ts'

/** Ranges of analytics, including the current day (or hour, or month). */
export const analyticsRanges = ['24h', '7d', '30d', '90d', '12m'] as const
export const AnalyticsRange = z.enum(analyticsRanges)
export type AnalyticsRange = z.infer<typeof AnalyticsRange>

/** Bucket sizes of analytics. Weeks begin on Monday (ISO 8601). */
export const analyticsSteps = ['hour', 'day', 'week', 'month'] as const
export const AnalyticsStep = z.enum(analyticsSteps)
export type AnalyticsStep = z.infer<typeof AnalyticsStep>

/** The default step of each range. */
export const usualSteps = { '24h': 'hour', '7d': 'day', '30d': 'day', '90d': 'week', '12m': 'month' } as const satisfies Record<AnalyticsRange, AnalyticsStep>

/** The range and step of an analytics request. Days, weeks and months are those of `timeZone`. */
export const AnalyticsRequest = z
  .object({ range: AnalyticsRange.default('30d'), step: AnalyticsStep.optional(), timeZone: TimeZone.default('UTC') })
  .refine(({ range, step }) => step === undefined || (step === 'hour') === (range === '24h'), {
    path: ['step'],
    message: 'Hours go with 24h, and with nothing else',
  })
export type AnalyticsRequest = z.infer<typeof AnalyticsRequest>

/** One bucket: `from` inclusive, `until` exclusive. It is not whole when the range cuts it or it has not ended yet. */
export const AnalyticsBucket = z.object({ from: Instant, until: Instant, isWhole: z.boolean() })
export type AnalyticsBucket = z.infer<typeof AnalyticsBucket>

/** The period of the figures. `before` is the period of the same length just before it, cut at the same time of its last day as now is in today. */
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
