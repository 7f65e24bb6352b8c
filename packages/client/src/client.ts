import type { AppRouter } from '@pantheon/api-types'
import type { SignIn } from '@pantheon/contract'
import { createTRPCClient, httpLink, retryLink } from '@trpc/client'
import { type ConnectionOptions, type Credentials, createConnection, type TrpcClient } from './connection.ts'
import { endpointOf, fetchJson } from './endpoint.ts'
import { errorOf, isFinal } from './errors.ts'
import { createTokenSource, type TokenSource, type TokenStore } from './tokens.ts'

export interface ClientOptions extends ConnectionOptions {
  /**
   * For programs: they sign in with tokens, which are kept here and renewed silently. Without it the browser's cookie
   * says who asks.
   */
  tokens?: TokenStore
}

export interface Client {
  trpc: TrpcClient
  /** Signs a program in. Needs a place for its `tokens`. */
  signIn(credentials: SignIn): Promise<void>
  /** Hangs up for good. */
  close(): Promise<void>
}

/** The server hangs up with this when a token is over, or the rights it stood for have changed. */
const accessChanged = 4401

/** What the socket says of who opens it: a token, and the next one where the server has hung up because of the last. */
const socketTokens = (source: TokenSource): Credentials['socket'] => {
  let opened: string | null = null
  let isRefused = false
  return {
    onClose: (cause) => {
      isRefused = cause?.code === accessChanged
    },
    connectionParams: async () => {
      if (isRefused) await source.expired(opened)
      opened = await source.current()
      return { token: opened ?? '' }
    },
  }
}

/** Whether to ask once more: the server says that the token is over, though our clock said it was not. */
const isRenewable = ({ error, attempts }: { error: unknown; attempts: number }): boolean => attempts <= 1 && errorOf(error).code === 'auth.token_expired'

const createCredentials = (source: TokenSource): Credentials => {
  // The token each call was sent with, by the call's own context: a second try has it renewed first.
  const sent = new WeakMap<object, string | null>()
  return {
    header: async (context) => {
      const before = sent.get(context)
      if (before !== undefined) await source.expired(before)
      const token = await source.current()
      sent.set(context, token)
      return token === null ? {} : { authorization: `Bearer ${token}` }
    },
    socket: socketTokens(source),
    link: retryLink<AppRouter>({ retry: isRenewable, retryDelayMs: () => 0 }),
  }
}

/** Tokens that renew themselves over a connection that carries none. */
const createTokens = (baseUrl: string, store: TokenStore) => {
  const { auth } = createTRPCClient<AppRouter>({ links: [httpLink({ url: endpointOf(baseUrl, 'trpc'), fetch: fetchJson })] })
  const source = createTokenSource({ store, isFinal, refresh: (refreshToken) => auth.tokens.refresh.mutate({ refreshToken }) })
  return { source, issue: auth.tokens.issue.mutate }
}

/** The connection to the API, without React: for programs, scripts and event handlers, in Node and in browsers. */
export const createClient = (options: ClientOptions = {}): Client => {
  const tokens = options.tokens && createTokens(options.baseUrl ?? '', options.tokens)
  return {
    ...createConnection(options, tokens && createCredentials(tokens.source)),
    signIn: async (credentials) => {
      if (!tokens) throw new Error('Say where tokens are kept: createClient({ tokens })')
      await tokens.source.set(await tokens.issue(credentials))
    },
  }
}
