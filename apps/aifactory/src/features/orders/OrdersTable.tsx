import { type ListedOrder, type OrderStatus, orderTitle } from '@pantheon/contract'
import { Button, DataTable, sortPressed, TableTools, useColumnChoice, useRowSelection } from '@pantheon/ui'
import { useTranslation } from 'react-i18next'
import { useAccount } from '../account/use-account.ts'
import { BulkActions } from '../desk/BulkActions.tsx'
import { SavedFilters } from '../desk/SavedFilters.tsx'
import { QueryError } from '../shell/QueryError.tsx'
import { ExportOrders } from './ExportOrders.tsx'
import { FilterChips } from './FilterChips.tsx'
import { NoOrders } from './NoOrders.tsx'
import { OrderFilter } from './OrderFilter.tsx'
import { type OrderSearch, orderSorts, readOrderSearch, rulesOfSearch } from './order-search.ts'
import { useMoveOrders } from './use-move-orders.ts'
import { useOrderColumns } from './use-order-columns.tsx'
import { useOrders } from './use-orders.ts'

const rowKey = (order: ListedOrder) => order.id
const rowVersion = (order: ListedOrder) => order.version
const rowName = (order: ListedOrder) => `${orderTitle(order)} …${order.id.slice(-6)}`

interface OrdersTableProps {
  search: OrderSearch
  onSearch: (search: OrderSearch) => void
}

/** Orders, filtered and sorted by the URL, with bulk actions for operators. */
export const OrdersTable = ({ search, onSearch }: OrdersTableProps) => {
  const { t } = useTranslation()
  const { t: desk } = useTranslation('desk')
  const { account, can } = useAccount()
  const isOperator = account?.user.role === 'admin'
  const seesBuyers = can('member:read')
  const orders = useOrders(search)
  const rows = orders.data?.pages.flatMap((page) => page.items)
  const choice = useColumnChoice(isOperator ? 'orders.all' : 'orders', useOrderColumns({ isOperator, seesBuyers }))
  const selection = useRowSelection(rows, rowKey)
  const bulk = useMoveOrders()
  const sort = search.sort ?? 'newest'
  const isFiltered = Object.keys(rulesOfSearch({ ...search, sort: undefined })).length > 0
  const onSort = (column: string) => onSearch({ ...search, sort: sortPressed(orderSorts, sort, column) })
  if (orders.isError && !rows) return <QueryError error={orders.error} onRetry={() => void orders.refetch()} />
  const isEmpty = rows?.length === 0
  const tools = (
    <TableTools
      choice={choice}
      sorts={orderSorts}
      sort={sort}
      onSort={(next) => onSearch({ ...search, sort: next })}
      // No export for an empty list.
      actions={!isEmpty && <ExportOrders search={search} />}
    >
      {isOperator && <SavedFilters list="orders" rules={rulesOfSearch(search)} onRules={(rules) => onSearch(readOrderSearch(rules))} />}
      <OrderFilter search={search} seesBuyers={seesBuyers} onSearch={onSearch} />
      <FilterChips search={search} onSearch={onSearch} />
      {orderSorts[sort].column === 'total' && search.currency === undefined && <p>{desk('sort.perCurrency')}</p>}
    </TableTools>
  )
  return (
    <>
      <DataTable
        caption={t('orders.title')}
        columns={choice.columns}
        rows={rows}
        rowKey={rowKey}
        rowVersion={rowVersion}
        rowName={rowName}
        sort={orderSorts[sort]}
        onSort={onSort}
        selection={isOperator ? selection : undefined}
        tools={(isFiltered || !isEmpty) && tools}
        empty={<NoOrders isFiltered={isFiltered} onAll={() => onSearch({})} />}
        hasKeys
        className={orders.isPlaceholderData ? 'opacity-60 transition-opacity' : ''}
      />
      {!isEmpty && <p className="mt-2 hidden text-12 text-ink-faint md:block touch:hidden">{desk(isOperator ? 'keys' : 'keysOpen')}</p>}
      {orders.hasNextPage && (
        <div className="mt-5 text-center">
          <Button variant="secondary" isPending={orders.isFetchingNextPage} onClick={() => void orders.fetchNextPage()}>
            {t('state.showMore')}
          </Button>
        </div>
      )}
      {isOperator && (
        <BulkActions
          steps={['cancel', 'retry', 'fulfil']}
          selection={selection}
          bulk={bulk}
          nameOf={rowName}
          stateName={(status) => t(`orders.status.${status as OrderStatus}`)}
        />
      )}
    </>
  )
}
