import type { Locale } from '@pantheon/contract'
import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'
import { useAction } from './action.ts'

/** An action after which the reader leaves the page: it stays busy until they have left. */
const useLeavingAction = <Result, Failure, Input>(mutation: UseMutationResult<Result, Failure, Input>, locale: Locale) => {
  const action = useAction(mutation, locale)
  return { ...action, isPending: mutation.isPending || mutation.isSuccess }
}

/** Signs in. What anyone may see depends on who they are, so everything is read again. */
export const useSignIn = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useLeavingAction(useMutation(trpc.auth.login.mutationOptions({ onSuccess: () => queryClient.resetQueries() })), locale)
}

/** Creates an account and signs in to it; everything is read again. */
export const useSignUp = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useLeavingAction(useMutation(trpc.auth.register.mutationOptions({ onSuccess: () => queryClient.resetQueries() })), locale)
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
  const { isPending, refusal, run } = useLeavingAction(begin, locale)
  if (offered.data?.github !== true) return undefined
  return { isPending, refusal, begin: () => run({ returnTo }) }
}
