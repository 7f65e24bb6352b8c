'use client'
import type { ListedOrder, OrderSort, Permission } from '@pantheon/contract'
import { Badge, type Column, DataTable, DateTime, Money, sortPressed, TableTools, useColumnChoice } from '@pantheon/ui'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { orderTone } from '../live/tones.ts'
import { AboutCell, BuyerCell, JobCell, PaymentCell } from './cells.tsx'
import { orderSorts } from './order-sorts.ts'

const rowKey = (order: ListedOrder) => order.id
const rowVersion = (order: ListedOrder) => order.version

interface OrdersTableProps {
  orders: readonly ListedOrder[] | undefined
  /** The user's permissions: columns that they may not see are left out. */
  can: readonly Permission[] | undefined
  /** Filters, on the same line as the column menu. */
  filter: ReactNode
  isFiltered: boolean
  /** The empty state. */
  empty: ReactNode
  sort: OrderSort
  onSort: (sort: OrderSort) => void
  onOpen: (order: ListedOrder) => void
}

/** Orders with their titles, buyers, payments and latest jobs. */
export const OrdersTable = ({ orders, can, filter, isFiltered, empty, sort, onSort, onOpen }: OrdersTableProps) => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  const columns = useMemo(
    (): Column<ListedOrder>[] => [
      { id: 'about', header: t('orders.about'), isName: true, cell: (order) => <AboutCell order={order} onOpen={onOpen} /> },
      ...(can?.includes('member:read')
        ? [{ id: 'buyer', header: desk('column.buyer'), isText: true, cell: (order: ListedOrder) => <BuyerCell order={order} /> }]
        : []),
      {
        id: 'status',
        header: t('orders.status'),
        cell: (order) => (
          <Badge tone={orderTone[order.status]} hasDot>
            {t(`orderStatus.${order.status}`)}
          </Badge>
        ),
      },
      ...(can?.includes('payment:read') ? [{ id: 'payment', header: t('orders.payment'), cell: (order: ListedOrder) => <PaymentCell order={order} /> }] : []),
      ...(can?.includes('job:read') ? [{ id: 'job', header: t('orders.job'), cell: (order: ListedOrder) => <JobCell order={order} /> }] : []),
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
    [t, desk, can, onOpen],
  )
  const choice = useColumnChoice('pantheon.orders', columns)
  const isByAmount = orderSorts[sort].column === 'amount'
  const hasCurrencies = new Set(orders?.map(({ currency }) => currency)).size > 1
  const isEmpty = orders?.length === 0
  const tools = (
    <TableTools choice={choice} sorts={orderSorts} sort={sort} onSort={onSort}>
      {filter}
      {isByAmount && hasCurrencies && desk('sort.eachCurrency')}
    </TableTools>
  )
  return (
    <>
      <DataTable
        caption={t('orders.title')}
        columns={choice.columns}
        rows={orders}
        rowKey={rowKey}
        rowVersion={rowVersion}
        sort={orderSorts[sort]}
        onSort={(column) => onSort(sortPressed(orderSorts, sort, column))}
        skeletonRows={8}
        tools={(isFiltered || !isEmpty) && tools}
        empty={empty}
        hasKeys
      />
      {!isEmpty && <p className="mt-2 hidden text-12 text-ink-faint md:block touch:hidden">{desk('keysOpen')}</p>}
    </>
  )
}
