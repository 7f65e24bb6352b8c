import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'
import { loadedOf, useAction } from './action.ts'

/** The user's own sessions, and ending them. No events are sent for sessions, so the list is refetched after each change. */
export const useOwnSessions = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  // After errors too: a session that has already ended should disappear from the list.
  const onSettled = () => queryClient.invalidateQueries(trpc.auth.sessions.list.queryFilter())
  const list = useQuery(trpc.auth.sessions.list.queryOptions(undefined, { select: ({ items }) => items, staleTime: 0 }))
  return {
    sessions: loadedOf(list, locale),
    end: useAction(useMutation(trpc.auth.sessions.end.mutationOptions({ onSettled })), locale),
    endOthers: useAction(useMutation(trpc.auth.sessions.endOthers.mutationOptions({ onSettled })), locale),
  }
}
