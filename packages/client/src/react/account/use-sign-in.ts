import type { Locale } from '@pantheon/contract'
import { type UseMutationResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'
import { useAction } from './action.ts'

/** An action that ends with navigation: it stays pending until the page is left. */
const useLeavingAction = <Result, Failure, Input>(mutation: UseMutationResult<Result, Failure, Input>, locale: Locale) => {
  const action = useAction(mutation, locale)
  return { ...action, isPending: mutation.isPending || mutation.isSuccess }
}

/** Signs in. All queries are refetched, because permissions depend on the user. */
export const useSignIn = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useLeavingAction(useMutation(trpc.auth.login.mutationOptions({ onSuccess: () => queryClient.resetQueries() })), locale)
}

/** Creates an account and signs in to it; all queries are refetched. */
export const useSignUp = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useLeavingAction(useMutation(trpc.auth.register.mutationOptions({ onSuccess: () => queryClient.resetQueries() })), locale)
}

/** Requests a link to reset the password. The response is the same whether or not the account exists. */
export const useForgotPassword = (locale: Locale) => useAction(useMutation(useTRPC().auth.password.forgot.mutationOptions()), locale)

/** Sets a new password with the token of a link. This ends every session, including this browser's. */
export const useResetPassword = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useAction(useMutation(trpc.auth.password.reset.mutationOptions({ onSuccess: () => queryClient.resetQueries() })), locale)
}

/**
 * Sign-in with GitHub, or undefined where the server does not offer it (or has not reported yet). `returnTo`: the path of this
 * site to return to.
 */
export const useGithubEntry = (returnTo: string, locale: Locale) => {
  const trpc = useTRPC()
  const offered = useQuery(trpc.auth.github.offered.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const begin = useMutation(trpc.auth.github.begin.mutationOptions({ onSuccess: ({ url }) => window.location.assign(url) }))
  const { isPending, refusal, run } = useLeavingAction(begin, locale)
  if (offered.data?.github !== true) return undefined
  return { isPending, refusal, begin: () => run({ returnTo }) }
}
