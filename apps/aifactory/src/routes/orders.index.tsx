import { Button, ListWaiting, PageHeader, WidePage } from '@pantheon/ui'
import { createFileRoute, Link } from '@tanstack/react-router'
import { FileText } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { OrdersTable } from '../features/orders/OrdersTable.tsx'
import { type OrderSearch, readOrderSearch } from '../features/orders/order-search.ts'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const OrdersPage = () => {
  const { t } = useTranslation()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  // Normalized once more, which omits default values.
  const onSearch = (next: OrderSearch) => void navigate({ search: readOrderSearch({ ...next }), replace: true, resetScroll: false })
  usePageTitle(t('orders.title'))
  const papers = (
    <Button asChild variant="secondary">
      <Link to="/invoices">
        <FileText aria-hidden />
        {t('invoices.title')}
      </Link>
    </Button>
  )
  return (
    <SignedIn permission="order:read">
      {({ user }) => (
        <>
          {user.role === 'admin' && <WidePage />}
          <PageHeader title={t(user.role === 'admin' ? 'orders.allTitle' : 'orders.title')} description={t('orders.description')} actions={papers} />
          <Suspense fallback={<ListWaiting />}>
            <OrdersTable search={search} onSearch={onSearch} />
          </Suspense>
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/orders/')({
  component: OrdersPage,
  validateSearch: readOrderSearch,
})
