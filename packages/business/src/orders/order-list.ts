import { currencies, type ListedOrder, type OrderFilter, type OrderSort, parseAmount } from '@pantheon/contract'
import { fail, type SortKey } from '@pantheon/kernel'
import { type StoredOrder, toOrder } from './order.ts'

/** An order with the names of who placed it. */
export interface NamedOrder extends StoredOrder {
  organization: string
  buyerName: string
  buyerEmail: string
}

const byTime: SortKey<StoredOrder> = { parts: ['moment', 'id'], positionOf: ({ createdAt, id }) => [createdAt.getTime(), id] }
const byAmount: SortKey<StoredOrder> = { parts: [currencies, 'number', 'id'], positionOf: ({ currency, totalMinor, id }) => [currency, totalMinor, id] }
/** Where an order stands in a list of each sort. */
export const orderSortKeys: Record<OrderSort, SortKey<StoredOrder>> = { newest: byTime, oldest: byTime, amount_high: byAmount, amount_low: byAmount }

/** What a list of orders is narrowed to, with amounts in minor units and moments as Date. */
export interface OrderRules extends Pick<OrderFilter, 'status' | 'category' | 'productId' | 'currency' | 'buyer'> {
  placedFrom?: Date | undefined
  placedBefore?: Date | undefined
  minMinor?: number | undefined
  maxMinor?: number | undefined
}

/** Nothing was placed before 1970, and Postgres has no year 0. */
const moment = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(Math.max(0, Date.parse(text))))

/** The filter as it is asked of the database. Fails with `input.invalid` for an amount without its currency, or with more digits than that has; `under` is what its path begins with. */
export const rulesOf = ({ placedFrom, placedBefore, minAmount, maxAmount, sort: _, ...same }: OrderFilter, under = ''): OrderRules => {
  const minorOf = (path: 'minAmount' | 'maxAmount', amount: string | undefined): number | undefined => {
    if (amount === undefined) return undefined
    if (same.currency === undefined) return fail('input.invalid', {}, [{ path: `${under}currency`, message: 'An amount needs a currency' }])
    return parseAmount(amount, same.currency) ?? fail('input.invalid', {}, [{ path: `${under}${path}`, message: `More digits than ${same.currency} has` }])
  }
  return {
    ...same,
    placedFrom: moment(placedFrom),
    placedBefore: moment(placedBefore),
    minMinor: minorOf('minAmount', minAmount),
    maxMinor: minorOf('maxAmount', maxAmount),
  }
}

/** A row of the list as it goes over the wire. Who placed it is for those who may see members. */
export const toListedOrder =
  (seesBuyers: boolean) =>
  (order: NamedOrder): ListedOrder => ({
    ...toOrder(order),
    buyer: seesBuyers ? { name: order.buyerName, email: order.buyerEmail, organization: order.organization } : null,
  })
