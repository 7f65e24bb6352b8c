import type { Order } from '@pantheon/contract'
import { Skeleton } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { isLost, PartError } from '../shell/QueryError.tsx'
import { CardCheckout } from './CardCheckout.tsx'
import { HostedCheckout } from './HostedCheckout.tsx'
import { usePaymentMethods, usePayments } from './use-payments.ts'

/** Pays an order the way the provider at work takes means: typed here, or on a page of its own. */
export const Checkout = ({ order, hasPaid }: { order: Order; hasPaid: boolean }) => {
  const { t } = useTranslation()
  const methods = usePaymentMethods()
  const payments = usePayments(order.id)
  // Before it is known how the last try stands, nobody is asked for money.
  if (isLost(methods) || isLost(payments)) return <PartError title={t('pay.title')} queries={[methods, payments]} />
  if (!methods.data || !payments.data) return <Skeleton shape="form" className="h-80" />
  const { entry, isTest } = methods.data
  const [latest] = payments.data.items
  if (entry === 'hosted') return <HostedCheckout order={order} latest={latest} isTest={isTest} hasReturned={hasPaid} />
  return <CardCheckout order={order} latest={latest} isTest={isTest} />
}
