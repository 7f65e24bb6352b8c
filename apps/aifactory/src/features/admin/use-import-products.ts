import { useTRPC } from '@pantheon/client/react'
import { maxFileBytes } from '@pantheon/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { detectEncodings } from './decode-file.ts'
import type { FileEncoding } from './file-encodings.ts'

/** A chosen file with its possible encodings, the likeliest first, or the reason it cannot be imported. */
export type ReadBytes = { bytes: Uint8Array; encodings: readonly [FileEncoding, ...FileEncoding[]] } | { problem: 'tooLarge' | 'notText' }

/** Reads a file and detects its possible encodings. `language` is the user's. */
export const readBytes = async (file: File, language: string): Promise<ReadBytes> => {
  // The text in UTF-8 may be larger than the file; the server checks the final size.
  if (file.size > maxFileBytes) return { problem: 'tooLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const [likeliest, ...others] = detectEncodings(bytes, language)
  return likeliest ? { bytes, encodings: [likeliest, ...others] } : { problem: 'notText' }
}

/** Checks or imports a CSV file of products. After an import all product queries are refetched. */
export const useImportProducts = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.business.products.importFile.mutationOptions({
      onSuccess: ({ isImported }) => (isImported ? queryClient.invalidateQueries({ queryKey: trpc.business.products.pathKey() }) : undefined),
    }),
  )
}
