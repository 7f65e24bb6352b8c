import { methodText } from '@pantheon/client/react'
import { completionOf, type ListedOrder, type Order, type Payment } from '@pantheon/contract'
import { Card, DateTime, DefinitionList, type Fact, IconButton, Money, Skeleton, toast } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { orderFieldsOf } from '../ordering/order-fields.ts'
import { useIsConfirming, usePayments } from '../payments/use-payments.ts'
import { useRefunds } from '../payments/use-refunds.ts'
import { hasFailedToLoad } from '../shell/QueryError.tsx'
import { CancelOrder } from './CancelOrder.tsx'

const cancellable: readonly Order['status'][] = ['pending', 'awaiting_approval', 'awaiting_payment']

/** The status of a payment, with its method once there was an attempt. */
const usePaymentWords = (isConfirming: boolean) => {
  const { t } = useTranslation()
  const status = ({ status, failureCode, providerPaymentId }: Payment) => {
    if (isConfirming) return t('pay.status.pending')
    if (status === 'pending' && providerPaymentId === null) return t('pay.unpaid')
    return t(`pay.status.${status === 'requires_action' && failureCode !== null ? 'failed' : status}`)
  }
  return (payment: Payment) => (payment.method === payment.provider ? status(payment) : `${methodText(payment.method)} · ${status(payment)}`)
}

/** Shown instead of a fact that could not be loaded. */
const Unread = ({ onRetry }: { onRetry: () => void }) => {
  const { t } = useTranslation()
  return (
    <button type="button" onClick={onRetry} className="min-h-6 text-left underline underline-offset-3 touch:min-h-11">
      {t('order.unread')}
    </button>
  )
}

/** The details of an order, with the cancel action at the end. */
export const OrderFacts = ({ order, hasPaid }: { order: ListedOrder; hasPaid: boolean }) => {
  const { t } = useTranslation()
  const { can } = useAccount()
  const paymentWords = usePaymentWords(useIsConfirming(order.id, hasPaid))
  const payments = usePayments(order.id)
  const refunds = useRefunds(order.id)
  const payment = payments.data?.items.find(({ id }) => id === order.payment?.id) ?? payments.data?.items[0]
  const copy = async () => {
    await navigator.clipboard.writeText(order.id)
    toast.success(t('order.copied'))
  }
  const refundReason = (reason: string) => (reason === 'nothing_owed' || reason === 'at_provider' ? t(`refund.ownReason.${reason}`) : reason)
  const facts: Fact[] = [
    { term: t('order.total'), value: <Money amount={order.totalAmount} currency={order.currency} /> },
    ...(order.quantity > 1 ? [{ term: t('order.quantity'), value: order.quantity }] : []),
    { term: t('order.placed'), value: <DateTime at={order.createdAt} /> },
    ...(order.completedAt === null ? [] : [{ term: t(`order.completed.${completionOf(order)}`), value: <DateTime at={order.completedAt} /> }]),
    ...(payment ? [{ term: t('order.payment'), value: paymentWords(payment) }] : []),
    ...(payments.isLoading ? [{ term: t('order.payment'), value: <Skeleton className="w-28" /> }] : []),
    ...(hasFailedToLoad(payments) ? [{ term: t('order.payment'), value: <Unread onRetry={() => void payments.refetch()} /> }] : []),
    ...(payment?.dispute ? [{ term: t('order.dispute'), value: t(`pay.dispute.${payment.dispute.state}`) }] : []),
    ...(refunds.data?.items ?? []).map(({ amount, currency, status, reason }) => ({
      term: t('order.givenBack'),
      value: (
        <>
          <Money amount={amount} currency={currency} /> · {t(`refund.status.${status}`)}
        </>
      ),
      note: refundReason(reason),
    })),
    ...(hasFailedToLoad(refunds) ? [{ term: t('order.givenBack'), value: <Unread onRetry={() => void refunds.refetch()} /> }] : []),
    {
      term: t('order.product'),
      value: (
        <Link to="/products/$productId" params={{ productId: order.productId }} className="underline underline-offset-3">
          {order.productName}
        </Link>
      ),
    },
    {
      term: t('order.number'),
      value: (
        <span className="flex items-center gap-1 font-mono text-12">
          …{order.id.slice(-12)}
          <IconButton name={t('order.copy')} size="small" className="-my-2 size-7" onClick={() => void copy()}>
            <Copy />
          </IconButton>
        </span>
      ),
    },
  ]
  return (
    <Card className="p-5">
      <h2 className="mb-3 text-16 font-semibold">{t('order.facts')}</h2>
      <DefinitionList facts={facts} />
      {/* Last, and on a phone far from the pay button. */}
      {cancellable.includes(order.status) && can('order:cancel') && (
        <div className="mt-4 border-t pt-4">
          <CancelOrder order={order} />
        </div>
      )}
    </Card>
  )
}

/** The input of an order. */
export const OrderRequest = ({ order }: { order: Order }) => {
  const { t } = useTranslation()
  const inWords = (name: string, value: string | number | boolean) => {
    if (name === 'difficulty') return t(`ordering.difficulty.${value as 'beginner'}`)
    if (name === 'language') return t(`ordering.language.${value as 'en'}`)
    return String(value)
  }
  const requested: Fact[] = orderFieldsOf(order.category).flatMap(({ name }) => {
    const value = order.input[name]
    return value === undefined ? [] : [{ term: t(`ordering.${name}.label`), value: inWords(name, value) }]
  })
  const { brief } = order.input
  return (
    <Card className="p-5">
      <h2 className="mb-3 text-16 font-semibold">{t('order.requested')}</h2>
      {brief === undefined ? <DefinitionList facts={requested} /> : <p className="reading text-14 whitespace-pre-line text-ink-muted">{String(brief)}</p>}
      {order.notes !== null && (
        <div className="mt-4 border-t pt-4 text-14">
          <h3 className="font-medium">{t('order.notes')}</h3>
          <p className="mt-1 whitespace-pre-line text-ink-muted">{order.notes}</p>
        </div>
      )}
    </Card>
  )
}
