import type { Order } from '@pantheon/contract'
import { Skeleton } from '@pantheon/ui'
import { CardCheckout } from './CardCheckout.tsx'
import { HostedCheckout } from './HostedCheckout.tsx'
import { usePaymentMethods, usePayments } from './use-payments.ts'

/** Pays an order the way the provider at work takes means: typed here, or on a page of its own. */
export const Checkout = ({ order, hasPaid }: { order: Order; hasPaid: boolean }) => {
  const methods = usePaymentMethods()
  const payments = usePayments(order.id)
  const latest = payments.data?.items[0]
  // Before it is known how the last try stands, nobody is asked for money.
  if (!methods.data || payments.isPending) return <Skeleton className="h-80 rounded-card" />
  const { entry, isTest } = methods.data
  if (entry === 'hosted') return <HostedCheckout order={order} latest={latest} isTest={isTest} hasReturned={hasPaid} />
  return <CardCheckout order={order} latest={latest} isTest={isTest} />
}
