import type { Throttle } from '@pantheon/auth'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { growingLimiter } from './growing-limiter.ts'
import { createMemoryBucket } from './memory-bucket.ts'

/** Counts in this process: correct for a single server, and reset when it ends. */
export const createMemoryThrottle = (): Throttle => ({
  name: 'memory',
  isEmbedded: true,
  limiter: (rule) => {
    const store = (keyPrefix: string) => new RateLimiterMemory({ keyPrefix, points: rule.points, duration: rule.windowSeconds })
    return growingLimiter(rule, { tries: store('tries'), blocked: store('blocked'), blocks: store('blocks') })
  },
  bucket: createMemoryBucket,
  close: async () => undefined,
})
