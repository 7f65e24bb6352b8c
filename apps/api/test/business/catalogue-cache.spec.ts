import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshMs } from '../../src/http/public-cache.ts'
import { courseProduct, type SignedInCaller, type World, type WorldOptions, world } from '../../src/testing/index.ts'
import { freePort } from '../support/otlp-collector.ts'
import { parsePrometheus } from '../support/prometheus.ts'

const redis = new URL(process.env.TEST_REDIS_URL || 'redis://127.0.0.1:6379')
const isThere = await new Promise<boolean>((resolve) => {
  const socket = connect({ host: redis.hostname, port: Number(redis.port || 6379) }, () => socket.end(() => resolve(true)))
  socket.on('error', () => resolve(false))
})

describe.each(storyDialects)('What visitors read of the catalogue, on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
  })
  afterAll(() => w.close())
  const make = () => operator.api.business.products.create.mutate(courseProduct)
  const nameFor = async (caller: Pick<SignedInCaller, 'rest'>, id: string): Promise<string> => (await caller.rest('GET', `/products/${id}`)).body.name
  /** Changes a product without telling anybody: what a server would miss that hears no event. */
  const changeUnheard = (id: string, name: string) => w.db.update(w.db.tables.products).set({ name }).where(eq(w.db.tables.products.id, id))

  it('has a tag, is public for less than five seconds in all, and is not sent twice', async () => {
    const { id } = await make()
    for (const path of [`/products/${id}`, '/products?limit=5']) {
      const first = await w.visitor().rest('GET', path)
      const [etag, control] = [first.headers.get('etag') ?? '', first.headers.get('cache-control') ?? '']
      expect(etag).toMatch(/^"[\w-]{22}"$/)
      expect(first.headers.get('vary')).toBe('origin, cookie, authorization')
      const maxAge = Number(/^public, max-age=(\d+)$/.exec(control)?.[1])
      expect(maxAge * 1000 + freshMs).toBeLessThan(5000)
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await w.visitor().rest('GET', path, undefined, { 'if-none-match': known })
        expect({ status: again.status, body: again.body, etag: again.headers.get('etag') }).toEqual({ status: 304, body: '', etag })
      }
      expect((await w.visitor().rest('GET', path, undefined, { 'if-none-match': '"other"' })).status).toBe(200)
    }
    const product = await operator.api.business.products.get.query({ id })
    const { headers } = await w.visitor().rest('GET', `/products/${id}`)
    await operator.api.business.products.update.mutate({ id, version: product.version, name: 'Renamed' })
    await expect
      .poll(async () => (await w.visitor().rest('GET', `/products/${id}`, undefined, { 'if-none-match': headers.get('etag') ?? '' })).status)
      .toBe(200)
  })

  it('is kept for a moment, and not longer, even when no event comes', async () => {
    const { id } = await make()
    await expect.poll(() => nameFor(w.visitor(), id)).toBe(courseProduct.name)
    await sleep(100) // what the making set off has been heard
    await nameFor(w.visitor(), id)
    await changeUnheard(id, 'Unheard')
    expect(await nameFor(w.visitor(), id)).toBe(courseProduct.name)
    expect((await w.visitor().api.business.products.get.query({ id })).name).toBe('Unheard') // another notation, not kept yet
    await sleep(freshMs + 50)
    expect(await nameFor(w.visitor(), id)).toBe('Unheard')
  })

  it('is never what a writer gets: two hundred writes, each read at once', async () => {
    const { id } = await make()
    for (let version = 1; version <= 200; version++) {
      await operator.api.business.products.update.mutate({ id, version, name: `Version ${version}` })
      if (version % 20 === 0) await nameFor(w.visitor(), id) // somebody else fills the cache meanwhile
      const { headers, body } = await operator.rest('GET', `/products/${id}`)
      expect({ name: body.name, control: headers.get('cache-control'), etag: headers.get('etag') }).toEqual({
        name: `Version ${version}`,
        control: 'private, no-store',
        etag: null,
      })
    }
    await expect.poll(() => nameFor(w.visitor(), id), { timeout: 4000 }).toBe('Version 200')
  })

  it('never keeps an answer that was begun before a write and ends after it', async () => {
    const { id } = await make()
    for (let version = 1; version <= 30; version++) {
      const reads = Array.from({ length: 5 }, () => nameFor(w.visitor(), id))
      await operator.api.business.products.update.mutate({ id, version, name: `Race ${version}` })
      await Promise.all(reads)
    }
    await expect.poll(() => nameFor(w.visitor(), id), { timeout: freshMs / 2 }).toBe('Race 30')
  })

  it('is private where a person asks, whatever they may see', async () => {
    const draft = await operator.api.business.products.create.mutate({ ...courseProduct, status: 'draft' })
    expect((await operator.rest('GET', `/products/${draft.id}`)).status).toBe(200)
    expect((await w.visitor().rest('GET', `/products/${draft.id}`)).status).toBe(404)
    expect((await operator.rest('GET', `/products/${draft.id}`)).status).toBe(200)
    const wrong = await w.visitor({ authorization: 'Bearer nonsense' }).rest('GET', '/products')
    expect(wrong.status).toBe(401)
  })

  it('answers a signed-in buyer from what is kept, in their own browser only', async () => {
    const buyer = await w.buyer()
    const { id } = await make()
    await sleep(100)
    await nameFor(buyer, id)
    await changeUnheard(id, 'Unheard')
    const { headers, body } = await buyer.rest('GET', `/products/${id}`)
    expect({ name: body.name, control: headers.get('cache-control') }).toEqual({ name: courseProduct.name, control: 'private, no-cache' })
    const etag = headers.get('etag') ?? ''
    expect((await buyer.rest('GET', `/products/${id}`, undefined, { 'if-none-match': etag })).status).toBe(304)
    expect((await operator.rest('GET', `/products/${id}`)).body.name).toBe('Unheard')
  })

  const seenElsewhere = async (env: WorldOptions['env'] = {}) => {
    const another = async () => w.another({ env: { ...env, METRICS_PORT: String(await freePort()) } })
    const [one, two] = [await another(), await another()]
    await sleep(300) // until Redis answers, each server keeps its own
    const { id } = await make()
    const url = `/products/${id}`
    await sleep(1200) // SQLite's other processes hear of it at their next look
    const nameAt = async (server: typeof one): Promise<string> => (await server.visitor().rest('GET', url)).body.name
    const first = await nameAt(one)
    await changeUnheard(id, 'Unheard')
    const shared = await nameAt(two)
    const found = parsePrometheus(await two.system.telemetry.scrape()).find(({ labels }) => labels.cache === 'shared' && labels.result === 'hit')?.value ?? 0
    await operator.api.business.products.update.mutate({ id, version: 1, name: 'Heard' })
    for (const server of [one, two]) await expect.poll(() => nameAt(server), { timeout: 5000 - freshMs }).toBe('Heard')
    await two.close()
    await one.close()
    return { first, shared, found }
  }
  it('is seen changed by those who ask another server, in less than five seconds', async () => {
    expect(await seenElsewhere()).toEqual({ first: courseProduct.name, shared: 'Unheard', found: 0 })
  })
  it.skipIf(!isThere)(`is shared between servers by Redis${isThere ? '' : ` (skipped: no Redis at ${redis.host}; set TEST_REDIS_URL)`}`, async () => {
    const env = { REDIS_URL: `redis://${redis.host}/12` }
    expect(await seenElsewhere(env)).toEqual({ first: courseProduct.name, shared: courseProduct.name, found: 1 })
  })
})
