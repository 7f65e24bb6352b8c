import { ownTimeZone, useTRPC, useTRPCClient } from '@pantheon/client/react'
import type { PaidPlanName, Subscription } from '@pantheon/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sendWhenThere } from '../payments/lost-payment.ts'

/** What is paid for. While a payment made at the provider is awaited, it is asked for again and again. */
export const useSubscription = (isAwaited: boolean) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.business.subscription.get.queryOptions(undefined, {
      refetchInterval: (query) => (isAwaited && query.state.data?.state === 'opened' ? 2000 : false),
    }),
  )
}

/** The card that renewals are asked of, as the provider has it now. */
export const useCardOnFile = (isWanted: boolean) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.subscription.cardOnFile.queryOptions(undefined, { enabled: isWanted }))
}

/** The plans on offer. They change with a release of ours. */
export const usePlans = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.plans.list.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
}

export const useCredits = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.credits.balance.queryOptions())
}

/** What was spent day by day, where the reader is. */
export const useCreditUsage = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.credits.usage.queryOptions({ timeZone: ownTimeZone() }))
}

export const useCreditEntries = () => {
  const trpc = useTRPC()
  return useInfiniteQuery(trpc.business.credits.entries.infiniteQueryOptions({ limit: 20 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }))
}

/** What choosing a plan would take at this moment: never an old answer. */
export const useQuote = (plan: PaidPlanName, isWanted: boolean) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.subscription.quote.queryOptions({ plan }, { enabled: isWanted, gcTime: 0, staleTime: 0, refetchOnWindowFocus: false }))
}

/**
 * Everything that changes the plan. The answer is how it stands then; the credits are read again. `onDone` is called whatever
 * has become of the dialog: told over the live line first, the page may have no more use for it.
 */
export const usePlanActions = (onDone?: () => void) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const subscription = trpc.business.subscription
  const client = useTRPCClient().business.subscription
  const ask = (signal: AbortSignal) => client.get.query(undefined, { signal })
  const onSuccess = async (now: Subscription) => {
    onDone?.()
    queryClient.setQueryData(subscription.get.queryKey(), now)
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: trpc.business.credits.pathKey() }),
      queryClient.invalidateQueries({ queryKey: subscription.cardOnFile.queryKey() }),
    ])
  }
  // Somebody else may have changed it first: what stands on the page is old then.
  const onError = () => queryClient.invalidateQueries({ queryKey: subscription.get.queryKey() })
  return {
    pay: useMutation({
      ...subscription.pay.mutationOptions({ onSuccess, onError }),
      mutationFn: (input: Parameters<typeof client.pay.mutate>[0]) => sendWhenThere(ask, (_, signal) => client.pay.mutate(input, { signal })),
    }),
    change: useMutation({
      ...subscription.change.mutationOptions({ onSuccess, onError }),
      mutationFn: (input: Parameters<typeof client.change.mutate>[0]) => sendWhenThere(ask, (_, signal) => client.change.mutate(input, { signal })),
    }),
    cancel: useMutation(subscription.cancel.mutationOptions({ onSuccess, onError })),
    resume: useMutation(subscription.resume.mutationOptions({ onSuccess, onError })),
    card: useMutation(subscription.card.mutationOptions({ onSuccess, onError })),
    checkout: useMutation(subscription.checkout.mutationOptions({ onError })),
    portal: useMutation(subscription.portal.mutationOptions({ onError })),
  }
}
