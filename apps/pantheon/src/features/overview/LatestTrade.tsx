'use client'
import { methodText } from '@pantheon/client/react'
import { type Order, orderAbout, type Payment } from '@pantheon/contract'
import { Badge, Money, RelativeTime } from '@pantheon/ui'
import Link from 'next/link'
import { useTranslation } from 'react-i18next'
import { orderTone, paymentTone } from '../live/tones.ts'
import { shortId } from '../orders/order-words.ts'
import { Nothing, Panel } from './Panel.tsx'

/** The latest orders, each a link to its detail. */
export const LatestOrders = ({ orders }: { orders: readonly Order[] }) => {
  const { t } = useTranslation()
  return (
    <Panel
      title={t('overview.orders')}
      aside={
        <Link href="/orders/" className="rounded-control text-13 text-accent-text hover:underline">
          {t('overview.all')}
        </Link>
      }
    >
      {orders.length === 0 ? (
        <Nothing title={t('overview.noOrders')} text={t('overview.noOrdersText')} />
      ) : (
        <ul aria-label={t('overview.orders')} className="-mx-2">
          {orders.slice(0, 6).map((order) => (
            <li key={order.id}>
              <Link
                href={`/orders/?order=${order.id}`}
                className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-control px-2 py-2 hover:bg-hover"
              >
                <span className="min-w-0 truncate text-14 font-medium">{orderAbout(order)}</span>
                <Badge tone={orderTone[order.status]} hasDot className="justify-self-end">
                  {t(`orderStatus.${order.status}`)}
                </Badge>
                <span className="col-span-2 min-w-0 truncate text-13 text-ink-muted">
                  {order.productName} <span className="font-mono text-12 text-ink-faint">{shortId(order.id)}</span>
                </span>
                <RelativeTime at={order.createdAt} className="text-13 text-ink-faint" />
                <Money amount={order.totalAmount} currency={order.currency} className="justify-self-end text-13 text-ink-muted" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** The latest payments, including declined ones. */
export const LatestPayments = ({ payments }: { payments: readonly Payment[] }) => {
  const { t } = useTranslation()
  return (
    <Panel title={t('overview.payments')}>
      {payments.length === 0 ? (
        <Nothing title={t('overview.noPayments')} text={t('overview.noPaymentsText')} />
      ) : (
        <ul aria-label={t('overview.payments')} className="divide-y">
          {payments.slice(0, 6).map((payment) => (
            <li key={payment.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-2 first:pt-0 last:pb-0">
              <Money amount={payment.amount} currency={payment.currency} className="text-14 font-medium" />
              <Badge tone={paymentTone[payment.status]} hasDot className="justify-self-end">
                {t(`paymentStatus.${payment.status}`)}
              </Badge>
              <span className="min-w-0 truncate text-13 text-ink-faint">{methodText(payment.method)}</span>
              <RelativeTime at={payment.paidAt ?? payment.createdAt} className="justify-self-end text-13 text-ink-faint" />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
