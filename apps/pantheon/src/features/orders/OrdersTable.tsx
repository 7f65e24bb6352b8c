'use client'
import type { Order, OrderSort } from '@pantheon/contract'
import { Badge, Clamped, type Column, DataTable, DateTime, Money, sortPressed, TableTools, useColumnChoice } from '@pantheon/ui'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orderTone } from '../live/tones.ts'
import { JobCell, PaymentCell } from './cells.tsx'
import { orderSorts } from './order-sorts.ts'
import { shortId } from './order-words.ts'

const rowKey = (order: Order) => order.id
const rowVersion = (order: Order) => order.version

interface OrdersTableProps {
  orders: readonly Order[] | undefined
  sort: OrderSort
  onSort: (sort: OrderSort) => void
  onOpen: (order: Order) => void
}

/** Orders with the payment and the job beside each. */
export const OrdersTable = ({ orders, sort, onSort, onOpen }: OrdersTableProps) => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  const columns = useMemo(
    (): Column<Order>[] => [
      {
        id: 'product',
        header: t('orders.product'),
        isName: true,
        cell: (order) => (
          <button type="button" className="min-h-6 rounded-control text-left font-medium hover:underline touch:min-h-11" onClick={() => onOpen(order)}>
            <span className="flex items-baseline gap-2">
              <Clamped className="min-w-0">{order.productName}</Clamped>{' '}
              <span className="shrink-0 font-mono text-12 font-normal text-ink-faint">{shortId(order.id)}</span>
            </span>
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
      {
        id: 'amount',
        header: t('orders.amount'),
        align: 'end',
        isSortable: true,
        cell: (order) => <Money amount={order.totalAmount} currency={order.currency} />,
      },
      {
        id: 'placed',
        header: t('orders.placed'),
        align: 'end',
        isSortable: true,
        cell: (order) => <DateTime at={order.createdAt} className="text-13 text-ink-muted" />,
      },
    ],
    [t, onOpen],
  )
  const choice = useColumnChoice('pantheon.orders', columns)
  const isByAmount = orderSorts[sort].column === 'amount'
  const hasCurrencies = new Set(orders?.map(({ currency }) => currency)).size > 1
  return (
    <>
      <TableTools choice={choice} sorts={orderSorts} sort={sort} onSort={onSort}>
        {isByAmount && hasCurrencies && desk('sort.eachCurrency')}
      </TableTools>
      <DataTable
        caption={t('orders.title')}
        columns={choice.columns}
        rows={orders}
        rowKey={rowKey}
        rowVersion={rowVersion}
        sort={orderSorts[sort]}
        onSort={(column) => onSort(sortPressed(orderSorts, sort, column))}
        skeletonRows={8}
      />
    </>
  )
}
