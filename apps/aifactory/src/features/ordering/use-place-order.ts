import { createAttempts, once, useTRPC, useTRPCClient } from '@pantheon/client/react'
import type { PlaceOrder } from '@pantheon/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/**
 * Places an order, once: pressed again after an answer that was lost, it is the same order. The lists of orders are stale
 * after that; a refusal for a changed price reads the product again.
 */
export const usePlaceOrder = () => {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const [attempts] = useState(createAttempts)
  return useMutation({
    mutationKey: trpc.business.orders.place.mutationKey(),
    mutationFn: (order: PlaceOrder) => client.business.orders.place.mutate(order, { context: once(attempts.keyFor(order)) }),
    onSuccess: () => {
      attempts.forget()
      return queryClient.invalidateQueries({ queryKey: trpc.business.orders.list.pathKey() })
    },
    onError: (_, { productId }) => queryClient.invalidateQueries({ queryKey: trpc.business.products.get.queryKey({ id: productId }) }),
  })
}
