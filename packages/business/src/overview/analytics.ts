import {
  type Currency,
  type CurrencyRevenue,
  formatAmount,
  type OrderAnalytics,
  type OrderCounts,
  type OrderOutcome,
  type Period,
  type Revenue,
} from '@pantheon/contract'
import { spread } from '@pantheon/kernel'

/** Money that moved in one place of a period: taken, or given back. */
export interface MoneyFlow {
  place: number
  currency: Currency
  isRefund: boolean
  minor: number
}
/** How many orders met an end, or their beginning, in one place of a period. */
export interface CountedOrders {
  place: number
  outcome: OrderOutcome
  n: number
}

const revenueOf =
  (currency: Currency) =>
  (moved: readonly MoneyFlow[]): Revenue => {
    const sum = (isRefund: boolean): number => moved.reduce((total, row) => (row.isRefund === isRefund ? total + row.minor : total), 0)
    const [captured, refunded] = [sum(false), sum(true)]
    return { captured: formatAmount(captured, currency), refunded: formatAmount(refunded, currency), net: formatAmount(captured - refunded, currency) }
  }

/** Revenue by currency, in the order of their codes; a currency in which nothing moved is not there. */
export const revenueAnalytics = (period: Period, moved: readonly MoneyFlow[]): CurrencyRevenue[] => {
  const used = [...new Set(moved.map(({ currency }) => currency))].sort()
  return used.map((currency) => ({
    currency,
    ...spread(
      period,
      moved.filter((row) => row.currency === currency),
      revenueOf(currency),
    ),
  }))
}

const countsOf = (counted: readonly CountedOrders[]): OrderCounts => {
  const counts: OrderCounts = { placed: 0, fulfilled: 0, failed: 0, refunded: 0 }
  for (const { outcome, n } of counted) counts[outcome] += n
  return counts
}

/** Orders by what became of them, zero where nothing did. */
export const orderAnalytics = (period: Period, counted: readonly CountedOrders[]): Omit<OrderAnalytics, 'period'> => spread(period, counted, countsOf)
