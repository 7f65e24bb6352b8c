'use client'
import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'

export interface ChangeProps {
  /** What the figure counts; used in the text when the previous period was zero. */
  of: 'orders' | 'revenue' | 'failures'
  now: number
  before: number
  /** Whether an increase is good, bad or neutral. */
  more?: 'good' | 'bad' | 'neutral'
  className?: string
}

/** The change of a figure against the previous period, in percent. After a period of zero there is no percentage, so it is a text. */
export const Change = ({ of, now, before, more = 'good', className }: ChangeProps) => {
  const { t, i18n } = useTranslation('overview')
  if (before === 0) return <span className={cn('text-12 font-medium text-ink-faint', className)}>{t(`noneBefore.${of}`)}</span>
  const share = (now - before) / Math.abs(before)
  const direction = Math.sign(now - before)
  const Icon = direction === 0 ? ArrowRight : direction > 0 ? ArrowUp : ArrowDown
  const isGood = direction === 0 || more === 'neutral' ? undefined : direction > 0 === (more === 'good')
  const format = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  return (
    <span
      title={t('againstBefore')}
      className={cn(
        'inline-flex items-center gap-0.5 text-12 font-medium tabular-nums',
        isGood === undefined ? 'text-ink-faint' : isGood ? 'text-success-text' : 'text-danger-text',
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {format.format(share)}
      <span className="sr-only"> {t('againstBefore')}</span>
    </span>
  )
}
