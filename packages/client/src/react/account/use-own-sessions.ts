import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'
import { useAction, useLoaded } from './action.ts'

/** The places where one is signed in, and the end of them. Nobody is told of others' sessions, so the list is read again after each change. */
export const useOwnSessions = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  // Also when it failed: a session that has ended already should go from the list.
  const onSettled = () => queryClient.invalidateQueries(trpc.auth.sessions.list.queryFilter())
  const list = useQuery(trpc.auth.sessions.list.queryOptions(undefined, { select: ({ items }) => items, staleTime: 0 }))
  return {
    sessions: useLoaded(list, locale),
    end: useAction(useMutation(trpc.auth.sessions.end.mutationOptions({ onSettled })), locale),
    endOthers: useAction(useMutation(trpc.auth.sessions.endOthers.mutationOptions({ onSettled })), locale),
  }
}
