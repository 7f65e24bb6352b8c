import { useTRPC } from '@pantheon/client/react'
import type { Permission } from '@pantheon/contract'
import { toast } from '@pantheon/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useErrorToast } from '../shell/use-error-toast.ts'

/** Who is signed in. `isSettled` once the server has said so, one way or the other. */
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

/** Signs out, goes home and forgets what was read. */
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
