import { useTRPC } from '@pantheon/client/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'

const useInvalidateProducts = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: trpc.business.products.pathKey() })
}

/** Gives a product a picture, or describes the one it has. Read again also when refused: then someone changed the product first. */
export const useSetProductImage = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.setImage.mutationOptions({ onSettled: invalidate }))
}

/** Takes the picture of a product away. */
export const useRemoveProductImage = () => {
  const trpc = useTRPC()
  const invalidate = useInvalidateProducts()
  return useMutation(trpc.business.products.removeImage.mutationOptions({ onSettled: invalidate }))
}

/** A chosen file as a `data:` address: what the page shows before it is saved, and what is sent. */
export const readPicture = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read'))
    reader.readAsDataURL(file)
  })
