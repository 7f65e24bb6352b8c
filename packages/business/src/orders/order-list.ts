import { currencies, type ListedOrder, type OrderBuyer, type OrderFilter, type OrderJob, type OrderSort, parseAmount } from '@pantheon/contract'
import { fail, type SortKey } from '@pantheon/kernel'
import { type StoredPayment, shownPayment } from '../payments/payment.ts'
import { refundableAmount, type StoredRefund } from '../payments/refund.ts'
import { type StoredOrder, toOrder } from './order.ts'

/** An order with the names of its organization and buyer. */
export interface NamedOrder extends StoredOrder {
  organization: string
  buyerName: string
  buyerEmail: string
}

const byTime: SortKey<StoredOrder> = { parts: ['moment', 'id'], positionOf: ({ createdAt, id }) => [createdAt.getTime(), id] }
const byAmount: SortKey<StoredOrder> = { parts: [currencies, 'number', 'id'], positionOf: ({ currency, totalMinor, id }) => [currency, totalMinor, id] }
/** The sort key of an order for each sort. */
export const orderSortKeys: Record<OrderSort, SortKey<StoredOrder>> = { newest: byTime, oldest: byTime, amount_high: byAmount, amount_low: byAmount }

/** The filter of an order list, with amounts in minor units and instants as Date. */
export interface OrderRules extends Pick<OrderFilter, 'status' | 'category' | 'productId' | 'currency' | 'buyer'> {
  placedFrom?: Date | undefined
  placedBefore?: Date | undefined
  minMinor?: number | undefined
  maxMinor?: number | undefined
}

/** Clamped to 1970: no order is older, and Postgres has no year 0. */
const moment = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(Math.max(0, Date.parse(text))))

/**
 * Converts a filter to database values. Fails with `input.invalid` for an amount without its currency, or with more digits than
 * that has; `under` is the prefix of the issue paths.
 */
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

/** What a list shows with an order, as far as its reader may see it. */
export interface OrderDetails {
  buyer: OrderBuyer | null
  /** Oldest first. */
  payments: readonly StoredPayment[]
  refunds: readonly StoredRefund[]
  job: OrderJob | undefined
  /** Whether it waits for a person to deliver it. */
  isByHand: boolean
}

/** True for a paid order that is not delivered yet. */
export const isToBeDelivered = ({ status }: StoredOrder): boolean => status === 'paid' || status === 'in_progress'

/** Converts a row of the list to its wire format. */
export const toListedOrder = (order: StoredOrder, { buyer, payments, refunds, job, isByHand }: OrderDetails): ListedOrder => {
  const payment = shownPayment(payments)
  return {
    ...toOrder(order),
    buyer,
    payment: payment ? { id: payment.id, status: payment.status, method: payment.method } : null,
    refundable: refundableAmount(payments, refunds),
    job: job ?? null,
    isByHand,
  }
}
