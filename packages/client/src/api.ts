import type { AppRouter } from '@pantheon/api'
import type { SignIn } from '@pantheon/contract'
import { MutationCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, createWSClient, httpLink, retryLink, splitLink, wsLink } from '@trpc/client'
import { errorOf, isFinal, loadErrorSentences } from './errors.ts'
import { createLive } from './live.ts'
import { onceHeader } from './once.ts'
import { shownToHeader } from './shown-to.ts'
import { createTokenSource, type TokenSource, type TokenStore } from './tokens.ts'

/** The typed client without React: for scripts and event handlers. */
export type ApiClient = ReturnType<typeof createTRPCClient<AppRouter>>

export interface ApiOptions {
  /** Where the API is; empty for the page's own origin. */
  baseUrl?: string
  /** Where `/ws` is, when it is not beside `baseUrl`. */
  wsUrl?: string
  /**
   * For programs: they sign in with tokens, which are kept here and renewed silently. Without it the browser's cookie
   * says who asks.
   */
  tokens?: TokenStore
  /** The socket's class where there is none built in (Node before 22): that of `ws`. */
  WebSocket?: typeof globalThis.WebSocket
}

const socketUrl = (baseUrl: string): string => {
  const { protocol, host } = new URL(baseUrl === '' ? location.href : baseUrl)
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`
}

const createQueryClient = (): QueryClient => {
  const queryClient: QueryClient = new QueryClient({
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

/** The server hangs up with this when a token is over, or the rights it stood for have changed. */
const accessChanged = 4401

/** Tokens that renew themselves over a connection that carries none. */
const createTokens = (url: string, store: TokenStore) => {
  const bare = createTRPCClient<AppRouter>({ links: [httpLink({ url })] })
  const source = createTokenSource({ store, isFinal, refresh: (refreshToken) => bare.auth.tokens.refresh.mutate({ refreshToken }) })
  return { source, issue: bare.auth.tokens.issue.mutate }
}

/**
 * The connection to the API: queries and mutations one by one over HTTP (the server's fast path), subscriptions over
 * one socket that opens when it is needed, comes back by itself and resumes where it stopped.
 */
export const createApi = ({ baseUrl = '', wsUrl, tokens: store, WebSocket }: ApiOptions = {}) => {
  const url = `${baseUrl}/trpc`
  const queryClient = createQueryClient()
  const tokens = store && createTokens(url, store)
  // The token each call was sent with, by the call's own context: a second try has it renewed first.
  const sent = new WeakMap<object, string | null>()
  const authorization = async ({ op }: { op: { context: object } }): Promise<Record<string, string>> => {
    const before = sent.get(op.context)
    if (before !== undefined) await tokens?.source.expired(before)
    const token = (await tokens?.source.current()) ?? null
    sent.set(op.context, token)
    return token === null ? {} : { authorization: `Bearer ${token}` }
  }
  /** Whether to ask once more: the server says that the token is over, though our clock said it was not. */
  const renewed = (error: unknown, attempts: number): boolean => attempts <= 1 && errorOf(error).code === 'auth.token_expired'

  let opened: string | null = null
  let isRefused = false
  const onClose = (cause?: { code?: number }): void => {
    isRefused = cause?.code === accessChanged
  }
  const socketToken = async (source: TokenSource): Promise<string> => {
    if (isRefused) await source.expired(opened)
    opened = await source.current()
    return opened ?? ''
  }

  const socket = createWSClient({
    url: () => wsUrl ?? socketUrl(baseUrl),
    lazy: { enabled: true, closeMs: 1000 },
    retryDelayMs: (attempt) => Math.min(250 * 2 ** attempt, 5000),
    keepAlive: { enabled: true, intervalMs: 15_000, pongTimeoutMs: 5000 },
    // The server hangs up when the token ends; the socket comes back with the next one and resumes where it stopped.
    ...(tokens && { connectionParams: async () => ({ token: await socketToken(tokens.source) }), onClose }),
    ...(WebSocket && { WebSocket }),
  })
  const trpcClient = createTRPCClient<AppRouter>({
    links: [
      ...(tokens ? [retryLink<AppRouter>({ retry: ({ error, attempts }) => renewed(error, attempts), retryDelayMs: () => 0 })] : []),
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: wsLink({ client: socket }),
        false: httpLink({
          url,
          headers: async ({ op }) => ({
            ...(await authorization({ op })),
            ...onceHeader(op.context),
            ...(op.type === 'mutation' && shownToHeader(queryClient, op.path)),
          }),
        }),
      }),
    ],
  })
  // A page can do without them until something is refused.
  void loadErrorSentences('en').catch(() => undefined)
  return {
    queryClient,
    trpcClient,
    live: createLive(queryClient, trpcClient),
    /** Signs a program in. Needs a place for its `tokens`. */
    signIn: async (credentials: SignIn): Promise<void> => {
      if (!tokens) throw new Error('Say where tokens are kept: createApi({ tokens })')
      await tokens.source.set(await tokens.issue(credentials))
    },
    /** Hangs up for good. */
    close: (): Promise<void> => socket.close(),
  }
}
export type Api = ReturnType<typeof createApi>
