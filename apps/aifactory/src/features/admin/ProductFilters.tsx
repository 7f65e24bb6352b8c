import type { ProductCategory, ProductSort, ProductStatus } from '@pantheon/contract'
import { Input, Select } from '@pantheon/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { categories, categoryOf } from '../catalogue/categories.tsx'
import { productStatuses } from './product-statuses.ts'

/** Filter and sort of the product list, kept in the URL. */
export interface ProductsFilter {
  status: ProductStatus
  category: ProductCategory | undefined
  query: string
  sort: ProductSort
}

interface ProductFiltersProps {
  filter: ProductsFilter
  onFilter: (filter: ProductsFilter) => void
}

/** Status, category and search text. The text reaches the URL after a short pause (debounced). */
export const ProductFilters = ({ filter, onFilter }: ProductFiltersProps) => {
  const { t } = useTranslation(['app', 'desk'])
  const [typed, setTyped] = useState(filter.query)
  useEffect(() => setTyped(filter.query), [filter.query])
  useEffect(() => {
    if (typed.trim() === filter.query) return
    const timer = setTimeout(() => onFilter({ ...filter, query: typed.trim() }), 250)
    return () => clearTimeout(timer)
  }, [typed, filter, onFilter])
  return (
    <search className="flex min-w-0 flex-wrap items-center gap-2 max-md:w-full">
      <Select
        aria-label={t('desk:product.field.status')}
        value={filter.status}
        onChange={(event) => onFilter({ ...filter, status: productStatuses.find((known) => known === event.target.value) ?? 'active' })}
        className="min-w-36 max-md:flex-1"
      >
        {productStatuses.map((known) => (
          <option key={known} value={known}>
            {t(`admin.status.${known}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('desk:product.field.category')}
        value={filter.category ?? ''}
        onChange={(event) => onFilter({ ...filter, category: categoryOf(event.target.value) })}
        className="min-w-44 max-md:flex-1"
      >
        <option value="">{t('desk:filter.anyCategory')}</option>
        {categories.map((category) => (
          <option key={category} value={category}>
            {t(`category.${category}`)}
          </option>
        ))}
      </Select>
      <Input
        type="search"
        aria-label={t('desk:product.search')}
        placeholder={t('desk:product.search')}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="md:w-60"
      />
    </search>
  )
}
