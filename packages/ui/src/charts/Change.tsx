'use client'
import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'

export interface ChangeProps {
  /** What the figure counts: it names what there was none of before. */
  of: 'orders' | 'revenue' | 'failures'
  now: number
  before: number
  /** Whether more is better, worse or neither. */
  more?: 'good' | 'bad' | 'neutral'
  className?: string
}

/** How much a figure changed against the period before, as a share. From nothing there is no share and no direction: then it says so in words. */
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
