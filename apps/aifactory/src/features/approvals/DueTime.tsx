import { cn, formatRelativeTime } from '@pantheon/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const hour = 3_600_000

/** How long there still is: "in 5 hours", with the exact moment on hover; its last four hours stand out. */
export const DueTime = ({ at, className }: { at: string; className?: string }) => {
  const { t, i18n } = useTranslation('approvals')
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const date = new Date(at)
  const left = date.getTime() - now.getTime()
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'long', timeStyle: 'short' }).format(date)
  return (
    <time dateTime={at} title={exact} className={cn(left < 4 * hour && 'font-medium text-danger-text', className)}>
      {left <= 0 ? t('due.over') : formatRelativeTime(date, now, i18n.language)}
    </time>
  )
}
