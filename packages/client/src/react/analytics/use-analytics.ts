import { type AnalyticsRange, type Currency, isTimeZone } from '@pantheon/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'

/** The browser's time zone; UTC where it is missing or not accepted by the API. */
export const ownTimeZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return isTimeZone(timeZone) ? timeZone : 'UTC'
}
/**
 * Events report stale data, but none reports the end of an hour or a day. The previous data stays visible while new data loads.
 */
const held = { placeholderData: keepPreviousData, refetchInterval: 300_000 } as const

const asked = (range: AnalyticsRange) => ({ range, timeZone: ownTimeZone() })

/** Revenue over time, by currency. */
export const useRevenueAnalytics = (range: AnalyticsRange) => useQuery(useTRPC().business.overview.revenue.queryOptions(asked(range), held))

/** Orders over time, by outcome. */
export const useOrderAnalytics = (range: AnalyticsRange) => useQuery(useTRPC().business.overview.orders.queryOptions(asked(range), held))

/** Jobs over time, by outcome. */
export const useJobAnalytics = (range: AnalyticsRange) => useQuery(useTRPC().agents.analytics.queryOptions(asked(range), held))

/** The products with the highest revenue in a currency; disabled while `currency` is undefined. */
export const useBestSellers = (range: AnalyticsRange, currency: Currency | undefined) =>
  useQuery(useTRPC().business.overview.bestSellers.queryOptions({ ...asked(range), currency: currency ?? 'USD' }, { ...held, enabled: currency !== undefined }))

/** What needs a person's attention. */
export const useAttention = () => useQuery(useTRPC().business.overview.attention.queryOptions(undefined, { refetchInterval: held.refetchInterval }))
