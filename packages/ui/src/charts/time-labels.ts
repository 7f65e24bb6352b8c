import type { AnalyticsBucket, AnalyticsStep } from '@pantheon/contract'

type Format = Intl.DateTimeFormatOptions

const axis: Record<AnalyticsStep, Format> = {
  hour: { hour: 'numeric', minute: '2-digit' },
  day: { month: 'short', day: 'numeric' },
  week: { month: 'short', day: 'numeric' },
  month: { month: 'short' },
}
const whole: Record<AnalyticsStep, Format> = {
  hour: { weekday: 'short', hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'short', year: 'numeric', month: 'long', day: 'numeric' },
  week: { year: 'numeric', month: 'short', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
}

export interface TimeLabels {
  /** Short, for an axis. */
  axis: (bucket: AnalyticsBucket) => string
  /** In full: a week from its first day to its last. */
  full: (bucket: AnalyticsBucket) => string
}

/** How steps of time are called in the reader's language, by the calendar the figures were cut with. */
export const timeLabels = (step: AnalyticsStep, timeZone: string, language: string): TimeLabels => {
  const short = new Intl.DateTimeFormat(language, { ...axis[step], timeZone })
  const full = new Intl.DateTimeFormat(language, { ...whole[step], timeZone })
  const lastMoment = ({ until }: AnalyticsBucket) => new Date(Date.parse(until) - 1)
  return {
    axis: ({ from }) => short.format(new Date(from)),
    full: (bucket) => {
      const first = new Date(bucket.from)
      if (step !== 'week') return full.format(first)
      // A range in Japanese would be written in figures and slashes, beside dates that are not.
      return language.startsWith('ja') ? `${full.format(first)}～${short.format(lastMoment(bucket))}` : full.formatRange(first, lastMoment(bucket))
    },
  }
}
