import { useTRPC } from '@pantheon/client/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'

const useInvalidateProducts = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: trpc.business.products.pathKey() })
}

/** Puts a product in the catalogue. Every list and product is read again. */
export const useCreateProduct = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.create.mutationOptions({ onSuccess: invalidate }))
}

/** Changes a product. Read again also when refused: then someone changed it first. */
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

/** Takes a product off the shelf. Read again also when refused: then someone changed it first. */
export const useArchiveProduct = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.archive.mutationOptions({ onSettled: invalidate }))
}

/** Brings an archived product back. */
export const useRestoreProduct = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.restore.mutationOptions({ onSettled: invalidate }))
}
