import { useTRPC } from '@pantheon/client/react'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OrderSearch } from './order-search.ts'

/** The orders visible to the user (their organization's, or all for an operator), filtered and sorted. */
export const useOrders = (search: OrderSearch) => {
  const trpc = useTRPC()
  return useInfiniteQuery(
    trpc.business.orders.list.infiniteQueryOptions(
      { limit: 20, ...search },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData },
    ),
  )
}

/** One order. */
export const useOrder = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.get.queryOptions({ id: orderId }))
}

/** The events of an order, oldest first. */
export const useOrderTimeline = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.timeline.queryOptions({ id: orderId }))
}

const useInvalidateOrders = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  // A status change of an order can change its payments and jobs.
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.business.payments.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.agents.jobs.pathKey() }),
    ])
}

/** Cancels an order. Refetches orders, payments and jobs, after errors too, because a conflict means that the data is stale. */
export const useCancelOrder = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateOrders()
  return useMutation(trpc.business.orders.cancel.mutationOptions({ onSettled: invalidate }))
}

/** Marks an order as fulfilled manually. */
export const useFulfilOrder = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateOrders()
  return useMutation(trpc.business.orders.fulfil.mutationOptions({ onSettled: invalidate }))
}
