import type { Account, Locale } from '@pantheon/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTRPC } from '../provider.tsx'
import { loadedOf, useAction } from './action.ts'

/** Updates name or language. The response replaces the cached account. */
export const useUpdateProfile = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const update = useMutation(
    trpc.auth.profile.update.mutationOptions({
      onSuccess: (account: Account) => queryClient.setQueryData(trpc.auth.session.queryKey(), account),
    }),
  )
  return useAction(update, locale)
}

/** Changes the password, which ends every other session. */
export const useChangePassword = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const change = useMutation(trpc.auth.password.change.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.auth.sessions.pathFilter()) }))
  return useAction(change, locale)
}

/** The sign-in methods of the account. */
export const useSignInMethods = (locale: Locale) => loadedOf(useQuery(useTRPC().auth.methods.queryOptions()), locale)

/** Unlinks GitHub from the account. */
export const useUnlinkGithub = (locale: Locale) => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useAction(
    useMutation(trpc.auth.github.unlink.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(trpc.auth.methods.queryFilter()) })),
    locale,
  )
}

/** Deletes the account. `onGone` navigates away before the query cache is cleared. */
export const useDeleteAccount = (locale: Locale, onGone: () => Promise<void>) => {
  const trpc = useTRPC()
  return useAction(useMutation(trpc.auth.deleteAccount.mutationOptions({ onSuccess: onGone })), locale)
}
