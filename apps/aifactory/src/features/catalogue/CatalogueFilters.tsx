import type { ProductCategory } from '@pantheon/contract'
import { cn, Input, Select } from '@pantheon/ui'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CurrencyChoice } from './CurrencyChoice.tsx'
import { type CatalogueSort, catalogueSortOf, catalogueSorts } from './catalogue-sorts.ts'
import { categories } from './categories.tsx'

/** Filter and sort of the catalogue, kept in the URL. */
export interface CatalogueFilter {
  query: string
  category: ProductCategory | undefined
  /** Undefined is newest first. */
  sort: CatalogueSort | undefined
}

interface CatalogueFiltersProps {
  filter: CatalogueFilter
  onFilter: (filter: CatalogueFilter) => void
}

/** Search, categories and sort. The search text reaches the URL after a short pause (debounced). */
export const CatalogueFilters = ({ filter, onFilter }: CatalogueFiltersProps) => {
  const { t } = useTranslation()
  const { query, category, sort } = filter
  const [typed, setTyped] = useState(query)
  useEffect(() => setTyped(query), [query])
  useEffect(() => {
    if (typed.trim() === query) return
    const timer = setTimeout(() => onFilter({ ...filter, query: typed.trim() }), 250)
    return () => clearTimeout(timer)
  }, [typed, query, filter, onFilter])
  return (
    <div className="flex flex-col gap-3 lg:flex-row lg:items-center lg:justify-between">
      <div className="flex flex-wrap gap-2 lg:flex-nowrap">
        <search className="relative block basis-full sm:basis-0 sm:grow lg:w-56">
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
        <Select
          aria-label={t('catalogue.sort.label')}
          value={sort ?? 'newest'}
          onChange={({ target }) => onFilter({ query: typed.trim(), category, sort: catalogueSortOf(target.value) })}
          className="min-w-0 flex-1 sm:w-48 sm:flex-none"
        >
          {catalogueSorts.map((choice) => (
            <option key={choice} value={choice}>
              {t(`catalogue.sort.${choice}`)}
            </option>
          ))}
        </Select>
        <CurrencyChoice className="w-24 shrink-0" />
      </div>
      <fieldset className="-mx-4 flex min-w-0 gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:flex-wrap md:px-0">
        <legend className="sr-only">{t('catalogue.category')}</legend>
        {[undefined, ...categories].map((choice) => (
          <button
            key={choice ?? 'all'}
            type="button"
            aria-pressed={choice === category}
            onClick={() => onFilter({ query: typed.trim(), category: choice, sort })}
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
