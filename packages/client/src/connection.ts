import type { AppRouter } from '@pantheon/api-types'
import { createTRPCClient, createWSClient, httpLink, splitLink, type TRPCClient, type TRPCLink, wsLink } from '@trpc/client'
import { endpointOf, fetchJson, socketEndpointOf } from './endpoint.ts'
import { onceHeader } from './once.ts'

/** Every procedure of the server, typed. */
export type TrpcClient = TRPCClient<AppRouter>

/** Authentication of a caller without a session cookie. */
export interface Credentials {
  /** The headers of a call. A retry passes the same `context`. */
  header(context: object): Promise<Record<string, string>>
  /** Options of the socket: its connection parameters, and a callback for when it closes. */
  socket: { connectionParams: () => Promise<Record<string, string>>; onClose: (cause?: { code?: number }) => void }
  /** Runs before all other links. */
  link: TRPCLink<AppRouter>
}

export interface ConnectionOptions {
  /** Base URL of the API, with or without a path; empty for the page's own origin. Required outside a browser. */
  baseUrl?: string
  /** URL of the WebSocket endpoint, when it is not `/ws` beside `baseUrl`. */
  wsUrl?: string
  /** The WebSocket class where none is built in (Node before 22), e.g. that of `ws`. Only subscriptions need it. */
  WebSocket?: typeof globalThis.WebSocket
  /** Additional headers of a call over HTTP. */
  headers?: (call: { type: 'query' | 'mutation' | 'subscription'; path: string }) => Record<string, string>
}

/** Subscriptions over one socket, which opens with the first subscription, reconnects by itself and resumes where it stopped. */
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

/** Sends queries and mutations one by one over HTTP (the server's fast path) and subscriptions over one socket. */
export const createConnection = (options: ConnectionOptions, credentials?: Credentials): { trpc: TrpcClient; close: () => Promise<void> } => {
  const { baseUrl = '', headers } = options
  const socket = createSocket(options, credentials)
  const http = httpLink<AppRouter>({
    url: endpointOf(baseUrl, 'trpc'),
    fetch: fetchJson,
    headers: async ({ op }) => {
      // Thrown by the first call rather than at creation: a page is also rendered on a server, which makes no calls.
      if (baseUrl === '' && typeof location === 'undefined') throw new Error('Say where the API is: createClient({ baseUrl })')
      return { ...(await credentials?.header(op.context)), ...onceHeader(op.context), ...headers?.(op) }
    },
  })
  const split = splitLink<AppRouter>({ condition: ({ type }) => type === 'subscription', true: socket.link, false: http })
  return { trpc: createTRPCClient<AppRouter>({ links: credentials ? [credentials.link, split] : [split] }), close: socket.close }
}
