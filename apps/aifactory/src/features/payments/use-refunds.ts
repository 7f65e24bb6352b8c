import { useTRPC } from '@pantheon/client/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** The refunds of an order, oldest first. */
export const useRefunds = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.refunds.queryOptions({ id: orderId }))
}

/** Refunds an order. Refetches the order and its payments, after errors too, because a conflict means that the data is stale. */
export const useRefundOrder = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.business.orders.refund.mutationOptions({
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.business.payments.pathKey() }),
        ]),
    }),
  )
}
