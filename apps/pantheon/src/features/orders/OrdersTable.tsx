'use client'
import type { Order } from '@pantheon/contract'
import { Badge, type Column, DataTable, Money, RelativeTime } from '@pantheon/ui'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orderTone } from '../live/tones.ts'
import { JobCell, PaymentCell } from './cells.tsx'
import { shortId } from './order-words.ts'

const rowKey = (order: Order) => order.id
const rowVersion = (order: Order) => order.version

/** Orders with the payment and the job beside each. */
export const OrdersTable = ({ orders, onOpen }: { orders: readonly Order[] | undefined; onOpen: (order: Order) => void }) => {
  const { t } = useTranslation()
  const columns = useMemo(
    (): Column<Order>[] => [
      {
        id: 'product',
        header: t('orders.product'),
        isName: true,
        cell: (order) => (
          <button type="button" className="min-h-6 rounded-control text-left font-medium hover:underline touch:min-h-11" onClick={() => onOpen(order)}>
            {order.productName} <span className="font-mono text-12 font-normal text-ink-faint">{shortId(order.id)}</span>
          </button>
        ),
      },
      {
        id: 'status',
        header: t('orders.status'),
        cell: (order) => (
          <Badge tone={orderTone[order.status]} hasDot>
            {t(`orderStatus.${order.status}`)}
          </Badge>
        ),
      },
      { id: 'payment', header: t('orders.payment'), cell: (order) => <PaymentCell orderId={order.id} /> },
      { id: 'job', header: t('orders.job'), cell: (order) => <JobCell orderId={order.id} /> },
      { id: 'amount', header: t('orders.amount'), align: 'end', cell: (order) => <Money amount={order.totalAmount} currency={order.currency} /> },
      { id: 'placed', header: t('orders.placed'), align: 'end', cell: (order) => <RelativeTime at={order.createdAt} className="text-13 text-ink-muted" /> },
    ],
    [t, onOpen],
  )
  return <DataTable caption={t('orders.title')} columns={columns} rows={orders} rowKey={rowKey} rowVersion={rowVersion} skeletonRows={8} />
}
