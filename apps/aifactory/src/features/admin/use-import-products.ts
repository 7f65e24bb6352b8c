import { useTRPC } from '@pantheon/client/react'
import { mostFileBytes } from '@pantheon/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { detectEncodings } from './decode-file.ts'
import type { FileEncoding } from './file-encodings.ts'

/** A chosen file with the encodings it can be read in, the likeliest first, or why it cannot be one. */
export type ReadBytes = { bytes: Uint8Array; encodings: readonly [FileEncoding, ...FileEncoding[]] } | { problem: 'tooLarge' | 'notText' }

/** Reads a file and finds out what it may be encoded in. `language` is the reader's. */
export const readBytes = async (file: File, language: string): Promise<ReadBytes> => {
  // Another encoding may take fewer bytes than the text will; the server has the last word.
  if (file.size > mostFileBytes) return { problem: 'tooLarge' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const [likeliest, ...others] = detectEncodings(bytes, language)
  return likeliest ? { bytes, encodings: [likeliest, ...others] } : { problem: 'notText' }
}

/** Checks or imports a file of products. What was imported is read again everywhere. */
export const useImportProducts = () => {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.business.products.importFile.mutationOptions({
      onSuccess: ({ isImported }) => (isImported ? queryClient.invalidateQueries({ queryKey: trpc.business.products.pathKey() }) : undefined),
    }),
  )
}
