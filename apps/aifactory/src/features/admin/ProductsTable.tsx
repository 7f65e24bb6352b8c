import type { Product } from '@pantheon/contract'
import { Badge, Button, type Column, DataTable, EmptyState, Money } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { PackageOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useProducts } from '../catalogue/use-products.ts'
import { QueryError } from '../shell/QueryError.tsx'
import { ProductFilters, type ProductsFilter } from './ProductFilters.tsx'
import { statusTones } from './product-statuses.ts'

const rowKey = (product: Product) => product.id
const rowVersion = (product: Product) => product.version

/** The products of one state; each leads to its editor. */
export const ProductsTable = ({ filter, onFilter }: { filter: ProductsFilter; onFilter: (filter: ProductsFilter) => void }) => {
  const { t } = useTranslation()
  const { status, category, query } = filter
  const products = useProducts({ status, category, search: query === '' ? undefined : query })
  const rows = products.data?.pages.flatMap((page) => page.items)
  const columns: Column<Product>[] = [
    {
      id: 'name',
      header: t('admin.column.name'),
      isName: true,
      cell: (product) => (
        <>
          <Link
            to="/admin/products/$productId"
            params={{ productId: product.id }}
            aria-label={t('admin.edit', { name: product.name })}
            className="hover:text-accent-text hover:underline"
          >
            {product.name}
          </Link>
          {product.sku !== null && <span className="ml-2 font-mono text-12 font-normal text-ink-faint">{product.sku}</span>}
        </>
      ),
    },
    { id: 'category', header: t('admin.column.category'), cell: (product) => <span className="text-ink-muted">{t(`category.${product.category}`)}</span> },
    {
      id: 'status',
      header: t('admin.column.status'),
      cell: (product) => (
        <Badge tone={statusTones[product.status]} hasDot>
          {t(`admin.status.${product.status}`)}
        </Badge>
      ),
    },
    {
      id: 'price',
      header: t('admin.column.price'),
      align: 'end',
      cell: (product) => (
        <span className="flex flex-wrap justify-end gap-x-3">
          {product.prices.map(({ currency, amount }, index) => (
            <Money key={currency} amount={amount} currency={currency} className={index === 0 ? '' : 'text-ink-faint'} />
          ))}
        </span>
      ),
    },
  ]
  if (products.isError && !rows) return <QueryError error={products.error} onRetry={() => void products.refetch()} />
  return (
    <>
      <ProductFilters filter={filter} onFilter={onFilter} />
      {rows?.length === 0 ? (
        <EmptyState icon={<PackageOpen />} title={t('admin.emptyTitle')}>
          {t(query === '' && category === undefined ? 'admin.emptyText' : 'admin.emptyFilter')}
        </EmptyState>
      ) : (
        <DataTable caption={t('admin.title')} columns={columns} rows={rows} rowKey={rowKey} rowVersion={rowVersion} />
      )}
      {products.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={products.isFetchingNextPage} onClick={() => void products.fetchNextPage()}>
            {t('state.showMore')}
          </Button>
        </div>
      )}
    </>
  )
}
