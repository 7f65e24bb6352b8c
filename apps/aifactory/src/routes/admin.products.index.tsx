import type { ProductStatus } from '@pantheon/contract'
import { Button, PageHeader } from '@pantheon/ui'
import { createFileRoute, Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { ProductsTable } from '../features/admin/ProductsTable.tsx'
import { productStatuses } from '../features/admin/product-statuses.ts'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const ProductsPage = () => {
  const { t } = useTranslation()
  const { status = 'active' } = Route.useSearch()
  const navigate = Route.useNavigate()
  usePageTitle(t('admin.title'))
  return (
    <SignedIn permission="catalogue:manage">
      {() => (
        <>
          <PageHeader
            title={t('admin.title')}
            description={t('admin.description')}
            actions={
              <Button asChild>
                <Link to="/admin/products/new">
                  <Plus aria-hidden />
                  {t('admin.new')}
                </Link>
              </Button>
            }
          />
          <ProductsTable status={status} onStatus={(next) => void navigate({ search: { status: next }, replace: true })} />
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/admin/products/')({
  component: ProductsPage,
  validateSearch: (search: { status?: unknown }): { status?: ProductStatus | undefined } => ({
    status: productStatuses.find((known) => known === search.status),
  }),
})
