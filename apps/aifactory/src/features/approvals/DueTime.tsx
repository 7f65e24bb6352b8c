import { cn, DateTime, formatDateTime } from '@pantheon/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

const hour = 3_600_000

/** The deadline of a decision; highlighted in its last four hours, and marked as expired afterwards. */
export const DueTime = ({ at, className }: { at: string; className?: string }) => {
  const { t } = useTranslation('approvals')
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  const left = new Date(at).getTime() - now
  const look = cn(left < 4 * hour && 'font-medium text-danger-text', className)
  if (left > 0) return <DateTime at={at} className={look} />
  return (
    <time dateTime={at} title={formatDateTime(at)} className={look}>
      {t('due.over')}
    </time>
  )
}
