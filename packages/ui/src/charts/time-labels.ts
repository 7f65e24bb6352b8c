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
  /** The full label: for a week, from its first day to its last. */
  full: (bucket: AnalyticsBucket) => string
}

/** Labels of time steps in the given language, in the time zone of the data. */
export const timeLabels = (step: AnalyticsStep, timeZone: string, language: string): TimeLabels => {
  const short = new Intl.DateTimeFormat(language, { ...axis[step], timeZone })
  const full = new Intl.DateTimeFormat(language, { ...whole[step], timeZone })
  const lastMoment = ({ until }: AnalyticsBucket) => new Date(Date.parse(until) - 1)
  return {
    axis: ({ from }) => short.format(new Date(from)),
    full: (bucket) => {
      const first = new Date(bucket.from)
      if (step !== 'week') return full.format(first)
      // Intl would format a Japanese range with digits and slashes, unlike the single dates.
      return language.startsWith('ja') ? `${full.format(first)}～${short.format(lastMoment(bucket))}` : full.formatRange(first, lastMoment(bucket))
    },
  }
}
