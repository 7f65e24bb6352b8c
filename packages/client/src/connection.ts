import type { AppRouter } from '@pantheon/api-types'
import { createTRPCClient, createWSClient, httpLink, splitLink, type TRPCClient, type TRPCLink, wsLink } from '@trpc/client'
import { endpointOf, fetchJson, socketEndpointOf } from './endpoint.ts'
import { onceHeader } from './once.ts'

/** Every procedure of the server, typed. */
export type TrpcClient = TRPCClient<AppRouter>

/** Who asks, where no cookie says so. */
export interface Credentials {
  /** The headers of a call, by its context: the same one when it is sent again. */
  header(context: object): Promise<Record<string, string>>
  /** What the socket says when it is opened, and what it is told when it is hung up. */
  socket: { connectionParams: () => Promise<Record<string, string>>; onClose: (cause?: { code?: number }) => void }
  /** What stands before all other links. */
  link: TRPCLink<AppRouter>
}

export interface ConnectionOptions {
  /** Where the API is, with or without a path; empty for the page's own origin. A program has to say it. */
  baseUrl?: string
  /** Where `/ws` is, when it is not beside `baseUrl`. */
  wsUrl?: string
  /** The socket's class where there is none built in (Node before 22): that of `ws`. Only subscriptions need it. */
  WebSocket?: typeof globalThis.WebSocket
  /** More headers of a call over HTTP. */
  headers?: (call: { type: 'query' | 'mutation' | 'subscription'; path: string }) => Record<string, string>
}

/** Subscriptions over one socket that opens with the first, comes back by itself and resumes where it stopped. */
const createSocket = ({ baseUrl = '', wsUrl, WebSocket = globalThis.WebSocket }: ConnectionOptions, credentials: Credentials | undefined) => {
  const open = () => {
    if (!WebSocket) throw new Error('No WebSocket here. Pass that of the package ws: createClient({ WebSocket })')
    return createWSClient({
      url: () => wsUrl ?? socketEndpointOf(baseUrl),
      lazy: { enabled: true, closeMs: 1000 },
      retryDelayMs: (attempt) => Math.min(250 * 2 ** attempt, 5000),
      keepAlive: { enabled: true, intervalMs: 15_000, pongTimeoutMs: 5000 },
      WebSocket,
      ...credentials?.socket,
    })
  }
  let socket: ReturnType<typeof open> | undefined
  const link: TRPCLink<AppRouter> = (runtime) => {
    let opened: ReturnType<TRPCLink<AppRouter>> | undefined
    return (call) => {
      socket ??= open()
      opened ??= wsLink<AppRouter>({ client: socket })(runtime)
      return opened(call)
    }
  }
  return { link, close: async (): Promise<void> => socket?.close() }
}

/** Queries and mutations one by one over HTTP (the server's fast path), subscriptions over one socket. */
export const createConnection = (options: ConnectionOptions, credentials?: Credentials): { trpc: TrpcClient; close: () => Promise<void> } => {
  const { baseUrl = '', headers } = options
  const socket = createSocket(options, credentials)
  const http = httpLink<AppRouter>({
    url: endpointOf(baseUrl, 'trpc'),
    fetch: fetchJson,
    headers: async ({ op }) => {
      // Said with the first call: a page is made on a server too, which calls nothing.
      if (baseUrl === '' && typeof location === 'undefined') throw new Error('Say where the API is: createClient({ baseUrl })')
      return { ...(await credentials?.header(op.context)), ...onceHeader(op.context), ...headers?.(op) }
    },
  })
  const split = splitLink<AppRouter>({ condition: ({ type }) => type === 'subscription', true: socket.link, false: http })
  return { trpc: createTRPCClient<AppRouter>({ links: credentials ? [credentials.link, split] : [split] }), close: socket.close }
}
