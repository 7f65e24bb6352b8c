import { useTRPC } from '@pantheon/client/react'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OrderSearch } from './order-search.ts'

/** The orders the server lets this person see, their organization's or everyone's for an operator, narrowed and sorted. */
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

/** What happened to an order, oldest first. */
export const useOrderTimeline = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.timeline.queryOptions({ id: orderId }))
}

const useInvalidateOrders = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  // An order carries its payments and jobs along when it moves.
  return () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.business.payments.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.agents.jobs.pathKey() }),
    ])
}

/** Cancels an order. Reads orders, payments and jobs again, also when it was refused: then someone moved it first. */
export const useCancelOrder = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateOrders()
  return useMutation(trpc.business.orders.cancel.mutationOptions({ onSettled: invalidate }))
}

/** Marks an order as fulfilled by hand. */
export const useFulfilOrder = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateOrders()
  return useMutation(trpc.business.orders.fulfil.mutationOptions({ onSettled: invalidate }))
}
