import type { Limiter, LimitRule } from '@pantheon/auth'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'

/** What a store keeps for one rule, each by key. */
export interface LimiterStores {
  /** The tries of the window. */
  tries: RateLimiterAbstract
  /** Is there for as long as the key is blocked. Apart from the tries, so that giving one back cannot lift a block. */
  blocked: RateLimiterAbstract
  /** How many blocks followed one another. */
  blocks: RateLimiterAbstract
}

/** Milliseconds for which a store still holds the key; 0 when it does not. */
const msLeft = async (store: RateLimiterAbstract, key: string): Promise<number> => Math.max((await store.get(key))?.msBeforeNext ?? 0, 0)

/** Counts tries over `stores`, and blocks for longer each time. */
export const growingLimiter = ({ points, windowSeconds, maxBlockSeconds }: LimitRule, { tries, blocked, blocks }: LimiterStores): Limiter => {
  const block = async (key: string): Promise<number> => {
    const before = (await blocks.get(key))?.consumedPoints ?? 0
    const seconds = Math.min(windowSeconds * 2 ** Math.min(before, 30), Math.max(maxBlockSeconds, windowSeconds))
    await blocked.set(key, 1, seconds)
    // Remembered for as long again as the longest block: whoever waits that long could have gone on at that pace anyway.
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
        // Of those who come at the same moment, exactly one counts to this number and sets the block.
        if (refusal.consumedPoints === points + 1) return block(key)
        return Math.max(await msLeft(blocked, key), refusal.msBeforeNext, 1)
      }
    },
    giveBack: async (key) => {
      const { consumedPoints } = await tries.reward(key)
      if (consumedPoints < 0) await tries.penalty(key) // the window was over: there is nothing to give back
    },
    clear: async (key) => {
      await Promise.all([tries.delete(key), blocked.delete(key), blocks.delete(key)])
    },
  }
}
