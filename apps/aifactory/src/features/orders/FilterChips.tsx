import { Button } from '@pantheon/ui'
import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { OrderSearch } from './order-search.ts'
import { useFilterChips } from './use-order-filters.ts'

/** The active filter rules as chips; each can be removed. */
export const FilterChips = ({ search, onSearch }: { search: OrderSearch; onSearch: (search: OrderSearch) => void }) => {
  const { t } = useTranslation('desk')
  const chips = useFilterChips(search)
  if (chips.length === 0) return null
  return (
    <ul aria-label={t('filter.active')} className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ id, text, without }) => (
        <li key={id}>
          <button
            type="button"
            aria-label={t('filter.remove', { rule: text })}
            onClick={() => onSearch(without)}
            className="inline-flex min-h-7 items-center gap-1.5 rounded-full bg-sunken px-2.5 text-13 text-ink ring-1 ring-line ring-inset hover:bg-hover touch:min-h-11"
          >
            {text}
            <X aria-hidden className="size-3.5 text-ink-faint" />
          </button>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <Button variant="ghost" size="small" onClick={() => onSearch({ sort: search.sort })}>
            {t('filter.clear')}
          </Button>
        </li>
      )}
    </ul>
  )
}
