import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { storyDialects } from '@pantheon/db/testing'
import { describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'

const redis = new URL(process.env.TEST_REDIS_URL || 'redis://127.0.0.1:6379')
const isThere = await new Promise<boolean>((resolve) => {
  const socket = connect({ host: redis.hostname, port: Number(redis.port || 6379) }, () => socket.end(() => resolve(true)))
  socket.on('error', () => resolve(false))
})
const why = isThere ? '' : ` (skipped: no Redis at ${redis.host}; set TEST_REDIS_URL)`

describe.each(storyDialects)(`Two servers with one Redis, on %s${why}`, (dialect) => {
  it.skipIf(!isThere)('count wrong passwords together, and both hear when a session ends', async () => {
    // A database number of its own, so that nobody else's counts are ours.
    const env = { REDIS_URL: `${redis.origin === 'null' ? `redis://${redis.host}` : redis.origin}/${dialect === 'pg' ? 14 : 13}` }
    const one = await world(dialect, { env })
    const two = await one.another({ env })
    await sleep(500) // until Redis answers, each server counts by itself
    const address = `203.0.113.${Math.floor(Math.random() * 250)}`
    const email = `nobody-${Math.random()}@example.test`
    const statuses: number[] = []
    for (let i = 0; i < 3; i++)
      for (const server of [one, two])
        statuses.push((await server.visitor({ address }).rest('POST', '/auth/login', { email, password: 'a wrong guess' })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])

    const person = await one.buyer()
    const { body } = await one.visitor().rest('POST', '/auth/login', { email: person.account.user.email, password: person.password })
    const elsewhere = two.visitor({ authorization: `Bearer ${body.accessToken}` })
    expect((await elsewhere.rest('GET', '/auth/me')).status).toBe(200)
    await one.visitor({ authorization: `Bearer ${body.accessToken}` }).api.auth.logout.mutate()
    let last = 200
    for (const deadline = Date.now() + 2000; last === 200 && Date.now() < deadline; ) last = (await elsewhere.rest('GET', '/auth/me')).status
    expect(last).toBe(401)
    expect((await one.visitor().api.system.parts.query()).parts).toContainEqual(expect.objectContaining({ part: 'limits', engine: 'Redis', isEmbedded: false }))
    await two.close()
    await one.close()
  })

  it.skipIf(!isThere)('count work together by the plan, and each by itself once Redis is gone', async () => {
    const env = { REDIS_URL: `${redis.origin === 'null' ? `redis://${redis.host}` : redis.origin}/${dialect === 'pg' ? 14 : 13}` }
    const one = await world(dialect, { env })
    const two = await one.another({ env })
    const alone = await one.another({ env: { REDIS_URL: 'redis://127.0.0.1:9' } })
    await sleep(500)
    const person = await one.buyer()
    const cookie = person.cookie() ?? ''
    const asks = async ({ origin }: { origin: string }) => {
      const headers = { 'content-type': 'application/json', origin, cookie }
      const answer = await fetch(`${origin}/api/v1/ai/jobs/01890000-0000-7000-8000-000000000000/retry`, { method: 'POST', headers })
      return [answer.status, /r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1]]
    }
    const answers: unknown[] = []
    for (let n = 0; n < 10; n++) answers.push(...(await Promise.all([asks(one), asks(two)])))
    expect(answers.map((answer) => (answer as [number])[0])).toEqual(Array(20).fill(404))
    expect(new Set(answers.map((answer) => (answer as [number, string])[1])).size).toBe(20)
    expect(await Promise.all([asks(one), asks(two)])).toEqual([
      [429, '0'],
      [429, '0'],
    ])
    expect(await asks(alone)).toEqual([404, '19'])
    for (const server of [alone, two, one]) await server.close()
  })
})
