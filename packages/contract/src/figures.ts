import { z } from 'zod'
import { Instant } from './primitives.ts'

/** How far figures look back, today (or this hour, this month) included. */
export const figureRanges = ['24h', '7d', '30d', '90d', '12m'] as const
export const FigureRange = z.enum(figureRanges)
export type FigureRange = z.infer<typeof FigureRange>

/** What figures are gathered by. Weeks begin on Monday (ISO 8601). */
export const figureSteps = ['hour', 'day', 'week', 'month'] as const
export const FigureStep = z.enum(figureSteps)
export type FigureStep = z.infer<typeof FigureStep>

/** The step a range is best seen in, and so its default. */
export const usualSteps = { '24h': 'hour', '7d': 'day', '30d': 'day', '90d': 'week', '12m': 'month' } as const satisfies Record<FigureRange, FigureStep>

const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false // offsets like +09:00 know nothing of summer time
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
/** A time zone by its IANA name, e.g. `Asia/Tokyo`. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'The name of an IANA time zone, like Europe/Berlin')

/** Which stretch of time figures are asked for, and in what steps. Days, weeks and months are those of `timeZone`. */
export const FiguresRequest = z
  .object({ range: FigureRange.default('30d'), step: FigureStep.optional(), timeZone: TimeZone.default('UTC') })
  .refine(({ range, step }) => step === undefined || (step === 'hour') === (range === '24h'), {
    path: ['step'],
    message: 'Hours go with 24h, and with nothing else',
  })
export type FiguresRequest = z.infer<typeof FiguresRequest>

/** One step: `from` until before `until`. It is no whole one when the range cuts it, or while it is not over. */
export const FigureBucket = z.object({ from: Instant, until: Instant, isWhole: z.boolean() })
export type FigureBucket = z.infer<typeof FigureBucket>

/** The stretch of time that figures are of. `before` is as long, just before it, and ends as far into its last day as now is into today. */
export const Period = z.object({
  range: FigureRange,
  step: FigureStep,
  timeZone: z.string(),
  from: Instant,
  until: Instant,
  before: z.object({ from: Instant, until: Instant }),
  buckets: z.array(FigureBucket),
})
export type Period = z.infer<typeof Period>
