import { useTRPC } from '@pantheon/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** The tries to pay an order, newest first. */
export const usePayments = (orderId: string) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.business.payments.list.queryOptions(
      { orderId, limit: 20 },
      // The provider settles in its own time; when the live line is cut, asking again is what is left.
      { refetchInterval: (query) => (query.state.data?.items.some(({ status }) => status === 'pending') ? 2000 : false) },
    ),
  )
}

/** True for a buyer who has come back from paying at the provider's, while that is not known here yet. */
export const useIsConfirming = (orderId: string, hasReturned: boolean): boolean => {
  const latest = usePayments(orderId).data?.items[0]
  return hasReturned && (latest?.status === 'pending' || latest?.status === 'requires_action')
}

/** Which provider takes the money, and whether it is a test one. */
export const usePaymentMethods = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.payments.methods.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
}

/** Opens a page of the provider's on which the order is paid. */
export const useHostedCheckout = () => {
  const trpc = useTRPC()
  return useMutation(trpc.business.payments.checkout.mutationOptions())
}

/** Pays an order. Reads its payments and the order again whatever the answer: a declined card leaves a trace too. */
export const usePayOrder = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.business.payments.pay.mutationOptions({
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.business.payments.list.pathKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() }),
        ]),
    }),
  )
}
