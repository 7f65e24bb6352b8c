import { useAttention, useJobAnalytics, useOrderAnalytics, useRevenueAnalytics, useTRPC } from '@pantheon/client/react'
import { type AiJob, type AnalyticsRange, type Concern, type Currency, describeJob, type RevenueAnalytics } from '@pantheon/contract'
import { useQuery } from '@tanstack/react-query'

/** The ranges offered on the overview. */
export const ranges = ['7d', '30d', '90d', '12m'] as const satisfies readonly AnalyticsRange[]

/** The queries of the overview. */
export const useOverview = (range: AnalyticsRange) => ({ revenue: useRevenueAnalytics(range), orders: useOrderAnalytics(range), jobs: useJobAnalytics(range) })

/** The requested currency when it had movements, else the one with the most; amounts in different currencies cannot be compared. */
export const shownCurrency = (figures: RevenueAnalytics | undefined, asked: Currency | undefined): Currency | undefined => {
  const used = figures?.currencies ?? []
  const often = ({ buckets }: RevenueAnalytics['currencies'][number]): number =>
    buckets.filter(({ captured, refunded }) => Number(captured) + Number(refunded) > 0).length
  return (used.find(({ currency }) => currency === asked) ?? [...used].sort((a, b) => often(b) - often(a))[0])?.currency
}

/** Whether there has never been an order; enabled only when the figures are empty. */
export const useIsUntouched = (isAsked: boolean): boolean => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.list.queryOptions({ limit: 1 }, { enabled: isAsked })).data?.items.length === 0
}

/** A failure from any source. */
export interface FailureLine {
  key: string
  kind: Concern['kind'] | 'job_failed'
  orderId: string | null
  title: string | null
  amount?: string
  currency?: Concern['currency']
  at: string
}

/** Failed jobs and other concerns, newest first. A job whose order is already listed is omitted. */
export const failuresOf = (concerns: readonly Concern[], jobs: readonly AiJob[], most: number): FailureLine[] => {
  const listed = new Set(concerns.map(({ orderId }) => orderId))
  const ofJobs = jobs
    .filter(({ orderId }) => orderId === null || !listed.has(orderId))
    .map((job): FailureLine => {
      const { id, orderId, completedAt, createdAt } = job
      return { key: id, kind: 'job_failed', orderId, title: describeJob(job).title, at: completedAt ?? createdAt }
    })
  const ofConcerns = concerns.map(
    ({ productName: _, about, ...concern }): FailureLine => ({ ...concern, key: `${concern.kind} ${concern.orderId} ${concern.at}`, title: about }),
  )
  return [...ofConcerns, ...ofJobs].sort((a, b) => b.at.localeCompare(a.at)).slice(0, most)
}

/** The latest failures. */
export const useFailures = () => {
  const trpc = useTRPC()
  const attention = useAttention()
  const jobs = useQuery(trpc.agents.jobs.list.queryOptions({ status: 'failed', limit: 8 }))
  const lines = attention.data && jobs.data ? failuresOf(attention.data.latest, jobs.data.items, 8) : undefined
  const refetch = () => Promise.all([attention.refetch(), jobs.refetch()])
  return { lines, isError: attention.isError || jobs.isError, refetch }
}
