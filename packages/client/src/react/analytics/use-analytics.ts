import { type AnalyticsRange, type Currency, isTimeZone } from '@pantheon/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'

/** Where the reader's days begin. What a browser does not say, or says in a way that the API does not take, is counted in UTC. */
export const ownTimeZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return isTimeZone(timeZone) ? timeZone : 'UTC'
}
/** Events say what is old; that an hour or a day is over, nobody says. What is shown stays until the next has come. */
const held = { placeholderData: keepPreviousData, refetchInterval: 300_000 } as const

const asked = (range: AnalyticsRange) => ({ range, timeZone: ownTimeZone() })

/** Revenue over time, by currency. */
export const useRevenueAnalytics = (range: AnalyticsRange) => useQuery(useTRPC().business.overview.revenue.queryOptions(asked(range), held))

/** Orders over time, by what became of them. */
export const useOrderAnalytics = (range: AnalyticsRange) => useQuery(useTRPC().business.overview.orders.queryOptions(asked(range), held))

/** Jobs over time, by how they ended. */
export const useJobAnalytics = (range: AnalyticsRange) => useQuery(useTRPC().agents.analytics.queryOptions(asked(range), held))

/** The products that brought in most in a currency; nothing is asked while there is none. */
export const useBestSellers = (range: AnalyticsRange, currency: Currency | undefined) =>
  useQuery(useTRPC().business.overview.bestSellers.queryOptions({ ...asked(range), currency: currency ?? 'USD' }, { ...held, enabled: currency !== undefined }))

/** What waits for a person. */
export const useAttention = () => useQuery(useTRPC().business.overview.attention.queryOptions(undefined, { refetchInterval: held.refetchInterval }))
