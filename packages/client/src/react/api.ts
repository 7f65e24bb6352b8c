import { MutationCache, QueryClient } from '@tanstack/react-query'
import { type ConnectionOptions, createConnection } from '../connection.ts'
import { errorOf, isFinal, loadErrorSentences } from '../errors.ts'
import { createHealingCache } from './heal.ts'
import { createLive } from './live.ts'
import { shownToHeader } from './shown-to.ts'

const createQueryClient = (): QueryClient => {
  const queryClient: QueryClient = new QueryClient({
    queryCache: createHealingCache(() => queryClient),
    // The page is somebody else's by now: it is to show what they may see.
    mutationCache: new MutationCache({ onError: (error) => errorOf(error).code === 'session.changed' && queryClient.invalidateQueries() }),
    defaultOptions: {
      queries: {
        staleTime: 30_000, // events say sooner what is old
        retry: (count, error) => count < 2 && !isFinal(error),
        retryDelay: (attempt) => Math.min(400 * 2 ** attempt, 4000),
      },
      // Without a connection a change is refused at once, not sent behind the person's back when it returns.
      mutations: { networkMode: 'always' },
    },
  })
  return queryClient
}

/** A page's connection to the API: the client, a cache of what it read, and the live updates that keep the cache true. */
export const createApi = (options: Pick<ConnectionOptions, 'baseUrl' | 'wsUrl'> = {}) => {
  const queryClient = createQueryClient()
  const { trpc, close } = createConnection({ ...options, headers: ({ type, path }) => (type === 'mutation' ? shownToHeader(queryClient, path) : {}) })
  // A page can do without them until something is refused.
  void loadErrorSentences('en').catch(() => undefined)
  return { queryClient, trpcClient: trpc, live: createLive(queryClient, trpc), close }
}
export type Api = ReturnType<typeof createApi>
