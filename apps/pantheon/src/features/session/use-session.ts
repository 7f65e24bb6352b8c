import { useTRPC } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

export type Session =
  | { kind: 'loading' }
  | { kind: 'signedOut' }
  | { kind: 'serverDown'; error: unknown; retry: () => void }
  | { kind: 'signedIn'; account: Account }

/** The session state. While the server does not respond, the query is retried every few seconds. */
export const useSession = (): Session => {
  const trpc = useTRPC()
  const me = useQuery(
    trpc.auth.session.queryOptions(undefined, {
      retry: false,
      staleTime: 60_000,
      refetchInterval: (query) => (query.state.error === null ? false : 5000),
    }),
  )
  if (me.data === null) return { kind: 'signedOut' }
  if (me.data !== undefined) return { kind: 'signedIn', account: me.data }
  if (me.error !== null) return { kind: 'serverDown', error: me.error, retry: () => void me.refetch() }
  return { kind: 'loading' }
}

/** Signs out and clears the query cache. */
export const useSignOut = () => {
  const trpc = useTRPC()
  const leave = useLeave()
  return useMutation(trpc.auth.logout.mutationOptions({ onSuccess: leave }))
}

/** The account of the signed-in user; the session check renders no page of the signed-in area without one. */
export const useAccount = (): Account | undefined => {
  const session = useSession()
  return session.kind === 'signedIn' ? session.account : undefined
}

/** Unmounts the signed-in area after the session has ended, and clears the query cache. */
export const useLeave = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  return async () => {
    router.push('/')
    // The session first, which unmounts the signed-in area; otherwise clearing its queries would refetch them.
    await queryClient.resetQueries(trpc.auth.session.queryFilter())
    queryClient.removeQueries({ type: 'inactive' })
  }
}
