import type { Bucket } from '@pantheon/auth'
import type { Redis } from 'ioredis'
import { createMemoryBucket } from './memory-bucket.ts'
import { msForOne, pour } from './pour.ts'

/**
 * Reads when the bucket is full, takes one if there is one, and says when it was to be full before and what time it is:
 * `pour` makes the answer of that, so that there is one arithmetic. The time is Redis' own: servers' clocks differ.
 */
const script = `
local clock = redis.call('time')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local before = tonumber(redis.call('get', KEYS[1]) or '0')
local missing = math.max(before - now, 0)
local one = tonumber(ARGV[1])
if missing + one <= tonumber(ARGV[2]) * one then
  local after = missing + one
  redis.call('set', KEYS[1], string.format('%.3f', now + after), 'PX', math.ceil(after))
end
return { tostring(now), string.format('%.3f', before) }`

/** Buckets that all servers share. While Redis is away each server has its own. */
export const createRedisBucket = (redis: Redis, name: string): Bucket => {
  const own = createMemoryBucket()
  return {
    take: async (key, rate) => {
      try {
        const answer = await redis.eval(script, 1, `pantheon:bucket:${name}:${key}`, String(msForOne(rate)), String(rate.burst))
        const [now, before] = (answer as [string, string]).map(Number) as [number, number]
        const { fullAt: _, ...poured } = pour(before, now, rate)
        return poured
      } catch {
        return own.take(key, rate)
      }
    },
  }
}
