import type { Product, ProductSort, ProductStatus } from '@pantheon/contract'
import { Button, DataTable, EmptyState, sortNamed, sortPressed, TableTools, useColumnChoice, useRowSelection } from '@pantheon/ui'
import { Download, PackageOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { CurrencyChoice } from '../catalogue/CurrencyChoice.tsx'
import { categoryOf } from '../catalogue/categories.tsx'
import { useCurrency } from '../catalogue/use-currency.ts'
import { useProducts } from '../catalogue/use-products.ts'
import { BulkActions } from '../desk/BulkActions.tsx'
import type { Rules } from '../desk/rules.ts'
import { SavedFilters } from '../desk/SavedFilters.tsx'
import { QueryError } from '../shell/QueryError.tsx'
import { ProductFilters, type ProductsFilter } from './ProductFilters.tsx'
import { productSorts } from './product-sorts.ts'
import { productStatuses } from './product-statuses.ts'
import { useMoveProducts } from './use-move-products.ts'
import { useProductColumns } from './use-product-columns.tsx'

const rowKey = (product: Product) => product.id
const rowVersion = (product: Product) => product.version
const rowName = (product: Product) => product.name

/** The bulk actions for products of a status. */
const steps = {
  active: ['archive'],
  draft: ['archive', 'publish'],
  archived: ['restore', 'publish'],
} as const satisfies Record<ProductStatus, readonly string[]>

/** The filter in saved form; default values are omitted. */
const rulesOf = ({ status, category, query, sort }: ProductsFilter): Rules => ({
  ...(status !== 'active' && { status }),
  ...(category && { category }),
  ...(query !== '' && { q: query }),
  ...(sort !== 'newest' && { sort }),
})
const filterOf = ({ status, category, q = '', sort }: Rules): ProductsFilter => ({
  status: productStatuses.find((known) => known === status) ?? 'active',
  category: categoryOf(category),
  query: q,
  sort: sortNamed(productSorts, sort) ?? 'newest',
})

/** The products of one status, sorted. Each links to its editor, and several can be changed at once. */
export const ProductsTable = ({ filter, onFilter }: { filter: ProductsFilter; onFilter: (filter: ProductsFilter) => void }) => {
  const { t } = useTranslation(['app', 'desk'])
  const { t: desk } = useTranslation('desk')
  const { status, category, query, sort } = filter
  const [currency] = useCurrency()
  const isByPrice = productSorts[sort].column === 'price'
  const onSort = (next: ProductSort) => onFilter({ ...filter, sort: next })
  const products = useProducts({ status, category, search: query === '' ? undefined : query, sort: sort === 'newest' ? undefined : sort, currency })
  const rows = products.data?.pages.flatMap((page) => page.items)
  const choice = useColumnChoice('products', useProductColumns(isByPrice ? currency : undefined))
  const selection = useRowSelection(rows, rowKey)
  const bulk = useMoveProducts()
  const exported = new URLSearchParams({ status, ...(category && { category }) })
  if (products.isError && !rows) return <QueryError error={products.error} onRetry={() => void products.refetch()} />
  // The search text does not apply to the export.
  const download = (
    <Button asChild variant="secondary">
      <a href={`/api/v1/catalogue/export?${exported}`} download>
        <Download aria-hidden />
        {t('admin.export')}
      </a>
    </Button>
  )
  const tools = (
    <>
      <TableTools choice={choice} sorts={productSorts} sort={sort} onSort={onSort} actions={download}>
        <SavedFilters list="products" rules={rulesOf(filter)} onRules={(rules) => onFilter(filterOf(rules))} />
        <ProductFilters filter={filter} onFilter={onFilter} />
      </TableTools>
      {isByPrice && (
        <div className="mb-3 flex items-center gap-3 text-13 text-ink-muted">
          <CurrencyChoice className="w-24 shrink-0" />
          <p>{t('desk:product.priceSort')}</p>
        </div>
      )}
    </>
  )
  const empty = (
    <EmptyState icon={<PackageOpen />} title={t('desk:product.emptyTitle')}>
      {t(query === '' && category === undefined ? 'desk:product.emptyText' : 'desk:product.emptyFilter')}
    </EmptyState>
  )
  return (
    <>
      <DataTable
        caption={t('admin.title')}
        columns={choice.columns}
        rows={rows}
        rowKey={rowKey}
        rowVersion={rowVersion}
        rowName={rowName}
        selection={selection}
        sort={productSorts[sort]}
        onSort={(column) => onSort(sortPressed(productSorts, sort, column))}
        tools={tools}
        empty={empty}
        hasKeys
        className={products.isPlaceholderData ? 'opacity-60 transition-opacity' : ''}
      />
      {rows?.length !== 0 && <p className="mt-2 hidden text-12 text-ink-faint md:block touch:hidden">{desk('keys')}</p>}
      {products.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={products.isFetchingNextPage} onClick={() => void products.fetchNextPage()}>
            {t('state.showMore')}
          </Button>
        </div>
      )}
      <BulkActions
        steps={steps[status]}
        selection={selection}
        bulk={bulk}
        nameOf={rowName}
        stateName={(state) => t(`admin.status.${state as ProductStatus}`)}
      />
    </>
  )
}
