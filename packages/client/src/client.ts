import type { AppRouter } from '@pantheon/api-types'
import type { SignIn } from '@pantheon/contract'
import { createTRPCClient, httpLink, retryLink } from '@trpc/client'
import { type ConnectionOptions, type Credentials, createConnection, type TrpcClient } from './connection.ts'
import { endpointOf, fetchJson } from './endpoint.ts'
import { errorOf, isFinal } from './errors.ts'
import { createTokenSource, type TokenSource, type TokenStore } from './tokens.ts'

export interface ClientOptions extends ConnectionOptions {
  /**
   * For programs: they sign in with tokens, which are kept in this store and renewed silently. Without it the browser's session
   * cookie authenticates the calls.
   */
  tokens?: TokenStore
}

export interface Client {
  trpc: TrpcClient
  /** Signs a program in. Requires the `tokens` option. */
  signIn(credentials: SignIn): Promise<void>
  /** Closes the connection for good. */
  close(): Promise<void>
}

/** WebSocket close code of the server for an expired token or changed permissions. */
const accessChanged = 4401

/**
 * Connection parameters of the socket: the current token, renewed first when the server closed the socket because of the last
 * one.
 */
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

/** Whether to retry: the server reports the token as expired although the local clock did not. */
const isRenewable = ({ error, attempts }: { error: unknown; attempts: number }): boolean => attempts <= 1 && errorOf(error).code === 'auth.token_expired'

const createCredentials = (source: TokenSource): Credentials => {
  // The token each call was sent with, keyed by the call's context: a retry renews it first.
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

/** Self-renewing tokens. Their own calls go over a connection without credentials. */
const createTokens = (baseUrl: string, store: TokenStore) => {
  const { auth } = createTRPCClient<AppRouter>({ links: [httpLink({ url: endpointOf(baseUrl, 'trpc'), fetch: fetchJson })] })
  const source = createTokenSource({ store, isFinal, refresh: (refreshToken) => auth.tokens.refresh.mutate({ refreshToken }) })
  return { source, issue: auth.tokens.issue.mutate }
}

/** Creates an API client without React, for programs, scripts and event handlers, in Node and in browsers. */
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
