'use client'
import { ArrowDown, ArrowRight, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'

export interface ChangeProps {
  now: number
  before: number
  /** Whether more is better, worse or neither. */
  more?: 'good' | 'bad' | 'neutral'
  className?: string
}

/** How much a figure changed against the period before. From nothing there is no percentage: then it says what was. */
export const Change = ({ now, before, more = 'good', className }: ChangeProps) => {
  const { t, i18n } = useTranslation('overview')
  const share = before === 0 ? undefined : (now - before) / Math.abs(before)
  const direction = Math.sign(now - before)
  const Icon = direction === 0 ? ArrowRight : direction > 0 ? ArrowUp : ArrowDown
  // Against nothing there is no measure of how good it is.
  const isGood = direction === 0 || more === 'neutral' || before === 0 ? undefined : direction > 0 === (more === 'good')
  const format = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  if (share === undefined && direction === 0) return <span className={cn('text-12 text-ink-faint', className)}>{t('sameNothing')}</span>
  return (
    <span
      title={t('againstBefore')}
      className={cn(
        'inline-flex items-center gap-0.5 text-12 font-medium whitespace-nowrap tabular-nums',
        isGood === undefined ? 'text-ink-faint' : isGood ? 'text-success-text' : 'text-danger-text',
        className,
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {share === undefined ? t('fromNothing') : format.format(share)}
      <span className="sr-only"> {t('againstBefore')}</span>
    </span>
  )
}
