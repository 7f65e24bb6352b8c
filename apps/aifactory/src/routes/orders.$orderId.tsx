import { orderTitle } from '@pantheon/contract'
import { createFileRoute } from '@tanstack/react-router'
import { SignedIn } from '../features/account/SignedIn.tsx'
import { OrderView } from '../features/orders/OrderView.tsx'
import { OrderWaiting } from '../features/orders/OrderWaiting.tsx'
import { useOrder } from '../features/orders/use-orders.ts'
import { QueryError } from '../features/shell/QueryError.tsx'
import { usePageTitle } from '../features/shell/use-page-title.ts'

const OrderOf = ({ orderId, hasPaid }: { orderId: string; hasPaid: boolean }) => {
  const order = useOrder(orderId)
  usePageTitle(order.data && orderTitle(order.data))
  if (order.data) return <OrderView order={order.data} hasPaid={hasPaid} />
  if (order.isError) return <QueryError error={order.error} onRetry={() => void order.refetch()} />
  return <OrderWaiting />
}

const OrderPage = () => {
  const { orderId } = Route.useParams()
  const { paid } = Route.useSearch()
  return <SignedIn permission="order:read">{() => <OrderOf orderId={orderId} hasPaid={paid === 1} />}</SignedIn>
}

export const Route = createFileRoute('/orders/$orderId')({
  component: OrderPage,
  // The provider redirects back with `paid`; `refund` opens the refund form.
  validateSearch: ({ paid, refund }: { paid?: unknown; refund?: unknown }): { paid?: 1 | undefined; refund?: 1 | undefined } => ({
    paid: paid === 1 ? paid : undefined,
    refund: refund === 1 ? refund : undefined,
  }),
})
