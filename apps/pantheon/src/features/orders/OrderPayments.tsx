'use client'
import { methodText, useTRPC } from '@pantheon/client/react'
import { Badge, DateTime, Money, Skeleton } from '@pantheon/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { paymentTone } from '../live/tones.ts'

/** All payment attempts of an order. */
export const OrderPayments = ({ orderId }: { orderId: string }) => {
  const { t } = useTranslation()
  const payments = useQuery(useTRPC().business.payments.list.queryOptions({ orderId, limit: 20 }))
  if (payments.data === undefined) {
    return payments.error ? <Failed error={payments.error} onRetry={() => void payments.refetch()} /> : <Skeleton shape="facts" className="h-16" />
  }
  if (payments.data.items.length === 0) return <p className="text-14 text-ink-muted">{t('orders.noPayment')}</p>
  return (
    <ul className="divide-y">
      {payments.data.items.map((payment) => (
        <li key={payment.id} className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-2 first:pt-0 last:pb-0">
          <Money amount={payment.amount} currency={payment.currency} className="text-14 font-medium" />
          <Badge tone={paymentTone[payment.status]} hasDot className="justify-self-end">
            {t(`paymentStatus.${payment.status}`)}
          </Badge>
          <span className="text-13 text-ink-faint">{methodText(payment.method)}</span>
          <DateTime at={payment.paidAt ?? payment.createdAt} className="justify-self-end text-13 text-ink-faint" />
        </li>
      ))}
    </ul>
  )
}
