import { useTRPC } from '@pantheon/client/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'

const useInvalidateProducts = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: trpc.business.products.pathKey() })
}

/** Creates a product. All product queries are refetched. */
export const useCreateProduct = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.create.mutationOptions({ onSuccess: invalidate }))
}

/** Updates a product. Refetches after errors too, because a conflict means that the data is stale. */
export const useUpdateProduct = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.update.mutationOptions({ onSettled: invalidate }))
}

/** Deletes a product, or archives it when it was ever ordered. */
export const useRemoveProduct = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.remove.mutationOptions({ onSettled: invalidate }))
}

/** Archives a product. Refetches after errors too, because a conflict means that the data is stale. */
export const useArchiveProduct = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.archive.mutationOptions({ onSettled: invalidate }))
}

/** Unarchives a product. */
export const useRestoreProduct = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.restore.mutationOptions({ onSettled: invalidate }))
}
