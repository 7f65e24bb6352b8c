import { useOrderAnalytics, useRevenueAnalytics } from '@pantheon/client/react'
import type { Currency } from '@pantheon/contract'

export interface Today {
  /** Orders placed. Undefined while it is not known. */
  placed: number | undefined
  /** Payments less refunds, in each currency that money moved in. Undefined while it is not known. */
  revenue: { currency: Currency; net: string }[] | undefined
}

/** Today where the reader is: the charts beside it are cut by the same days. */
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
