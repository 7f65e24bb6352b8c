import type { Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../react.tsx'
import { useAction } from './action.ts'

/** Signs in. What anyone may see depends on who they are, so everything is read again. */
export const useSignIn = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useAction(useMutation(trpc.auth.login.mutationOptions({ onSuccess: () => queryClient.resetQueries() })), locale)
}

/** Creates an account and signs in to it; everything is read again. */
export const useSignUp = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useAction(useMutation(trpc.auth.register.mutationOptions({ onSuccess: () => queryClient.resetQueries() })), locale)
}

/** Asks for a link that sets a new password. It is answered the same whether or not there is such an account. */
export const useForgotPassword = (locale: Locale) => useAction(useMutation(useTRPC().auth.password.forgot.mutationOptions()), locale)

/** Sets a new password with the secret of a link. That ends every session, this browser's too. */
export const useResetPassword = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useAction(useMutation(trpc.auth.password.reset.mutationOptions({ onSuccess: () => queryClient.resetQueries() })), locale)
}

/**
 * The way in by GitHub, or undefined where the server does not offer it (or has not said so yet).
 * `returnTo`: the path of this site to come back to in the end.
 */
export const useGithubEntry = (returnTo: string, locale: Locale) => {
  const trpc = useTRPC()
  const offered = useQuery(trpc.auth.github.offered.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const begin = useMutation(trpc.auth.github.begin.mutationOptions({ onSuccess: ({ url }) => window.location.assign(url) }))
  const { refusal, run } = useAction(begin, locale)
  if (offered.data?.github !== true) return undefined
  // The browser is leaving once there is an address: the button stays busy until it has left.
  return { isPending: begin.isPending || begin.isSuccess, refusal, begin: () => run({ returnTo }) }
}
