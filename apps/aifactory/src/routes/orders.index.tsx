import { Button, PageHeader, Skeleton, WidePage } from '@pantheon/ui'
import { createFileRoute, Link } from '@tanstack/react-router'
import { FileDown, FileText } from 'lucide-react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { OrdersTable } from '../features/orders/OrdersTable.tsx'
import { type OrderSearch, readOrderSearch, rulesOfSearch } from '../features/orders/order-search.ts'
import { useOrders } from '../features/orders/use-orders.ts'
import { usePageTitle } from '../features/shell/use-page-title.ts'

/** The list as a file; where there is nothing, there is no file to offer. */
const ExportOrders = ({ search }: { search: OrderSearch }) => {
  const { t } = useTranslation()
  const orders = useOrders(search)
  if (orders.data?.pages[0]?.items.length === 0) return null
  return (
    <Button asChild variant="secondary">
      <a href={`/api/v1/exports/orders?${new URLSearchParams(rulesOfSearch(search))}`} download>
        <FileDown aria-hidden />
        {t('orders.export')}
      </a>
    </Button>
  )
}

const OrdersPage = () => {
  const { t } = useTranslation()
  const search = Route.useSearch()
  const navigate = Route.useNavigate()
  // Through the reader once more: it leaves out what need not be said.
  const onSearch = (next: OrderSearch) => void navigate({ search: readOrderSearch({ ...next }), replace: true, resetScroll: false })
  usePageTitle(t('orders.title'))
  const papers = (
    <>
      <ExportOrders search={search} />
      <Button asChild variant="secondary">
        <Link to="/invoices">
          <FileText aria-hidden />
          {t('invoices.title')}
        </Link>
      </Button>
    </>
  )
  return (
    <SignedIn permission="order:read">
      {({ user }) => (
        <>
          {user.role === 'admin' && <WidePage />}
          <PageHeader title={t(user.role === 'admin' ? 'orders.allTitle' : 'orders.title')} description={t('orders.description')} actions={papers} />
          <Suspense fallback={<Skeleton shape="rows" className="h-72" />}>
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
