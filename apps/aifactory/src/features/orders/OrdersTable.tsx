import type { Order, OrderStatus } from '@pantheon/contract'
import { Button, type Column, DataTable, EmptyState, Field, Money, RelativeTime, Select } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { ReceiptText } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { QueryError } from '../shell/QueryError.tsx'
import { OrderStatusBadge, orderStatuses } from './OrderStatusBadge.tsx'
import { useOrders } from './use-orders.ts'

const rowKey = (order: Order) => order.id
const rowVersion = (order: Order) => order.status
const topicOf = (order: Order) => order.input.topic ?? order.input.brief

/** Nothing ordered yet, or nothing in the state that was asked for: two different things, each with its own way on. */
const NoOrders = ({ status, onAll }: { status: OrderStatus | undefined; onAll: () => void }) => {
  const { t } = useTranslation()
  if (status === undefined) {
    const first = (
      <Button asChild>
        <Link to="/" hash="catalogue">
          {t('orders.first')}
        </Link>
      </Button>
    )
    return (
      <EmptyState icon={<ReceiptText />} title={t('orders.emptyTitle')} actions={first}>
        {t('orders.emptyText')}
      </EmptyState>
    )
  }
  const all = (
    <Button variant="secondary" onClick={onAll}>
      {t('orders.showAll')}
    </Button>
  )
  return (
    <EmptyState icon={<ReceiptText />} title={t('orders.noneTitle', { status: t(`orders.status.${status}`) })} actions={all}>
      {t('orders.noneText')}
    </EmptyState>
  )
}

/** Orders, newest first, filtered by state. */
export const OrdersTable = ({ status, onStatus }: { status: OrderStatus | undefined; onStatus: (status: OrderStatus | undefined) => void }) => {
  const { t } = useTranslation()
  const orders = useOrders(status)
  const rows = orders.data?.pages.flatMap((page) => page.items)
  const columns: Column<Order>[] = [
    {
      id: 'product',
      header: t('orders.column.product'),
      isName: true,
      cell: (order) => (
        <>
          <Link
            to="/orders/$orderId"
            params={{ orderId: order.id }}
            className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
          >
            {order.productName}
          </Link>
          {topicOf(order) !== undefined && <span className="line-clamp-1 max-w-md text-13 font-normal text-ink-muted">{String(topicOf(order))}</span>}
        </>
      ),
    },
    { id: 'status', header: t('orders.column.status'), cell: (order) => <OrderStatusBadge status={order.status} /> },
    { id: 'placed', header: t('orders.column.placed'), cell: (order) => <RelativeTime at={order.createdAt} className="whitespace-nowrap text-ink-muted" /> },
    { id: 'total', header: t('orders.column.total'), align: 'end', cell: (order) => <Money amount={order.totalAmount} currency={order.currency} /> },
  ]
  if (orders.isError && !rows) return <QueryError error={orders.error} onRetry={() => void orders.refetch()} />
  return (
    <>
      <Field label={t('orders.filter')} className="mb-4 max-w-56">
        <Select value={status ?? ''} onChange={(event) => onStatus(orderStatuses.find((known) => known === event.target.value))}>
          <option value="">{t('orders.all')}</option>
          {orderStatuses.map((known) => (
            <option key={known} value={known}>
              {t(`orders.status.${known}`)}
            </option>
          ))}
        </Select>
      </Field>
      {rows?.length === 0 ? (
        <NoOrders status={status} onAll={() => onStatus(undefined)} />
      ) : (
        <DataTable caption={t('orders.title')} columns={columns} rows={rows} rowKey={rowKey} rowVersion={rowVersion} />
      )}
      {orders.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
            {t('state.showMore')}
          </Button>
        </div>
      )}
    </>
  )
}
