import type { ProductCategory } from '@pantheon/contract'
import { cn, Input } from '@pantheon/ui'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CurrencyChoice } from './CurrencyChoice.tsx'
import { categories } from './categories.tsx'

interface CatalogueFiltersProps {
  query: string
  category: ProductCategory | undefined
  onChange: (filter: { query: string; category: ProductCategory | undefined }) => void
}

/** Search and categories. What is typed reaches the address after a short rest. */
export const CatalogueFilters = ({ query, category, onChange }: CatalogueFiltersProps) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(query)
  useEffect(() => setTyped(query), [query])
  useEffect(() => {
    if (typed.trim() === query) return
    const timer = setTimeout(() => onChange({ query: typed.trim(), category }), 250)
    return () => clearTimeout(timer)
  }, [typed, query, category, onChange])
  return (
    <div className="flex flex-col gap-3 lg:flex-row lg:items-center lg:justify-between">
      <div className="flex gap-2 lg:order-2">
        <search className="relative block grow lg:w-64">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 z-10 size-4 -translate-y-1/2 text-ink-faint" />
          <Input
            type="search"
            aria-label={t('catalogue.search')}
            placeholder={t('catalogue.searchPlaceholder')}
            maxLength={100}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="pl-9"
          />
        </search>
        <CurrencyChoice className="w-24 shrink-0" />
      </div>
      <fieldset className="-mx-4 flex min-w-0 gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:flex-wrap md:px-0">
        <legend className="sr-only">{t('catalogue.category')}</legend>
        {[undefined, ...categories].map((choice) => (
          <button
            key={choice ?? 'all'}
            type="button"
            aria-pressed={choice === category}
            onClick={() => onChange({ query: typed.trim(), category: choice })}
            className={cn(
              'h-8 shrink-0 rounded-full border px-3.5 text-13 transition-colors touch:h-11',
              choice === category ? 'border-transparent bg-ink font-medium text-canvas' : 'border-line bg-surface text-ink-muted hover:bg-hover hover:text-ink',
            )}
          >
            {choice ? t(`category.${choice}`) : t('catalogue.all')}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
