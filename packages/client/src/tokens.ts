import type { TokenPair } from '@pantheon/contract'

/** Where a program keeps its tokens between runs, or a page between its tabs. */
export interface TokenStore {
  read(): TokenPair | null | Promise<TokenPair | null>
  write(pair: TokenPair | null): void | Promise<void>
}

export interface TokenSourceOptions {
  /** Asks the server for the next pair. Rejects when it refuses. */
  refresh: (refreshToken: string) => Promise<TokenPair>
  /** True when the refusal is final: the person has to sign in again. */
  isFinal: (error: unknown) => boolean
  store?: TokenStore
}

/** A token is renewed this long before it ends, so that none ends on its way to the server. */
const earlyMs = 60_000

const inMemory = (): TokenStore => {
  let pair: TokenPair | null = null
  return {
    read: () => pair,
    write: (next) => {
      pair = next
    },
  }
}

/** One tab at a time, where the browser has locks (Web Locks); elsewhere a process is alone with its store. */
const oneTabAtATime = <T>(work: () => Promise<T>): Promise<T> =>
  typeof navigator !== 'undefined' && navigator.locks ? navigator.locks.request('pantheon-tokens', work) : work()

/**
 * Access tokens for a program, renewed silently: before they end, or when the server says that one has. Calls that ask
 * at the same time share one renewal; another tab's renewal is taken over from the store.
 */
export const createTokenSource = ({ refresh, isFinal, store = inMemory() }: TokenSourceOptions) => {
  let renewing: Promise<string | null> | undefined

  const renew = (used: TokenPair): Promise<string | null> =>
    oneTabAtATime(async () => {
      const current = await store.read()
      if (!current || current.refreshToken !== used.refreshToken) return current?.accessToken ?? null
      try {
        const next = await refresh(used.refreshToken)
        await store.write(next)
        return next.accessToken
      } catch (error) {
        if (isFinal(error)) await store.write(null)
        throw error
      }
    })
  const renewOnce = (used: TokenPair): Promise<string | null> => {
    renewing ??= renew(used).finally(() => {
      renewing = undefined
    })
    return renewing
  }

  return {
    /** Signed in with this pair from now on; null signs out here. */
    set: (pair: TokenPair | null): void | Promise<void> => store.write(pair),
    /** The token to send now, renewed when it is about to end; null while signed out. Rejects when it cannot be renewed. */
    current: async (): Promise<string | null> => {
      const pair = await store.read()
      if (!pair) return null
      return Date.parse(pair.expiresAt) - Date.now() > earlyMs ? pair.accessToken : renewOnce(pair)
    },
    /** The server says that `token` is over, whatever our clock says: renews it, unless that has been done meanwhile. */
    expired: async (token: string | null): Promise<void> => {
      const pair = await store.read()
      if (pair && pair.accessToken === token) await renewOnce(pair)
    },
  }
}
export type TokenSource = ReturnType<typeof createTokenSource>
