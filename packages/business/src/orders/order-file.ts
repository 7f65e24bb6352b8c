import { formatAmount } from '@pantheon/contract'
import { byteOrderMark, csvLines } from '@pantheon/kernel'
import type { NamedOrder } from './order-list.ts'

const columns = ['id', 'placed', 'status', 'organization', 'buyer', 'product', 'category', 'quantity', 'unit_price', 'total', 'currency', 'completed', 'notes']

const cellsOf = (order: NamedOrder): string[] => [
  order.id,
  order.createdAt.toISOString(),
  order.status,
  order.organization,
  order.buyerEmail,
  order.productName,
  order.category,
  String(order.quantity),
  formatAmount(order.unitPriceMinor, order.currency),
  formatAmount(order.totalMinor, order.currency),
  order.currency,
  order.completedAt?.toISOString() ?? '',
  order.notes ?? '',
]

/** The header line of an order file, with the byte order mark by which spreadsheets detect UTF-8. */
export const orderHeader = (): string => byteOrderMark + csvLines([columns])

/** Orders as CSV lines, one each, in the column order of `orderHeader`. */
export const orderLines = (orders: readonly NamedOrder[]): string => csvLines(orders.map(cellsOf))

/** `orders-2026-07-01.csv`, or `orders-2026-07-01-first-50000.csv` when the file was truncated. */
export const orderFileName = (at: Date, orders: number, isComplete: boolean): string =>
  `orders-${at.toISOString().slice(0, 10)}${isComplete ? '' : `-first-${orders}`}.csv`
