import { useAttention, useJobAnalytics, useOrderAnalytics, useRevenueAnalytics, useTRPC } from '@pantheon/client/react'
import { type AiJob, type AnalyticsRange, type Concern, type Currency, describeJob, type RevenueAnalytics } from '@pantheon/contract'
import { useQuery } from '@tanstack/react-query'

/** The periods an operator looks back over. */
export const ranges = ['7d', '30d', '90d', '12m'] as const satisfies readonly AnalyticsRange[]

/** Everything the overview is drawn from. */
export const useOverview = (range: AnalyticsRange) => ({ revenue: useRevenueAnalytics(range), orders: useOrderAnalytics(range), jobs: useJobAnalytics(range) })

/** The currency that is asked for when money moved in it, else the one in which it moved most often: sums of two currencies say nothing of each other. */
export const shownCurrency = (figures: RevenueAnalytics | undefined, asked: Currency | undefined): Currency | undefined => {
  const used = figures?.currencies ?? []
  const often = ({ buckets }: RevenueAnalytics['currencies'][number]): number =>
    buckets.filter(({ captured, refunded }) => Number(captured) + Number(refunded) > 0).length
  return (used.find(({ currency }) => currency === asked) ?? [...used].sort((a, b) => often(b) - often(a))[0])?.currency
}

/** Whether anything was ever ordered; asked only when the figures hold nothing. */
export const useIsUntouched = (isAsked: boolean): boolean => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.list.queryOptions({ limit: 1 }, { enabled: isAsked })).data?.items.length === 0
}

/** Something that went wrong, wherever it did. */
export interface FailureLine {
  key: string
  kind: Concern['kind'] | 'job_failed'
  orderId: string | null
  title: string | null
  amount?: string
  currency?: Concern['currency']
  at: string
}

/** Failed jobs beside what waits for a person, newest first. A job whose order waits is told of once. */
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
