import { useTRPC, useTRPCClient } from '@pantheon/client/react'
import type { PayOrder } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { doubtOf, sendWhenReachable } from './lost-payment.ts'

/**
 * The payment attempts of an order, newest first. After a lost response they are polled until the data is newer than `lostAt` (ms since 1970).
 */
export const usePayments = (orderId: string, lostAt = 0) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.business.payments.list.queryOptions(
      { orderId, limit: 20 },
      // The provider settles asynchronously; polling covers a lost live connection.
      {
        refetchInterval: ({ state }) => (state.dataUpdatedAt < lostAt || state.data?.items.some(({ status }) => status === 'pending') ? 2000 : false),
      },
    ),
  )
}

/** True for a buyer who returned from the provider's page while the payment is not confirmed here yet. */
export const useIsConfirming = (orderId: string, hasReturned: boolean): boolean => {
  const latest = usePayments(orderId).data?.items[0]
  return hasReturned && (latest?.status === 'pending' || latest?.status === 'requires_action')
}

/** The payment provider, and whether it is a test one. */
export const usePaymentMethods = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.payments.methods.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
}

/** Creates a checkout page of the provider for the order. */
export const useHostedCheckout = () => {
  const trpc = useTRPC()
  return useMutation(trpc.business.payments.checkout.mutationOptions())
}

/**
 * Pays an order. Refetches its payments and the order whatever the outcome, because a declined card is recorded too. When the response is lost
 * (`isUnknown`), the payments are polled until the server responds; `hasArrived` is whether it has that attempt.
 */
export const usePayOrder = (orderId: string) => {
  const trpc = useTRPC()
  const { business } = useTRPCClient()
  const queryClient = useQueryClient()
  const newestBefore = useRef<string>(undefined)
  const [lostAt, setLostAt] = useState<number>()
  const { data, dataUpdatedAt } = usePayments(orderId, lostAt)
  const isLookedUp = lostAt !== undefined && dataUpdatedAt >= lostAt
  const refetch = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.business.payments.list.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() }),
    ])
  const pay = useMutation({
    mutationKey: trpc.business.payments.pay.mutationKey(),
    mutationFn: (input: PayOrder) =>
      sendWhenReachable(
        (signal) => business.payments.list.query({ orderId, limit: 20 }, { signal }),
        ({ items: [newest] }, signal) => {
          newestBefore.current = newest?.id
          return business.payments.pay.mutate(input, { signal })
        },
      ),
    onMutate: () => setLostAt(undefined),
    onError: (error: unknown) => {
      if (doubtOf(error) === 'unknown') setLostAt(Date.now())
    },
    // No refetch while the server is unreachable.
    onSettled: (_paid, error) => (doubtOf(error) === undefined ? refetch() : undefined),
  })
  useEffect(() => {
    if (isLookedUp) void queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() })
  }, [isLookedUp, queryClient, trpc])
  return { ...pay, isUnknown: lostAt !== undefined && !isLookedUp, hasArrived: data?.items[0]?.id !== newestBefore.current }
}
