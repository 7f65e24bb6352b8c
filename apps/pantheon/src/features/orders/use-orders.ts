import { useTRPC } from '@pantheon/client/react'
import type { AiJob, OrderSort, OrderStatus, Payment } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'

/** Orders page by page, sorted; live updates refetch them. */
export const useOrders = (status: OrderStatus | undefined, sort: OrderSort) =>
  useInfiniteQuery(
    useTRPC().business.orders.list.infiniteQueryOptions(
      { limit: 20, sort, ...(status !== undefined && { status }) },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )

/** The latest hundred items, and whether that is all of them. */
interface Latest<T> {
  items: readonly T[]
  isComplete: boolean
}

const firstOf = <T extends { orderId: string | null }>(latest: Latest<T> | undefined, orderId: string): T | undefined =>
  latest?.items.find((item) => item.orderId === orderId)

/** The query failed. */
type Failed = 'failed'

/**
 * The payment shown beside an order: from the latest hundred, which serve a whole page with one request, and only for an older order from a
 * request of its own. `undefined` while it loads, null when there is none.
 */
export const usePaymentOf = (orderId: string): Payment | null | undefined | Failed => {
  const trpc = useTRPC()
  const latest = useQuery(
    trpc.business.payments.list.queryOptions({ limit: 100 }, { select: ({ items, nextCursor }) => ({ items, isComplete: nextCursor === null }) }),
  )
  const found = firstOf(latest.data, orderId)
  const own = useQuery(trpc.business.payments.list.queryOptions({ orderId, limit: 1 }, { enabled: latest.data?.isComplete === false && found === undefined }))
  if (found !== undefined) return found
  if (latest.data?.isComplete) return null
  if (own.data) return own.data.items[0] ?? null
  return latest.isError || own.isError ? 'failed' : undefined
}

/** The job shown beside an order, found the same way. */
export const useJobOf = (orderId: string): AiJob | null | undefined | Failed => {
  const trpc = useTRPC()
  const latest = useQuery(
    trpc.agents.jobs.list.queryOptions({ limit: 100 }, { select: ({ items, nextCursor }) => ({ items, isComplete: nextCursor === null }) }),
  )
  const found = firstOf(latest.data, orderId)
  const own = useQuery(trpc.agents.jobs.list.queryOptions({ orderId, limit: 1 }, { enabled: latest.data?.isComplete === false && found === undefined }))
  if (found !== undefined) return found
  if (latest.data?.isComplete) return null
  if (own.data) return own.data.items[0] ?? null
  return latest.isError || own.isError ? 'failed' : undefined
}
