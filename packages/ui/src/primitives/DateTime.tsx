'use client'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { formatRelativeTime } from './RelativeTime.tsx'

type Precision = 'day' | 'minute' | 'second'
const styles = {
  day: { dateStyle: 'short' },
  minute: { dateStyle: 'short', timeStyle: 'short' },
  second: { dateStyle: 'short', timeStyle: 'medium' },
} as const satisfies Record<Precision, Intl.DateTimeFormatOptions>

/**
 * Formats a date, or date and time, in the given time zone so that it sorts and aligns in a column: `2026-11-30`, `2026-11-30 14:05`, in every
 * language.
 */
export const formatDateTime = (at: Date | string, precision: Precision = 'minute', timeZone?: string): string =>
  new Intl.DateTimeFormat('sv-SE', { ...styles[precision], ...(timeZone !== undefined && { timeZone }) }).format(new Date(at))

interface DateTimeProps {
  at: string
  precision?: Precision
  className?: string
}

/** An absolute time, for tables and facts; seconds, time zone and relative time are shown on hover. Feeds use `RelativeTime`. */
export const DateTime = ({ at, precision, className }: DateTimeProps) => {
  const { i18n } = useTranslation('ui')
  const date = new Date(at)
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeStyle: 'long' }).format(date)
  return (
    <time
      dateTime={at}
      title={`${exact} · ${formatRelativeTime(date, new Date(), i18n.language)}`}
      className={cn('tabular-nums', className)}
      suppressHydrationWarning
    >
      {formatDateTime(date, precision)}
    </time>
  )
}
