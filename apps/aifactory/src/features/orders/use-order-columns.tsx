import type { ListedOrder } from '@pantheon/contract'
import { Clamped, type Column, DateTime, Money } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OrderStatusBadge } from './OrderStatusBadge.tsx'

const topicOf = (order: ListedOrder) => order.input.topic ?? order.input.brief

/** The columns of a list of orders. Who placed one is first of all something for operators. */
export const useOrderColumns = ({ isOperator, seesBuyers }: { isOperator: boolean; seesBuyers: boolean }): Column<ListedOrder>[] => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  const name: Column<ListedOrder> = {
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
          <Clamped>{order.productName}</Clamped>
        </Link>
        {topicOf(order) !== undefined && <span className="line-clamp-1 max-w-md text-13 font-normal text-ink-muted">{String(topicOf(order))}</span>}
      </>
    ),
  }
  const buyer: Column<ListedOrder> = {
    id: 'buyer',
    header: desk('column.buyer'),
    isText: true,
    isHiddenAtFirst: !isOperator,
    cell: ({ buyer: by }) =>
      by && (
        <>
          <Clamped>{by.name}</Clamped>
          <span title={by.email} className="line-clamp-1 text-13 break-all text-ink-faint">
            {by.email}
          </span>
        </>
      ),
  }
  const quiet = (text: string | number) => <span className="whitespace-nowrap text-ink-muted">{text}</span>
  return [
    name,
    { id: 'status', header: t('orders.column.status'), cell: (order) => <OrderStatusBadge status={order.status} /> },
    ...(seesBuyers ? [buyer] : []),
    ...(isOperator
      ? [
          {
            id: 'organization',
            header: desk('column.organization'),
            isHiddenAtFirst: true,
            isText: true,
            cell: (order: ListedOrder) => <Clamped className="text-ink-muted">{order.buyer?.organization ?? ''}</Clamped>,
          },
        ]
      : []),
    { id: 'category', header: desk('column.category'), isHiddenAtFirst: true, cell: (order) => quiet(t(`category.${order.category}`)) },
    { id: 'quantity', header: desk('column.quantity'), align: 'end', isHiddenAtFirst: true, cell: (order) => order.quantity },
    {
      id: 'placed',
      header: t('orders.column.placed'),
      isSortable: true,
      cell: (order) => <DateTime at={order.createdAt} className="whitespace-nowrap text-ink-muted" />,
    },
    {
      id: 'changed',
      header: desk('column.changed'),
      isHiddenAtFirst: true,
      cell: (order) => <DateTime at={order.updatedAt} className="whitespace-nowrap text-ink-muted" />,
    },
    { id: 'number', header: desk('column.number'), isHiddenAtFirst: true, cell: (order) => <span className="font-mono text-12">…{order.id.slice(-12)}</span> },
    {
      id: 'total',
      header: t('orders.column.total'),
      align: 'end',
      isSortable: true,
      cell: (order) => <Money amount={order.totalAmount} currency={order.currency} />,
    },
  ]
}
