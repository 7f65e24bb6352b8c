import type { Bucket } from '@pantheon/auth'
import { pour } from './pour.ts'

const sweptAbove = 10_000

/** Token buckets of this process, by its monotonic clock, so that clock changes do not affect them. Full ones are evicted when there are many. */
export const createMemoryBucket = (): Bucket => {
  const fullAt = new Map<string, number>()
  const sweep = (now: number): void => {
    for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key)
  }
  return {
    take: async (key, rate) => {
      const now = performance.now()
      const { fullAt: next, ...poured } = pour(fullAt.get(key) ?? 0, now, rate)
      fullAt.set(key, next)
      if (fullAt.size > sweptAbove) sweep(now)
      return poured
    },
  }
}
