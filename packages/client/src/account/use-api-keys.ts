import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../react.tsx'
import { useAction, useLoaded } from './action.ts'

/** The organization's API keys. The secret of a new one is in the answer of `create` and nowhere else: it is not kept. */
export const useApiKeys = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSuccess = () => queryClient.invalidateQueries(trpc.auth.apiKeys.list.queryFilter())
  const list = useQuery(trpc.auth.apiKeys.list.queryOptions(undefined, { select: ({ items }) => items }))
  return {
    keys: useLoaded(list, locale),
    create: useAction(useMutation(trpc.auth.apiKeys.create.mutationOptions({ onSuccess, gcTime: 0 })), locale),
    revoke: useAction(useMutation(trpc.auth.apiKeys.revoke.mutationOptions({ onSuccess })), locale),
  }
}
