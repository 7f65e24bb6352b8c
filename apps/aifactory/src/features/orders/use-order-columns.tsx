import { type ListedOrder, orderAbout } from '@pantheon/contract'
import { Clamped, type Column, DateTime, Money, RowText } from '@pantheon/ui'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OrderStatusBadge } from './OrderStatusBadge.tsx'

/** The columns of an orders list. The buyer is shown by default only to operators. */
export const useOrderColumns = ({ isOperator, seesBuyers }: { isOperator: boolean; seesBuyers: boolean }): Column<ListedOrder>[] => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  const name: Column<ListedOrder> = {
    id: 'about',
    header: t('orders.column.about'),
    isName: true,
    cell: (order) => (
      <RowText quiet={orderAbout(order) === order.productName ? undefined : order.productName}>
        <Link
          to="/orders/$orderId"
          params={{ orderId: order.id }}
          className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          <Clamped>{orderAbout(order)}</Clamped>
        </Link>
      </RowText>
    ),
  }
  const buyer: Column<ListedOrder> = {
    id: 'buyer',
    header: desk('column.buyer'),
    isText: true,
    isHiddenAtFirst: !isOperator,
    cell: ({ buyer: by }) =>
      by && (
        <RowText quiet={by.email}>
          <Clamped>{by.name}</Clamped>
        </RowText>
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
