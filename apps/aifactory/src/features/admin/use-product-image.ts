import { useTRPC } from '@pantheon/client/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'

const useInvalidateProducts = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: trpc.business.products.pathKey() })
}

/** Sets a product's picture or its description. Refetches after errors too, because a conflict means that the data is stale. */
export const useSetProductImage = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.setImage.mutationOptions({ onSettled: invalidate }))
}

/** Removes a product's picture. */
export const useRemoveProductImage = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.removeImage.mutationOptions({ onSettled: invalidate }))
}

/** Reads a file as a `data:` URL, for the preview and the upload. */
export const readPicture = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read'))
    reader.readAsDataURL(file)
  })
