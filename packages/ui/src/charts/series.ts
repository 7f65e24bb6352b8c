import type { AnalyticsBucket } from '@pantheon/contract'
import type { TimeLabels } from './time-labels.ts'

export const seriesColours = {
  accent: 'var(--accent)',
  success: 'var(--success)',
  danger: 'var(--danger)',
  warning: 'var(--warning)',
  info: 'var(--info)',
  neutral: 'var(--neutral-8)',
} as const
export type SeriesColour = keyof typeof seriesColours

/** One metric with a value for each step; null where there is no value. */
export interface Series {
  id: string
  label: string
  colour: SeriesColour
  /** Bars of the same stack are stacked, negative ones below the line; others are grouped. */
  stack?: string
  values: readonly (number | null)[]
}

export interface ChartData {
  buckets: readonly AnalyticsBucket[]
  labels: TimeLabels
  series: readonly Series[]
  /** Formats a value for the tooltip and the table. */
  format: (value: number) => string
  /** Formats a value on the axis; defaults to `format`. */
  formatAxis?: (value: number) => string
  /** The minimum of the axis' upper end, so that a series of zeros still has a scale. */
  least: number
}
