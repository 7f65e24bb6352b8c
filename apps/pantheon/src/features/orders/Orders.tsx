'use client'
import type { ListedOrder, OrderStatus } from '@pantheon/contract'
import { Button, EmptyState, ListWaiting, loadPart, PageHeader, sortNamed, Toolbar } from '@pantheon/ui'
import { ShoppingBag } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Failed } from '../live/Failed.tsx'
import { keysOf, orderTone } from '../live/tones.ts'
import { useQueryParam } from '../live/use-query-param.ts'
import { useAccount } from '../session/use-session.ts'
import { orderSorts } from './order-sorts.ts'
import { StatusFilter } from './StatusFilter.tsx'
import { useOrders } from './use-orders.ts'

// Loaded in parallel with the data.
const OrdersTable = dynamic(async () => (await loadPart(() => import('./OrdersTable.tsx'))).OrdersTable, {
  ssr: false,
  loading: () => <ListWaiting rows={8} />,
})
// Loaded with the first detail that is opened.
const OrderDetail = dynamic(async () => (await loadPart(() => import('./OrderDetail.tsx'))).OrderDetail, { ssr: false })

const Empty = ({ status, onShowAll }: { status: OrderStatus | undefined; onShowAll: () => void }) => {
  const { t } = useTranslation()
  if (status === undefined) {
    return (
      <EmptyState icon={<ShoppingBag />} title={t('orders.emptyTitle')}>
        {t('orders.emptyText')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={<ShoppingBag />}
      title={t('orders.emptyFilteredTitle')}
      actions={
        <Button variant="secondary" onClick={onShowAll}>
          {t('orders.showAll')}
        </Button>
      }
    >
      {t('orders.emptyFilteredText')}
    </EmptyState>
  )
}

/** All orders, live; `?status=` filters, `?sort=` sorts, `?order=` opens one. */
export const Orders = () => {
  const { t } = useTranslation()
  const [statusParam, setStatus] = useQueryParam('status')
  const [openId, setOpenId] = useQueryParam('order', 'push')
  const status = keysOf(orderTone).find((candidate) => candidate === statusParam)
  const [sortParam, setSort] = useQueryParam('sort')
  const sort = sortNamed(orderSorts, sortParam) ?? 'newest'
  const account = useAccount()
  const isOperator = account?.user.role === 'admin'
  const orders = useOrders(status, sort)
  const rows = orders.data?.pages.flatMap((page) => page.items)
  const filter = <StatusFilter value={status} onChange={setStatus} />
  const open = useCallback((order: ListedOrder) => setOpenId(order.id), [setOpenId])
  return (
    <>
      <PageHeader title={t('orders.title')} description={t(isOperator ? 'orders.text' : 'orders.textOwn')} />
      {rows === undefined && orders.error !== null ? (
        <>
          <Toolbar>{filter}</Toolbar>
          <Failed isWhole error={orders.error} onRetry={() => void orders.refetch()} />
        </>
      ) : (
        <OrdersTable
          orders={rows}
          filter={filter}
          isFiltered={status !== undefined}
          empty={<Empty status={status} onShowAll={() => setStatus(null)} />}
          can={account?.permissions}
          sort={sort}
          onSort={(next) => setSort(next === 'newest' ? null : next)}
          onOpen={open}
        />
      )}
      {orders.hasNextPage && (
        <div className="mt-4 text-center">
          <Button variant="secondary" isPending={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
            {orders.isFetchingNextPage ? t('state.loadingMore') : t('state.loadMore')}
          </Button>
        </div>
      )}
      {openId !== null && <OrderDetail orderId={openId} onClose={() => setOpenId(null)} />}
    </>
  )
}
