import { useTRPC, useTRPCClient } from '@pantheon/client/react'
import type { PayOrder } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { doubtOf, sendWhenThere } from './lost-payment.ts'

/** The tries to pay an order, newest first. They are asked for until they are younger than `lostAt` (ms since 1970), when an answer was lost. */
export const usePayments = (orderId: string, lostAt = 0) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.business.payments.list.queryOptions(
      { orderId, limit: 20 },
      // The provider settles in its own time; when the live line is cut, asking again is what is left.
      {
        refetchInterval: ({ state }) => (state.dataUpdatedAt < lostAt || state.data?.items.some(({ status }) => status === 'pending') ? 2000 : false),
      },
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

/**
 * Pays an order. Reads its payments and the order again whatever the answer: a declined card leaves a trace too. When the
 * answer is lost (`isUnknown`), they are looked up until the server says; `hasArrived` is whether it knows of that try.
 */
export const usePayOrder = (orderId: string) => {
  const trpc = useTRPC()
  const { business } = useTRPCClient()
  const queryClient = useQueryClient()
  const newestBefore = useRef<string>(undefined)
  const [lostAt, setLostAt] = useState<number>()
  const { data, dataUpdatedAt } = usePayments(orderId, lostAt)
  const isLookedUp = lostAt !== undefined && dataUpdatedAt >= lostAt
  const readAgain = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.business.payments.list.pathKey() }),
      queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() }),
    ])
  const pay = useMutation({
    mutationKey: trpc.business.payments.pay.mutationKey(),
    mutationFn: (input: PayOrder) =>
      sendWhenThere(
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
    // Nobody waits for a server that is away to be read again.
    onSettled: (_paid, error) => (doubtOf(error) === undefined ? readAgain() : undefined),
  })
  useEffect(() => {
    if (isLookedUp) void queryClient.invalidateQueries({ queryKey: trpc.business.orders.pathKey() })
  }, [isLookedUp, queryClient, trpc])
  return { ...pay, isUnknown: lostAt !== undefined && !isLookedUp, hasArrived: data?.items[0]?.id !== newestBefore.current }
}
