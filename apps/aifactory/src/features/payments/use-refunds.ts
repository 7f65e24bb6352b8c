import { useTRPC } from '@pantheon/client/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** What was given back for an order, oldest first. */
export const useRefunds = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.orders.refunds.queryOptions({ id: orderId }))
}

/** Gives money back. Reads the order and its payments again, also when it was refused: then someone moved it first. */
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
