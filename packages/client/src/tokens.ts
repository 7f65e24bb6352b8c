import type { TokenPair } from '@pantheon/contract'

/** Storage for tokens between runs of a program, or between the tabs of a page. */
export interface TokenStore {
  read(): TokenPair | null | Promise<TokenPair | null>
  write(pair: TokenPair | null): void | Promise<void>
}

export interface TokenSourceOptions {
  /** Requests the next pair from the server. Rejects when the server refuses. */
  refresh: (refreshToken: string) => Promise<TokenPair>
  /** True when the refusal is final: the user has to sign in again. */
  isFinal: (error: unknown) => boolean
  store?: TokenStore
}

/** A token is renewed this long before it expires, so that none expires in flight. */
const renewBeforeMs = 60_000

const inMemory = (): TokenStore => {
  let pair: TokenPair | null = null
  return {
    read: () => pair,
    write: (next) => {
      pair = next
    },
  }
}

/** Runs `work` in one tab at a time, where the browser has locks (Web Locks); elsewhere a process is alone with its store. */
const withTabLock = <T>(work: () => Promise<T>): Promise<T> =>
  typeof navigator !== 'undefined' && navigator.locks ? navigator.locks.request('pantheon-tokens', work) : work()

/**
 * Access tokens for a program, renewed silently before they expire or when the server reports one as expired. Concurrent calls
 * share one renewal; a renewal by another tab is read from the store.
 */
export const createTokenSource = ({ refresh, isFinal, store = inMemory() }: TokenSourceOptions) => {
  let renewing: Promise<string | null> | undefined

  const renew = (used: TokenPair): Promise<string | null> =>
    withTabLock(async () => {
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
    /** Stores this pair; null signs out locally. */
    set: (pair: TokenPair | null): void | Promise<void> => store.write(pair),
    /** The token to send now, renewed when it is about to expire; null while signed out. Rejects when it cannot be renewed. */
    current: async (): Promise<string | null> => {
      const pair = await store.read()
      if (!pair) return null
      return Date.parse(pair.expiresAt) - Date.now() > renewBeforeMs ? pair.accessToken : renewOnce(pair)
    },
    /** Renews `token` after the server reported it as expired, unless that has been done meanwhile. */
    expired: async (token: string | null): Promise<void> => {
      const pair = await store.read()
      if (pair && pair.accessToken === token) await renewOnce(pair)
    },
  }
}
export type TokenSource = ReturnType<typeof createTokenSource>
