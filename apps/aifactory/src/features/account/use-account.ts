import { useTRPC } from '@pantheon/client/react'
import type { Permission } from '@pantheon/contract'
import { toast } from '@pantheon/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'

/** The signed-in account. `isSettled` once the session query has finished, successfully or not. */
export const useAccount = () => {
  const trpc = useTRPC()
  const query = useQuery(trpc.auth.session.queryOptions(undefined, { retry: false, staleTime: 60_000 }))
  const isSignedOut = query.data === null
  const account = query.data ?? undefined
  return {
    account,
    isSignedOut,
    isSettled: query.isFetched,
    can: (permission: Permission) => account?.permissions.includes(permission) ?? false,
    error: query.error,
    retry: () => void query.refetch(),
  }
}

/** Signs out, navigates home and clears the query cache. */
export const useSignOut = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const { t } = useTranslation()
  const showError = useErrorToast()
  return useMutation(
    trpc.auth.logout.mutationOptions({
      onSuccess: async () => {
        await navigate({ to: '/' })
        await queryClient.resetQueries()
        toast.success(t('auth.signedOut'))
      },
      onError: showError,
    }),
  )
}
