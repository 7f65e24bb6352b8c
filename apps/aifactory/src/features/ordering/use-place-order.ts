import { useTRPC } from '@pantheon/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'

/** Places an order. The lists of orders are stale after that; a refusal for a changed price reads the product again. */
export const usePlaceOrder = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.business.orders.place.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.business.orders.list.pathKey() }),
      onError: (_, { productId }) => queryClient.invalidateQueries({ queryKey: trpc.business.products.get.queryKey({ id: productId }) }),
    }),
  )
}
