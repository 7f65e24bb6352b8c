import { useTRPC } from '@pantheon/client'
import { mostFileBytes } from '@pantheon/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'

/** A chosen file as text, or why it cannot be one. */
export type ReadText = { csv: string } | { problem: 'tooLarge' | 'notText' }

/** Reads a file as UTF-8, else as the encoding Japanese spreadsheets still save in. */
export const readText = async (file: File): Promise<ReadText> => {
  // Another encoding may take fewer bytes than the text will; the server has the last word.
  if (file.size > mostFileBytes) return { problem: 'tooLarge' }
  const bytes = await file.arrayBuffer()
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      const csv = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!csv.includes('\0')) return { csv }
    } catch {
      // Not in this encoding; perhaps in the next.
    }
  }
  return { problem: 'notText' }
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
