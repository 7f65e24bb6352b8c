import { createHash } from 'node:crypto'
import type { Logger } from '@pantheon/kernel'
import { z } from 'zod'
import { connectRedis } from './connect.ts'

const Answer = z.object({ body: z.string(), madeAt: z.number() })

/**
 * A short-lived cache of responses that several servers share through Redis. `database` identifies the database they were read from, so
 * that systems that share a Redis are separated. Without Redis nothing is cached, and nothing fails.
 */
export const createRedisAnswers = (redisUrl: string, database: string, logger: Logger) => {
  const redis = connectRedis(redisUrl, 'answers', logger)
  const space = createHash('sha256').update(database).digest('base64url').slice(0, 16)
  const named = (key: string): string => `pantheon:answers:${space}:${key}`
  return {
    get: async (key: string): Promise<z.infer<typeof Answer> | undefined> => {
      try {
        return Answer.safeParse(JSON.parse((await redis.get(named(key))) ?? 'null')).data
      } catch {
        return undefined
      }
    },
    set: async (key: string, answer: z.infer<typeof Answer>, forMs: number): Promise<void> => {
      try {
        await redis.set(named(key), JSON.stringify(answer), 'PX', forMs)
      } catch {
        // The other servers then query the database themselves.
      }
    },
    close: async (): Promise<void> => redis.disconnect(),
  }
}
