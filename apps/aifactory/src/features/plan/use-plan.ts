import { ownTimeZone, useTRPC, useTRPCClient } from '@pantheon/client/react'
import type { PaidPlanName, Subscription } from '@pantheon/contract'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { sendWhenReachable } from '../payments/lost-payment.ts'

/** The subscription. Polled while a payment made at the provider is awaited. */
export const useSubscription = (isAwaited: boolean) => {
  const trpc = useTRPC()
  return useQuery(
    trpc.business.subscription.get.queryOptions(undefined, {
      refetchInterval: (query) => (isAwaited && query.state.data?.state === 'opened' ? 2000 : false),
    }),
  )
}

/** The card that renewals are charged to, read from the provider. */
export const useCardOnFile = (isWanted: boolean) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.subscription.cardOnFile.queryOptions(undefined, { enabled: isWanted }))
}

/** The plans on offer. They change only with a release. */
export const usePlans = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.plans.list.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
}

export const useCredits = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.credits.balance.queryOptions())
}

/** Credit usage by day, in the user's time zone. */
export const useCreditUsage = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.credits.usage.queryOptions({ timeZone: ownTimeZone() }))
}

export const useCreditEntries = () => {
  const trpc = useTRPC()
  return useInfiniteQuery(trpc.business.credits.entries.infiniteQueryOptions({ limit: 20 }, { getNextPageParam: (page) => page.nextCursor ?? undefined }))
}

/** The current quote for a plan; never cached. */
export const useQuote = (plan: PaidPlanName, isWanted: boolean) => {
  const trpc = useTRPC()
  return useQuery(trpc.business.subscription.quote.queryOptions({ plan }, { enabled: isWanted, gcTime: 0, staleTime: 0, refetchOnWindowFocus: false }))
}

/**
 * The mutations of the plan. The response replaces the cached subscription; the credits are refetched. `onDone` is passed here rather than to
 * `mutate`, so that it also runs when a live update has unmounted the dialog.
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
  // A conflict means that the shown data is stale.
  const onError = () => queryClient.invalidateQueries({ queryKey: subscription.get.queryKey() })
  return {
    pay: useMutation({
      ...subscription.pay.mutationOptions({ onSuccess, onError }),
      mutationFn: (input: Parameters<typeof client.pay.mutate>[0]) => sendWhenReachable(ask, (_, signal) => client.pay.mutate(input, { signal })),
    }),
    change: useMutation({
      ...subscription.change.mutationOptions({ onSuccess, onError }),
      mutationFn: (input: Parameters<typeof client.change.mutate>[0]) => sendWhenReachable(ask, (_, signal) => client.change.mutate(input, { signal })),
    }),
    cancel: useMutation(subscription.cancel.mutationOptions({ onSuccess, onError })),
    resume: useMutation(subscription.resume.mutationOptions({ onSuccess, onError })),
    card: useMutation(subscription.card.mutationOptions({ onSuccess, onError })),
    checkout: useMutation(subscription.checkout.mutationOptions({ onError })),
    portal: useMutation(subscription.portal.mutationOptions({ onError })),
  }
}
