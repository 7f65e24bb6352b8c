import type { Limiter, LimitRule } from '@pantheon/auth'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'

/** The state of one rule, by key. */
export interface LimiterStores {
  /** Attempts in the current window. */
  tries: RateLimiterAbstract
  /** Exists while the key is blocked. Separate from the attempts, so that returning one cannot lift a block. */
  blocked: RateLimiterAbstract
  /** Number of consecutive blocks. */
  blocks: RateLimiterAbstract
}

/** Milliseconds until the key expires in a store; 0 when it does not exist. */
const msLeft = async (store: RateLimiterAbstract, key: string): Promise<number> => Math.max((await store.get(key))?.msBeforeNext ?? 0, 0)

/** Counts attempts in `stores`, and doubles the duration of consecutive blocks. */
export const growingLimiter = ({ points, windowSeconds, maxBlockSeconds }: LimitRule, { tries, blocked, blocks }: LimiterStores): Limiter => {
  const block = async (key: string): Promise<number> => {
    const before = (await blocks.get(key))?.consumedPoints ?? 0
    const seconds = Math.min(windowSeconds * 2 ** Math.min(before, 30), Math.max(maxBlockSeconds, windowSeconds))
    await blocked.set(key, 1, seconds)
    // Stored for the longest block beyond the current one: a client that waits that long could have continued at that rate anyway.
    await blocks.set(key, before + 1, seconds + maxBlockSeconds)
    return seconds * 1000
  }
  return {
    state: async (key) => {
      const [wait, tried] = await Promise.all([msLeft(blocked, key), tries.get(key)])
      const left = wait > 0 ? 0 : Math.max(points - (tried?.consumedPoints ?? 0), 0)
      return { quota: points, windowSeconds, left, moreInMs: wait || (left === points ? 0 : Math.max(tried?.msBeforeNext ?? 0, 0)) }
    },
    take: async (key) => {
      const wait = await msLeft(blocked, key)
      if (wait > 0) return wait
      try {
        await tries.consume(key)
        return 0
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal
        // Of concurrent calls, exactly one reaches this number and sets the block.
        if (refusal.consumedPoints === points + 1) return block(key)
        return Math.max(await msLeft(blocked, key), refusal.msBeforeNext, 1)
      }
    },
    giveBack: async (key) => {
      const { consumedPoints } = await tries.reward(key)
      if (consumedPoints < 0) await tries.penalty(key) // the window has ended, so there is no attempt to return
    },
    clear: async (key) => {
      await Promise.all([tries.delete(key), blocked.delete(key), blocks.delete(key)])
    },
  }
}
