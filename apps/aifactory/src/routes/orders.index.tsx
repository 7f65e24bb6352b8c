import type { OrderStatus } from '@pantheon/contract'
import { Button, PageHeader } from '@pantheon/ui'
import { createFileRoute, Link } from '@tanstack/react-router'
import { FileDown, FileText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { orderStatuses } from '../features/orders/OrderStatusBadge.tsx'
import { OrdersTable } from '../features/orders/OrdersTable.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const OrdersPage = () => {
  const { t } = useTranslation()
  const { status } = Route.useSearch()
  const navigate = Route.useNavigate()
  usePageTitle(t('orders.title'))
  const papers = (
    <>
      <Button asChild variant="secondary">
        <a href={`/api/v1/exports/orders${status === undefined ? '' : `?status=${status}`}`} download>
          <FileDown aria-hidden />
          {t('orders.export')}
        </a>
      </Button>
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
          <PageHeader title={t(user.role === 'admin' ? 'orders.allTitle' : 'orders.title')} description={t('orders.description')} actions={papers} />
          <OrdersTable status={status} onStatus={(next) => void navigate({ search: { status: next }, replace: true })} />
        </>
      )}
    </SignedIn>
  )
}

export const Route = createFileRoute('/orders/')({
  component: OrdersPage,
  validateSearch: (search: { status?: unknown }): { status?: OrderStatus | undefined } => ({ status: orderStatuses.find((known) => known === search.status) }),
})
