'use client'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeUp } from '../i18n/spacing.ts'

const steps: readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** "3 minutes ago" in the reader's language; under ten seconds, "now". */
export const formatRelativeTime = (at: Date, now: Date, language: string): string => {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const step = steps.find(([, size]) => Math.abs(seconds) >= size)
  const words = step ? format.format(Math.trunc(seconds / step[1]), step[0]) : format.format(Math.abs(seconds) < 10 ? 0 : seconds, 'second')
  return closeUp(words, language)
}

/** A self-updating relative time, with the absolute one on hover. */
export const RelativeTime = ({ at, className }: { at: string; className?: string }) => {
  const { i18n } = useTranslation('ui')
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(at)
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeStyle: 'medium' }).format(date)
  return (
    <time dateTime={at} title={exact} className={className} suppressHydrationWarning>
      {formatRelativeTime(date, now < date ? date : now, i18n.language)}
    </time>
  )
}
