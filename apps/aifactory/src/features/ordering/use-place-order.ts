import { createAttempts, once, useTRPC, useTRPCClient } from '@pantheon/client/react'
import type { PlaceOrder } from '@pantheon/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/**
 * Places an order idempotently: a retry after a lost response is the same order. Afterwards the lists of orders are refetched; after an error
 * the product is, because its price may have changed.
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
