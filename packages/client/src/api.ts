import type { AppRouter } from '@pantheon/api'
import { QueryClient } from '@tanstack/react-query'
import { createTRPCClient, createWSClient, httpLink, splitLink, wsLink } from '@trpc/client'
import { isFinal } from './errors.ts'
import { createLive } from './live.ts'

/** The typed client without React: for scripts and event handlers. */
export type ApiClient = ReturnType<typeof createTRPCClient<AppRouter>>

export interface ApiOptions {
  /** Where the API is; empty for the page's own origin. */
  baseUrl?: string
  /** Where `/ws` is, when it is not on the page's own origin. */
  wsUrl?: string
}

const ownSocket = (): string => `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`

const createQueryClient = (): QueryClient =>
  new QueryClient({
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

/**
 * The connection to the API: queries and mutations one by one over HTTP (the server's fast path), subscriptions over
 * one socket that opens when it is needed, comes back by itself and resumes where it stopped.
 */
export const createApi = ({ baseUrl = '', wsUrl }: ApiOptions = {}) => {
  const socket = createWSClient({
    url: () => wsUrl ?? ownSocket(),
    lazy: { enabled: true, closeMs: 1000 },
    retryDelayMs: (attempt) => Math.min(250 * 2 ** attempt, 5000),
    keepAlive: { enabled: true, intervalMs: 15_000, pongTimeoutMs: 5000 },
  })
  const trpcClient = createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: wsLink({ client: socket }),
        false: httpLink({ url: `${baseUrl}/trpc` }),
      }),
    ],
  })
  const queryClient = createQueryClient()
  return { queryClient, trpcClient, live: createLive(queryClient, trpcClient) }
}
export type Api = ReturnType<typeof createApi>
