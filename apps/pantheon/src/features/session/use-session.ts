import { useTRPC } from '@pantheon/client/react'
import type { Account } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'

export type Session =
  | { kind: 'loading' }
  | { kind: 'signedOut' }
  | { kind: 'serverDown'; error: unknown; retry: () => void }
  | { kind: 'signedIn'; account: Account }

/** Who is looking. A server that does not answer is asked again every few seconds. */
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

/** Ends the session and forgets everything that was loaded for it. */
export const useSignOut = () => {
  const trpc = useTRPC()
  const leave = useLeave()
  return useMutation(trpc.auth.logout.mutationOptions({ onSuccess: leave }))
}

/** The account of whoever is at the desk; the gate lets nobody without one see a page of it. */
export const useAccount = (): Account | undefined => {
  const session = useSession()
  return session.kind === 'signedIn' ? session.account : undefined
}

/** Takes the desk off the screen after the session is gone, and forgets what was loaded for it. */
export const useLeave = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const router = useRouter()
  return async () => {
    router.push('/')
    // First who is there, which takes the desk off the screen; only then can its data go without being asked for again.
    await queryClient.resetQueries(trpc.auth.session.queryFilter())
    queryClient.removeQueries({ type: 'inactive' })
  }
}
