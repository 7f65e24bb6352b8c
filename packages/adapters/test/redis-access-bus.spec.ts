import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AccessChange } from '@pantheon/auth'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, it } from 'vitest'
import { createRedisAccessBus } from '../src/redis/access-bus.ts'
import { openLine, testRedis } from './redis-line.ts'

const said: string[] = []
const hear = (fields: object, message: string) => void said.push(`${message} ${JSON.stringify(fields)}`)
const logger = { info: hear, warn: hear, error: hear }
const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  said.length = 0
})

const slow = { timeout: 60_000 }
/** An instance of the server: its bus, and what it was told. */
const open = (url = testRedis.url) => {
  const bus = createRedisAccessBus(url, logger)
  const told: AccessChange[] = []
  const stop = bus.subscribe((change) => void told.push(change))
  ends.push(bus.close)
  return { bus, told, stop, about: (userId: string) => told.filter((change) => change.userId === userId) }
}
const healthy = async (...instances: ReturnType<typeof open>[]) => {
  await expect.poll(() => instances.every(({ bus }) => bus.isHealthy()), slow).toBe(true)
}

describe(`Changes of rights over Redis${testRedis.missing}`, () => {
  it.skipIf(testRedis.missing)('reach every instance once, the one that says it too', async () => {
    const [one, other] = [open(), open()]
    await healthy(one, other)
    const change = { userId: randomUUID(), organizationId: 'o' }
    await one.bus.publish(change)
    expect(one.about(change.userId)).toEqual([change])
    await expect.poll(() => other.about(change.userId)).toEqual([change])
    const last = { userId: randomUUID() }
    await other.bus.publish(last)
    await expect.poll(() => one.about(last.userId)).toEqual([last])
    expect(one.about(change.userId)).toEqual([change])
  })

  it.skipIf(testRedis.missing)('reach nobody who has stopped listening, and others in spite of a listener that fails', async () => {
    const [one, other] = [open(), open()]
    other.bus.subscribe(() => {
      throw new Error('no')
    })
    const after: AccessChange[] = []
    other.bus.subscribe((change) => void after.push(change))
    await healthy(one, other)
    other.stop()
    const change = { userId: randomUUID() }
    await one.bus.publish(change)
    await expect.poll(() => after.filter(({ userId }) => userId === change.userId)).toEqual([change])
    expect(other.about(change.userId)).toEqual([])
  })

  it.skipIf(testRedis.missing)('are not to be trusted before the subscription stands, nor after the end', async () => {
    const { bus } = open()
    expect(bus.isHealthy()).toBe(false)
    await expect.poll(() => bus.isHealthy()).toBe(true)
    await bus.close()
    await expect.poll(() => bus.isHealthy()).toBe(false)
  })

  it.skipIf(testRedis.missing)('are not to be trusted while the line is cut; then everything may have changed', async () => {
    const line = await openLine()
    ends.push(line.close)
    const [far, near] = [open(line.url), open()]
    await healthy(far, near)
    line.cut()
    await expect.poll(() => far.bus.isHealthy(), slow).toBe(false)
    const missed = { userId: randomUUID() }
    await near.bus.publish(missed)
    far.told.length = 0
    line.mend()
    await healthy(far)
    expect(far.about(missed.userId)).toEqual([])
    expect(far.told).toContainEqual({})
    expect(near.bus.isHealthy()).toBe(true)
  })

  it.skipIf(testRedis.missing)('that were said while the line was cut are heard here at once, elsewhere when it is mended', async () => {
    const line = await openLine()
    ends.push(line.close)
    const [far, near] = [open(line.url), open()]
    await healthy(far, near)
    line.cut()
    await expect.poll(() => far.bus.isHealthy(), slow).toBe(false)
    const change = { sessionId: 's', userId: randomUUID() }
    await far.bus.publish(change)
    expect(far.about(change.userId)).toEqual([change])
    expect(near.about(change.userId)).toEqual([])
    line.mend()
    await expect.poll(() => near.about(change.userId), slow).toEqual([change])
  })

  it.skipIf(testRedis.missing)('are not to be trusted over a line that died without a word, and stay trusted over one that is quiet meanwhile', async () => {
    const line = await openLine()
    ends.push(line.close)
    const [far, near] = [open(line.url), open()]
    await healthy(far, near)
    near.told.length = 0
    const from = performance.now()
    line.silence()
    await expect.poll(() => far.bus.isHealthy(), slow).toBe(false)
    await sleep(Math.max(0, 2500 - (performance.now() - from))) // longer than silence is trusted
    expect(near.bus.isHealthy()).toBe(true)
    expect(near.told).not.toContainEqual({})
    await far.bus.publish({ userId: 'u' }) // must not reject
    line.mend()
    await healthy(far)
  })

  it.skipIf(testRedis.missing)('that nobody can read count as a change of everything', async () => {
    const [one, redis] = [open(), new Redis(testRedis.url)]
    ends.push(() => redis.disconnect())
    await healthy(one)
    one.told.length = 0
    await redis.publish('pantheon:access:0', 'gibberish')
    await expect.poll(() => one.told).toContainEqual({})
  })
})

it('A Redis that was never there is never trusted, and nothing rejects', async () => {
  const { bus, told } = open('redis://127.0.0.1:1')
  await bus.publish({ userId: 'u' })
  expect(told).toEqual([{ userId: 'u' }])
  expect(bus.isHealthy()).toBe(false)
})
