'use client'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'
import { formatRelativeTime } from './RelativeTime.tsx'

/** A day and time of the reader's time zone that sorts and lines up in a column: `2026-11-30 14:05`, in every language. */
export const formatDateTime = (at: Date, timeZone?: string): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', ...(timeZone !== undefined && { timeZone }) }).format(at)

/** When something happened, for tables and facts; the second, the time zone and how long ago show on hover. Feeds have `RelativeTime`. */
export const DateTime = ({ at, className }: { at: string; className?: string }) => {
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
      {formatDateTime(date)}
    </time>
  )
}
