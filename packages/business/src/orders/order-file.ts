import { formatAmount } from '@pantheon/contract'
import { stringify } from 'csv-stringify/sync'
import { guardCell } from '../spreadsheet.ts'
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

/** Orders as a file that spreadsheets read: UTF-8 with a byte order mark, one line each. */
export const orderFile = (orders: readonly NamedOrder[]): string =>
  stringify([columns, ...orders.map((order) => cellsOf(order).map(guardCell))], { bom: true, record_delimiter: '\r\n' })
