import { cutText, type ProductCategory, type ProductSort, type ProductStatus } from '@pantheon/contract'
import { Button, ListWaiting, PageHeader, sortNamed, WidePage } from '@pantheon/ui'
import { createFileRoute, Link } from '@tanstack/react-router'
import { Plus, Upload } from 'lucide-react'
import { Suspense, useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import type { ProductsFilter } from '../features/admin/ProductFilters.tsx'
import { ProductsTable } from '../features/admin/ProductsTable.tsx'
import { productSorts } from '../features/admin/product-sorts.ts'
import { productStatuses } from '../features/admin/product-statuses.ts'
import { categoryOf } from '../features/catalogue/categories.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const ProductsPage = () => {
  const { t } = useTranslation()
  const { status = 'active', category, q = '', sort = 'newest' } = Route.useSearch()
  const navigate = Route.useNavigate()
  const filter = useMemo(() => ({ status, category, query: q, sort }), [status, category, q, sort])
  const onFilter = useCallback(
    (next: ProductsFilter) =>
      void navigate({
        search: {
          status: next.status,
          category: next.category,
          q: next.query === '' ? undefined : next.query,
          sort: next.sort === 'newest' ? undefined : next.sort,
        },
        replace: true,
        resetScroll: false,
      }),
    [navigate],
  )
  usePageTitle(t('admin.title'))
  return (
    <SignedIn permission="catalogue:manage">
      {() => (
        <>
          <WidePage />
          <PageHeader
            title={t('admin.title')}
            description={t('admin.description')}
            actions={
              <>
                <Button asChild variant="secondary">
                  <Link to="/admin/products/import">
                    <Upload aria-hidden />
                    {t('admin.import')}
                  </Link>
                </Button>
                <Button asChild>
                  <Link to="/admin/products/new">
                    <Plus aria-hidden />
                    {t('admin.new')}
                  </Link>
                </Button>
              </>
            }
          />
          <Suspense fallback={<ListWaiting />}>
            <ProductsTable filter={filter} onFilter={onFilter} />
          </Suspense>
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/products/')({
  component: ProductsPage,
  validateSearch: (search: {
    status?: unknown
    category?: unknown
    q?: unknown
    sort?: unknown
  }): { status?: ProductStatus | undefined; category?: ProductCategory | undefined; q?: string | undefined; sort?: ProductSort | undefined } => ({
    status: productStatuses.find((known) => known === search.status),
    category: categoryOf(search.category),
    q: typeof search.q === 'string' || typeof search.q === 'number' ? cutText(String(search.q), 100) : undefined,
    sort: search.sort === 'newest' ? undefined : sortNamed(productSorts, search.sort),
  }),
})
