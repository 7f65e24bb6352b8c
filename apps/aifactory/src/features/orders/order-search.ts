import { type Currency, cutText, type OrderSort, type OrderStatus, type ProductCategory } from '@pantheon/contract'
import { type Sorts, sortNamed } from '@pantheon/ui'
import { categoryOf } from '../catalogue/categories.tsx'

/** Filter and sort of an orders list, with the same names in the URL and the API. */
export interface OrderSearch {
  /** One status, or several separated by commas. */
  status?: string | undefined
  category?: ProductCategory | undefined
  productId?: string | undefined
  buyer?: string | undefined
  currency?: Currency | undefined
  placedFrom?: string | undefined
  placedBefore?: string | undefined
  minAmount?: string | undefined
  maxAmount?: string | undefined
  sort?: OrderSort | undefined
}

// From the keys, not the contract's lists, which would bundle every schema.
const statuses: Record<OrderStatus, true> = {
  pending: true,
  awaiting_approval: true,
  awaiting_payment: true,
  paid: true,
  in_progress: true,
  fulfilled: true,
  cancelled: true,
  refunded: true,
  failed: true,
}
const currencies: Record<Currency, 0 | 2> = { USD: 2, EUR: 2, JPY: 0 }
const keyOf = <K extends string>(known: Record<K, unknown>, value: unknown): K | undefined =>
  typeof value === 'string' && Object.hasOwn(known, value) ? (value as K) : undefined

/** The currencies offered by the filter. */
export const orderCurrencies = Object.keys(currencies) as Currency[]
/** The sorts of the orders list. */
export const orderSorts: Sorts<OrderSort> = {
  newest: { column: 'placed', direction: 'descending' },
  oldest: { column: 'placed', direction: 'ascending' },
  amount_high: { column: 'total', direction: 'descending' },
  amount_low: { column: 'total', direction: 'ascending' },
}

/** The statuses of a filter, in lifecycle order. */
export const statusesOf = (status: string | undefined): OrderStatus[] => {
  const named = new Set(status?.split(','))
  return (Object.keys(statuses) as OrderStatus[]).filter((known) => named.has(known))
}

/** Whether the amount has the currency's digits. */
export const isAmountIn = (currency: Currency, amount: string): boolean =>
  /^\d{1,10}(\.\d{1,2})?$/.test(amount) && (amount.split('.')[1]?.length ?? 0) <= currencies[currency]

const instant = (value: unknown): string | undefined => {
  const at = typeof value === 'string' ? new Date(value) : undefined
  return at && !Number.isNaN(at.getTime()) && at.getUTCFullYear() > 1970 && at.getUTCFullYear() < 10_000 ? at.toISOString() : undefined
}
const text = (value: unknown): string | undefined => {
  const trimmed = typeof value === 'string' || typeof value === 'number' ? cutText(String(value).trim(), 100) : ''
  return trimmed === '' ? undefined : trimmed
}

/**
 * Parses the search parameters of an orders list. An invalid value becomes `undefined` rather than a missing key: the router merges the result
 * over the parameters of the URL, which would keep the invalid value.
 */
export const readOrderSearch = (search: Record<string, unknown>): OrderSearch => {
  const currency = keyOf(currencies, search.currency)
  const amount = (value: unknown) => {
    const written = text(value)
    return currency !== undefined && written !== undefined && isAmountIn(currency, written) ? written : undefined
  }
  const productId = text(search.productId)
  const sort = sortNamed(orderSorts, search.sort)
  return {
    status: statusesOf(text(search.status)).join(',') || undefined,
    category: categoryOf(search.category),
    productId: productId !== undefined && /^[0-9a-f-]{36}$/.test(productId) ? productId : undefined,
    buyer: text(search.buyer),
    currency,
    placedFrom: instant(search.placedFrom),
    placedBefore: instant(search.placedBefore),
    minAmount: amount(search.minAmount),
    maxAmount: amount(search.maxAmount),
    sort: sort === 'newest' ? undefined : sort,
  }
}

/** The search as a filter that can be saved or sent to the server. */
export const rulesOfSearch = (search: OrderSearch): Record<string, string> =>
  Object.fromEntries(Object.entries(search).filter((rule): rule is [string, string] => typeof rule[1] === 'string'))

/** The start of a day given as 2026-01-31, in the user's time zone. */
export const startOfDay = (day: string, plusDays = 0): string | undefined => {
  const [year, month, date] = day.split('-').map(Number)
  return year && month && date ? instant(new Date(year, month - 1, date + plusDays).toISOString()) : undefined
}

/** The day of an instant as 2026-01-31, in the user's time zone. */
export const dayOf = (at: string | undefined, minusMs = 0): string => {
  if (at === undefined) return ''
  const date = new Date(new Date(at).getTime() - minusMs)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
