'use client'
import type { OrderStatus } from '@pantheon/contract'
import { cn } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { keysOf, orderTone } from '../live/tones.ts'

/** Select for one status or all. The choice is kept in the URL. */
export const StatusFilter = ({ value, onChange }: { value: OrderStatus | undefined; onChange: (status: OrderStatus | null) => void }) => {
  const { t } = useTranslation()
  return (
    <div
      role="group"
      aria-label={t('orders.filter')}
      className="-mx-4 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-1 max-md:w-[calc(100%+2rem)] md:mx-0 md:flex-wrap md:px-0"
    >
      {[undefined, ...keysOf(orderTone)].map((status) => (
        <button
          key={status ?? 'all'}
          type="button"
          aria-pressed={status === value}
          onClick={() => onChange(status ?? null)}
          className={cn(
            'h-8 shrink-0 rounded-full border px-3 text-13 transition-colors touch:h-11',
            status === value ? 'border-accent bg-accent-soft font-medium text-accent-text' : 'bg-surface text-ink-muted hover:bg-hover hover:text-ink',
          )}
        >
          {status === undefined ? t('orders.all') : t(`orderStatus.${status}`)}
        </button>
      ))}
    </div>
  )
}
