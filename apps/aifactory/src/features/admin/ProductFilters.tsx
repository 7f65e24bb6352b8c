import type { ProductCategory, ProductSort, ProductStatus } from '@pantheon/contract'
import { Field, Input, Select } from '@pantheon/ui'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { categories, categoryOf } from '../catalogue/categories.tsx'
import { productStatuses } from './product-statuses.ts'

/** Which products are shown, and in which order; it lives in the address. */
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

/** State, category and words to look for. What is typed reaches the address after a short rest. */
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
    <search className="mb-4 grid gap-3 sm:grid-cols-3">
      <Field label={t('desk:product.field.status')}>
        <Select
          value={filter.status}
          onChange={(event) => onFilter({ ...filter, status: productStatuses.find((known) => known === event.target.value) ?? 'active' })}
        >
          {productStatuses.map((known) => (
            <option key={known} value={known}>
              {t(`admin.status.${known}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('desk:product.field.category')}>
        <Select value={filter.category ?? ''} onChange={(event) => onFilter({ ...filter, category: categoryOf(event.target.value) })}>
          <option value="">{t('catalogue.all')}</option>
          {categories.map((category) => (
            <option key={category} value={category}>
              {t(`category.${category}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('desk:product.search')}>
        <Input type="search" maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
      </Field>
    </search>
  )
}
