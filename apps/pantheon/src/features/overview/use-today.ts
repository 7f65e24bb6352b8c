import { useOrderAnalytics, useRevenueAnalytics } from '@pantheon/client/react'
import type { Currency } from '@pantheon/contract'

export interface Today {
  /** The number of orders placed. Undefined while unknown. */
  placed: number | undefined
  /** Payments less refunds, per currency with movements. Undefined while unknown. */
  revenue: { currency: Currency; net: string }[] | undefined
}

/** Today's figures in the user's time zone, with the same day boundaries as the charts. */
export const useToday = (): Today => {
  const orders = useOrderAnalytics('7d')
  const revenue = useRevenueAnalytics('7d')
  return {
    placed: orders.data?.buckets.at(-1)?.placed,
    revenue: revenue.data?.currencies.flatMap(({ currency, buckets }) => {
      const day = buckets.at(-1)
      return day === undefined || (Number(day.captured) === 0 && Number(day.refunded) === 0) ? [] : [{ currency, net: day.net }]
    }),
  }
}
