import type { TokenPair } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { createTokenSource, type TokenStore } from '../src/tokens.ts'

const pair = (n: number, livesMs: number): TokenPair => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  expiresAt: new Date(Date.now() + livesMs).toISOString(),
})
const storeOf = (first: TokenPair | null): TokenStore & { pair: TokenPair | null } => {
  const store = { pair: first, read: () => store.pair, write: (next: TokenPair | null) => void (store.pair = next) }
  return store
}
const refusal = new Error('refused')

const source = (store: TokenStore, answer: () => Promise<TokenPair> = async () => pair(2, 900_000)) => {
  const asked: string[] = []
  const refresh = (token: string) => {
    asked.push(token)
    return answer()
  }
  return { asked, ...createTokenSource({ store, refresh, isFinal: (error) => error === refusal }) }
}

describe('Tokens of a program', () => {
  it('are sent as they are while they are good', async () => {
    const tokens = source(storeOf(pair(1, 900_000)))
    expect(await tokens.current()).toBe('access-1')
    expect(tokens.asked).toEqual([])
  })

  it('are renewed before they end, once for all who ask at the same time', async () => {
    const store = storeOf(pair(1, 30_000))
    const tokens = source(store)
    expect(await Promise.all([tokens.current(), tokens.current(), tokens.current()])).toEqual(['access-2', 'access-2', 'access-2'])
    expect(tokens.asked).toEqual(['refresh-1'])
    expect(await tokens.current()).toBe('access-2')
  })

  it('are renewed when the server says they are over, unless they have been meanwhile', async () => {
    const tokens = source(storeOf(pair(1, 900_000)))
    await tokens.expired('access-1')
    await tokens.expired('access-1')
    expect(tokens.asked).toEqual(['refresh-1'])
    expect(await tokens.current()).toBe('access-2')
  })

  it('are kept when the server cannot be reached, and dropped when it refuses', async () => {
    const store = storeOf(pair(1, 10_000))
    let error = new Error('no network')
    const tokens = source(store, () => Promise.reject(error))
    await expect(tokens.current()).rejects.toThrow('no network')
    expect(store.pair?.refreshToken).toBe('refresh-1')
    error = refusal
    await expect(tokens.current()).rejects.toThrow('refused')
    expect(await tokens.current()).toBeNull()
  })
})
