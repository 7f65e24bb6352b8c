import type { ExportAudit, ExportedFile, ListAudit, Locale } from '@pantheon/contract'
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { loadedOf, loadedPagesOf, useAction } from '../account/action.ts'
import { useTRPC, useTRPCClient } from '../provider.tsx'
import { useEveryMember } from './use-members.ts'

type AuditQuery = Partial<Omit<ListAudit, 'limit' | 'cursor'>>

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/** A verification reads the whole log, so it runs when the page opens and on request. */
const verdictFreshMs = 5 * 60_000

/**
 * The audit log, its verification, and its exports. `save` offers a file for download. Disabled for users without the permission.
 */
export const useAudit = (locale: Locale, query: AuditQuery, isAllowed: boolean, save: (fileName: string, content: Blob) => void) => {
  const trpc = useTRPC()
  const client = useTRPCClient()
  const queryClient = useQueryClient()
  const list = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { limit: 50, ...query },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, placeholderData: keepPreviousData, enabled: isAllowed },
    ),
  )
  const verdict = useQuery({
    // Not under `audit`: every event invalidates that key and would cause the whole log to be read again.
    queryKey: ['audit-verdict', query.chain],
    queryFn: () => client.audit.verify.mutate({ chain: query.chain }),
    staleTime: verdictFreshMs,
    enabled: isAllowed,
  })
  const people = useEveryMember(isAllowed)
  const kept = useMutation(trpc.audit.verify.mutationOptions())
  const keptAction = useAction(kept, locale)
  const checkpoint = useMutation({
    mutationFn: () => client.audit.checkpoint.query({ chain: query.chain }),
    onSuccess: (signed) => {
      // The new checkpoint is part of what the log is verified against.
      void queryClient.invalidateQueries({ queryKey: ['audit-verdict'] })
      save(`audit-checkpoint-${signed.seq}.json`, new Blob([`${JSON.stringify(signed, null, 2)}\n`], { type: 'application/json' }))
    },
  })
  const file = useMutation({
    mutationFn: (input: Partial<ExportAudit>) => client.audit.export.query(input),
    onSuccess: ({ fileName, mediaType, base64 }: ExportedFile) => save(fileName, new Blob([bytesOf(base64)], { type: mediaType })),
  })
  return {
    entries: loadedPagesOf(list, locale),
    people: people ?? [],
    verdict: { ...loadedOf(verdict, locale), isChecking: verdict.isFetching },
    kept: {
      verdict: kept.data,
      refusal: keptAction.refusal,
      isChecking: kept.isPending,
      check: (signed: NonNullable<Parameters<typeof kept.mutate>[0]['checkpoint']>) => kept.mutate({ chain: query.chain, checkpoint: signed }),
    },
    checkpoint: useAction(checkpoint, locale),
    file: useAction(file, locale),
    exporting: file.isPending ? file.variables.format : undefined,
  }
}
