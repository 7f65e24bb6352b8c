import { Button, cn, EmptyState, Skeleton } from '@pantheon/ui'
import { SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { type CatalogueFilter, CatalogueFilters } from './CatalogueFilters.tsx'
import { ProductCard } from './ProductCard.tsx'
import { useCurrency } from './use-currency.ts'
import { useProducts } from './use-products.ts'

interface CatalogueProps {
  filter: CatalogueFilter
  onFilter: (filter: CatalogueFilter) => void
}

const gridClass = 'grid gap-4 sm:grid-cols-2 lg:grid-cols-3'

/** The products on sale: search, categories, sort, cards. */
export const Catalogue = ({ filter, onFilter }: CatalogueProps) => {
  const { t } = useTranslation()
  const [currency] = useCurrency()
  const { query, category, sort } = filter
  const products = useProducts({ search: query === '' ? undefined : query, category, sort, currency })
  const items = products.data?.pages.flatMap((page) => page.items)
  return (
    <section id="catalogue" aria-labelledby="catalogue-title" className="mt-14 scroll-mt-20">
      <h2 id="catalogue-title" className="text-24 font-semibold">
        {t('catalogue.title')}
      </h2>
      <div className="mt-4">
        <CatalogueFilters filter={filter} onFilter={onFilter} />
      </div>
      <p role="status" className="sr-only">
        {items && !products.isFetching && t('catalogue.count', { count: items.length })}
      </p>
      <div className="mt-5" aria-busy={products.isPending}>
        {products.isPending && (
          <div className={gridClass}>
            {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
              <Skeleton key={key} shape="card" className="h-56" />
            ))}
          </div>
        )}
        {products.isError && !items && <QueryError error={products.error} onRetry={() => void products.refetch()} />}
        {items?.length === 0 && (
          <EmptyState
            icon={<SearchX />}
            title={t('catalogue.emptyTitle')}
            actions={
              (query !== '' || category !== undefined) && (
                <Button variant="secondary" onClick={() => onFilter({ query: '', category: undefined, sort })}>
                  {t('catalogue.reset')}
                </Button>
              )
            }
          >
            {query === '' ? t('catalogue.emptyCategory') : t('catalogue.emptyText', { query })}
          </EmptyState>
        )}
        {items && items.length > 0 && (
          <ul className={cn(gridClass, 'transition-opacity', products.isPlaceholderData && 'opacity-60')}>
            {items.map((product) => (
              <li key={product.id}>
                <ProductCard product={product} />
              </li>
            ))}
          </ul>
        )}
        {products.hasNextPage && (
          <div className="mt-6 text-center">
            <Button variant="secondary" isPending={products.isFetchingNextPage} onClick={() => void products.fetchNextPage()}>
              {t('state.showMore')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}
