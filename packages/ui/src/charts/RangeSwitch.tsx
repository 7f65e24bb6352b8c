'use client'
import type { AnalyticsRange } from '@pantheon/contract'
import { useTranslation } from 'react-i18next'
import { cn } from '../cn.ts'

/** Segmented control for the time range. */
export const RangeSwitch = ({
  ranges,
  value,
  onChange,
}: {
  ranges: readonly AnalyticsRange[]
  value: AnalyticsRange
  onChange: (range: AnalyticsRange) => void
}) => {
  const { t } = useTranslation('overview')
  return (
    <fieldset className="flex max-w-full min-w-0 shrink-0 gap-0.5 overflow-x-auto rounded-control border bg-sunken p-0.5">
      <legend className="sr-only">{t('range.label')}</legend>
      {ranges.map((range) => (
        <button
          key={range}
          type="button"
          aria-pressed={range === value}
          onClick={() => onChange(range)}
          className={cn(
            'h-7 shrink-0 rounded-[4px] px-2.5 text-13 whitespace-nowrap transition-colors touch:h-10',
            range === value ? 'bg-surface font-medium text-ink shadow-1' : 'text-ink-muted hover:text-ink',
          )}
        >
          {t(`range.${range}`)}
        </button>
      ))}
    </fieldset>
  )
}
