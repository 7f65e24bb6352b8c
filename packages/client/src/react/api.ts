import { MutationCache, QueryClient } from '@tanstack/react-query'
import { type ConnectionOptions, createConnection } from '../connection.ts'
import { errorOf, isFinal, loadErrorSentences } from '../errors.ts'
import { createLive } from './live.ts'
import { createQueryCache } from './query-cache.ts'
import { shownToHeader } from './shown-to.ts'

const createQueryClient = (): QueryClient => {
  const queryClient: QueryClient = new QueryClient({
    queryCache: createQueryCache(() => queryClient),
    // The session belongs to another user or organization by now: refetch everything it may see.
    mutationCache: new MutationCache({ onError: (error) => errorOf(error).code === 'session.changed' && queryClient.invalidateQueries() }),
    defaultOptions: {
      queries: {
        staleTime: 30_000, // live events invalidate stale data sooner
        retry: (count, error) => count < 2 && !isFinal(error),
        retryDelay: (attempt) => Math.min(400 * 2 ** attempt, 4000),
      },
      // Without a connection a mutation fails at once instead of being sent unseen when the connection returns.
      mutations: { networkMode: 'always' },
    },
  })
  return queryClient
}

/** A page's API: the client, the query cache, and the live updates that keep the cache fresh. */
export const createApi = (options: Pick<ConnectionOptions, 'baseUrl' | 'wsUrl'> = {}) => {
  const queryClient = createQueryClient()
  const { trpc, close } = createConnection({ ...options, headers: ({ type, path }) => (type === 'mutation' ? shownToHeader(queryClient, path) : {}) })
  // Not awaited: a page needs these messages only when a call fails.
  void loadErrorSentences('en').catch(() => undefined)
  return { queryClient, trpcClient: trpc, live: createLive(queryClient, trpc), close }
}
export type Api = ReturnType<typeof createApi>
