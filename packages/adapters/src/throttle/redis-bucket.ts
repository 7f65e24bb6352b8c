import type { Bucket } from '@pantheon/auth'
import type { Redis } from 'ioredis'
import { createMemoryBucket } from './memory-bucket.ts'
import { msPerToken, pour } from './pour.ts'

/**
 * Takes a token if there is one, and returns the previous fill time and the current time, from which `pour` computes the result, so that
 * the arithmetic exists once. The time is Redis' own, because servers' clocks differ.
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

/** Token buckets shared by all servers. While Redis is unavailable each server has its own. */
export const createRedisBucket = (redis: Redis, name: string): Bucket => {
  const own = createMemoryBucket()
  return {
    take: async (key, rate) => {
      try {
        const answer = await redis.eval(script, 1, `pantheon:bucket:${name}:${key}`, String(msPerToken(rate)), String(rate.burst))
        const [now, before] = (answer as [string, string]).map(Number) as [number, number]
        const { fullAt: _, ...poured } = pour(before, now, rate)
        return poured
      } catch {
        return own.take(key, rate)
      }
    },
  }
}
