import { useTRPC } from '@pantheon/client/react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

/** The results of payment reconciliations, newest first. */
export const useReconciliations = () => {
  const trpc = useTRPC()
  return useQuery(trpc.business.payments.reconciliations.queryOptions({ limit: 20 }, { refetchInterval: 60_000 }))
}

/** Starts a payment reconciliation. */
export const useReconcile = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.business.payments.reconcile.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.business.payments.pathKey() }),
    }),
  )
}
