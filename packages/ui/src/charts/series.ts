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

/** One thing that is counted or measured, a value for each step; null where there is none to show. */
export interface Series {
  id: string
  label: string
  colour: SeriesColour
  /** Bars of the same stack stand on each other, what is below zero under the line; the others side by side. */
  stack?: string
  values: readonly (number | null)[]
}

export interface ChartData {
  buckets: readonly AnalyticsBucket[]
  labels: TimeLabels
  series: readonly Series[]
  /** A value in words, for the panel and the table. */
  format: (value: number) => string
  /** A value on the axis; like `format` when it is left out. */
  formatAxis?: (value: number) => string
  /** Where the axis ends at least, so that a row of zeros still has a scale. */
  least: number
}
