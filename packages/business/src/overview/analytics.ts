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

/** Money received or refunded in one interval of a period. */
export interface MoneyFlow {
  place: number
  currency: Currency
  isRefund: boolean
  minor: number
}
/** Numbers of orders by outcome in one interval of a period. */
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

/** Revenue by currency, sorted by currency code; currencies without any movement are left out. */
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

/** Orders by outcome, zero where there were none. */
export const orderAnalytics = (period: Period, counted: readonly CountedOrders[]): Omit<OrderAnalytics, 'period'> => spread(period, counted, countsOf)
