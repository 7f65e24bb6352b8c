import type { Locale } from '@pantheon/contract'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'
import { loadedPagesOf, useAction } from './action.ts'

/** The organization's API keys. The secret of a new key is only in the result of `create` and is not cached. */
export const useApiKeys = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const onSuccess = () => queryClient.invalidateQueries(trpc.auth.apiKeys.list.infiniteQueryFilter())
  const list = useInfiniteQuery(trpc.auth.apiKeys.list.infiniteQueryOptions({}, { getNextPageParam: (page) => page.nextCursor ?? undefined }))
  return {
    keys: loadedPagesOf(list, locale),
    create: useAction(useMutation(trpc.auth.apiKeys.create.mutationOptions({ onSuccess, gcTime: 0 })), locale),
    revoke: useAction(useMutation(trpc.auth.apiKeys.revoke.mutationOptions({ onSuccess })), locale),
  }
}
