import type { Order } from '@pantheon/contract'
import { Skeleton } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { hasFailedToLoad, PartError } from '../shell/QueryError.tsx'
import { CardCheckout } from './CardCheckout.tsx'
import { HostedCheckout } from './HostedCheckout.tsx'
import { usePaymentMethods, usePayments } from './use-payments.ts'

/** Pays an order with the provider's kind of checkout: a card form here, or a page of the provider. */
export const Checkout = ({ order, hasPaid }: { order: Order; hasPaid: boolean }) => {
  const { t } = useTranslation()
  const methods = usePaymentMethods()
  const payments = usePayments(order.id)
  // No payment form before the state of the last attempt is known.
  if (hasFailedToLoad(methods) || hasFailedToLoad(payments)) return <PartError title={t('pay.title')} queries={[methods, payments]} />
  if (!methods.data || !payments.data) return <Skeleton shape="form" className="h-80" />
  const { entry, isTest } = methods.data
  const [latest] = payments.data.items
  if (entry === 'hosted') return <HostedCheckout order={order} latest={latest} isTest={isTest} hasReturned={hasPaid} />
  return <CardCheckout order={order} latest={latest} isTest={isTest} />
}
