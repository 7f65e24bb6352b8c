import type { Throttle } from '@pantheon/auth'
import type { Logger } from '@pantheon/kernel'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { connectRedis } from '../redis/connect.ts'
import { growingLimiter } from './growing-limiter.ts'
import { createRedisBucket } from './redis-bucket.ts'

/**
 * Counts in Redis, for all servers together. While Redis is unavailable each server counts by itself: nobody is locked out, and the limit
 * grows at most by the number of servers.
 */
export const createRedisThrottle = (redisUrl: string, logger: Logger): Throttle => {
  const storeClient = connectRedis(redisUrl, 'throttle', logger)
  return {
    name: 'Redis',
    isEmbedded: false,
    limiter: (rule) => {
      const store = (kind: string) => {
        const limits = { keyPrefix: `pantheon:throttle:${rule.name}:${kind}`, points: rule.points, duration: rule.windowSeconds }
        return new RateLimiterRedis({ ...limits, storeClient, rejectIfRedisNotReady: true, insuranceLimiter: new RateLimiterMemory(limits) })
      }
      return growingLimiter(rule, { tries: store('tries'), blocked: store('blocked'), blocks: store('blocks') })
    },
    bucket: (name) => createRedisBucket(storeClient, name),
    close: async () => storeClient.disconnect(),
  }
}
