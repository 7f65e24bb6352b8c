import { randomUUID } from 'node:crypto'
import type { Limiter, LimitRule, Throttle } from '@pantheon/auth'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, it } from 'vitest'
import { createMemoryThrottle } from '../src/throttle/memory-throttle.ts'
import { createRedisThrottle } from '../src/throttle/redis-throttle.ts'
import { openLine, testRedis } from './redis-line.ts'

const said: string[] = []
const hear = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`)
const logger = { info: hear, warn: hear, error: hear }
const ends: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of ends.reverse()) await end()
})

const ruleOf = (change: Partial<LimitRule> = {}): LimitRule => ({ name: `test-${randomUUID()}`, points: 3, windowSeconds: 60, maxBlockSeconds: 600, ...change })
const keep = <T extends Throttle>(throttle: T): T => {
  ends.push(() => throttle.close())
  return throttle
}
const spend = async (limiter: Limiter, key: string, times: number) => {
  const waits: number[] = []
  for (let i = 0; i < times; i++) waits.push(await limiter.take(key))
  return waits
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Counts in Redis, once its connection stands: until then it counts by itself. */
const openRedis = async (url = testRedis.url) => {
  const throttle = keep(createRedisThrottle(url, logger))
  const eye = new Redis(testRedis.url)
  const rule = ruleOf({ points: 1000 })
  const seen = async () => {
    await throttle.limiter(rule).take('probe')
    return eye.exists(`pantheon:throttle:${rule.name}:tries:probe`)
  }
  while ((await seen()) === 0) await pause(10)
  eye.disconnect()
  return throttle
}

/** `shortest` is the shortest window in seconds: Redis counts in whole ones. */
const stores = [
  { name: 'memory', missing: '', shortest: 0.1, open: async () => keep(createMemoryThrottle()) },
  { name: 'Redis', missing: testRedis.missing, shortest: 1, open: () => openRedis() },
]

// What waits for blocks to be over waits beside each other.
describe.each(stores)('Tries counted in $name $missing', { concurrent: true }, ({ name, missing, shortest, open }) => {
  const limiterOf = async (change?: Partial<LimitRule>) => (await open()).limiter(ruleOf(change))

  it.skipIf(missing)('are free up to the number of points, then wait', async () => {
    const limiter = await limiterOf()
    expect(await spend(limiter, 'a', 3)).toEqual([0, 0, 0])
    const wait = await limiter.take('a')
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60_000)
  })

  it.skipIf(missing)('are counted for each key and each rule on its own', async () => {
    const throttle = await open()
    const [one, other] = [throttle.limiter(ruleOf()), throttle.limiter(ruleOf())]
    await spend(one, 'a', 4)
    expect(await one.take('b')).toBe(0)
    expect(await other.take('a')).toBe(0)
  })

  it.skipIf(missing)('let no more than the points through, however many come at once', async () => {
    const limiter = await limiterOf({ points: 5 })
    const waits = await Promise.all(Array.from({ length: 50 }, () => limiter.take('a')))
    expect(waits.filter((wait) => wait === 0)).toHaveLength(5)
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000) // one block, not many that grew
  })

  it.skipIf(missing)('do not lengthen the wait when they are refused', async () => {
    const limiter = await limiterOf()
    await spend(limiter, 'a', 4)
    const waits = await spend(limiter, 'a', 200)
    expect(waits).toEqual([...waits].sort((a, b) => b - a))
    expect(waits[0]).toBeLessThanOrEqual(60_000)
  })

  it.skipIf(missing)('wait twice as long the second time, up to the longest, and are free in between', async () => {
    const limiter = await limiterOf({ windowSeconds: shortest, maxBlockSeconds: 2 * shortest })
    const blocks: number[] = []
    for (let round = 0; round < 3; round++) {
      const last = blocks.at(-1)
      if (last !== undefined) await pause(last + 30)
      expect(await spend(limiter, 'a', 3)).toEqual([0, 0, 0])
      blocks.push(await limiter.take('a'))
    }
    expect(blocks).toEqual([1000, 2000, 2000].map((ms) => ms * shortest))
  })

  it.skipIf(missing)('forget earlier blocks after a quiet time', async () => {
    const blockedFor = (maxBlockSeconds: number) => limiterOf({ points: 1, windowSeconds: shortest, maxBlockSeconds })
    const [forgetful, strict] = [await blockedFor(2 * shortest), await blockedFor(80 * shortest)]
    await Promise.all([spend(forgetful, 'a', 2), spend(strict, 'a', 2)])
    await pause(3000 * shortest + 100) // the block, and as long as the longest block of the first of them
    expect(await spend(forgetful, 'a', 2)).toEqual([0, 1000 * shortest])
    expect(await spend(strict, 'a', 2)).toEqual([0, 2000 * shortest])
  })

  it.skipIf(missing)('are forgotten when it was the right person', async () => {
    const limiter = await limiterOf()
    await spend(limiter, 'a', 5)
    await limiter.clear('a')
    expect(await spend(limiter, 'a', 3)).toEqual([0, 0, 0])
    expect(await limiter.take('a')).toBe(60_000)
  })

  it.skipIf(missing)('can be given back, one by one', async () => {
    const limiter = await limiterOf()
    for (let i = 0; i < 20; i++) {
      expect(await limiter.take('a')).toBe(0)
      await limiter.giveBack('a')
    }
    expect(await spend(limiter, 'a', 3)).toEqual([0, 0, 0])
    expect(await limiter.take('a')).toBeGreaterThan(0)
  })

  it.skipIf(missing)('are not lifted from a block by giving back, and nobody gets more than the points for it', async () => {
    const limiter = await limiterOf()
    await spend(limiter, 'a', 4)
    for (let i = 0; i < 10; i++) await limiter.giveBack('a')
    expect(await limiter.take('a')).toBeGreaterThan(0)
    for (let i = 0; i < 10; i++) await limiter.giveBack('new')
    expect(await spend(limiter, 'new', 3)).toEqual([0, 0, 0])
    expect(await limiter.take('new')).toBeGreaterThan(0)
  })

  it.skipIf(missing)('say where they are counted', async () => {
    expect(await open()).toMatchObject({ name, isEmbedded: name === 'memory' })
  })
})

describe(`Redis as the place for tries${testRedis.missing}`, () => {
  it.skipIf(testRedis.missing)('is shared by every instance', async () => {
    const rule = ruleOf()
    const [one, other] = [(await openRedis()).limiter(rule), (await openRedis()).limiter(rule)]
    expect([await one.take('a'), await other.take('a'), await one.take('a'), await other.take('a')]).toEqual([0, 0, 0, 60_000])
    expect(await one.take('a')).toBeGreaterThan(0)
    await other.clear('a')
    expect(await one.take('a')).toBe(0)
  })

  it.skipIf(testRedis.missing)('is done without while it is away, and used again when it is back', async () => {
    const line = await openLine()
    ends.push(line.close)
    const rule = ruleOf()
    const far = (await openRedis(line.url)).limiter(rule)
    const near = (await openRedis()).limiter(rule)
    await spend(near, 'a', 4)
    expect(await far.take('a')).toBeGreaterThan(0)
    line.cut()
    await expect.poll(() => said.join()).toContain('Redis is away')
    expect(await spend(far, 'a', 3)).toEqual([0, 0, 0])
    expect(await far.take('a')).toBeGreaterThan(0)
    await far.giveBack('a')
    await far.clear('a')
    expect(await far.take('a')).toBe(0)
    line.mend()
    await expect.poll(() => said.join(), { timeout: 60_000 }).toContain('Redis is back')
    expect(await far.take('a')).toBeGreaterThan(0) // near has blocked it there
    expect(said.filter((line) => line.startsWith('Redis is away'))).toHaveLength(1)
    expect(said.filter((line) => line.startsWith('Redis is back'))).toHaveLength(1)
  })

  it.skipIf(testRedis.missing)('keeps nobody waiting when the line dies without a word', async () => {
    const line = await openLine()
    ends.push(line.close)
    const limiter = (await openRedis(line.url)).limiter(ruleOf())
    await limiter.take('a')
    line.silence()
    expect(await limiter.take('b')).toBe(0)
    expect(await spend(limiter, 'b', 2)).toEqual([0, 0])
  })
})

it('Redis that was never there does not keep anybody out', async () => {
  const limiter = keep(createRedisThrottle('redis://127.0.0.1:1', logger)).limiter(ruleOf())
  expect(await spend(limiter, 'a', 3)).toEqual([0, 0, 0])
  expect(await limiter.take('a')).toBe(60_000)
})
