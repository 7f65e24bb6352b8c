import type { Product } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOldRoute } from '../../src/http/old-routes.ts'
import { type Caller, courseInput, courseProduct, type RestMethod, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'
import { restProcedures } from '../support/procedures.ts'

describe.each(storyDialects)('The old routes, on %s', (dialect) => {
  let w: World
  let shop: SignedInCaller
  let buyer: SignedInCaller
  let course: Product
  beforeAll(async () => {
    w = await world(dialect)
    ;[shop, buyer] = await Promise.all([w.operator(), w.buyer()])
    course = await shop.api.business.products.create.mutate(courseProduct)
  })
  afterAll(() => w.close())

  /** An answer at one address or the other, without what is another at every request. */
  const ask = async (caller: Caller, base: '/api' | '/api/v1', method: RestMethod, path: string, body?: unknown) => {
    const headers = { 'x-request-id': 'the-same-request', ...(body !== undefined && { 'content-type': 'application/json' }) }
    const response = await caller.http(`${base}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const { date: _, ratelimit, ...rest }: Record<string, string> = Object.fromEntries(response.headers)
    // What is left of a limit is less after each request.
    const limit = ratelimit?.split(';')[0]
    const told: Record<string, string> = { ...rest, ...(limit && { limit }) }
    return { status: response.status, headers: told, text: await response.text() }
  }
  /** Both answers, and what the old one says of itself. */
  const askBoth = async (caller: Caller, method: RestMethod, path: string, body?: unknown) => {
    const now = await ask(caller, '/api/v1', method, path, body)
    const { status, headers, text } = await ask(caller, '/api', method, path, body)
    const { deprecation, sunset, link, ...others } = headers
    for (const name of ['deprecation', 'sunset']) expect(now.headers).not.toHaveProperty(name)
    return { now, old: { status, headers: others, text }, deprecation, sunset, link }
  }
  const isOld = (path: string) => ({
    deprecation: expect.stringMatching(/^@1\d{9}$/),
    sunset: 'Fri, 31 Dec 2027 23:59:59 GMT',
    link: `</api/v1${path}>; rel="successor-version"`,
  })

  it('answer reads exactly as the new ones', async () => {
    for (const [caller, path] of [
      [w.visitor(), '/products'],
      [w.visitor(), '/products?limit=1&category=ai_course_generation'],
      [w.visitor(), `/products/${course.id}`],
      [buyer, '/orders'],
    ] as const) {
      const { now, old, ...marks } = await askBoth(caller, 'GET', path)
      expect(old).toEqual(now)
      expect(old.status, path).toBe(200)
      expect(marks).toEqual(isOld(path.split('?', 1)[0] ?? ''))
    }
  })

  it('go on ignoring parameters that they do not know', async () => {
    const old = restProcedures.filter(({ rest }) => isOldRoute(rest))
    expect(old.length).toBeGreaterThan(10)
    for (const { rest } of old) {
      const path = rest.path.replaceAll(/\{\w+\}/g, course.id)
      const plain = await ask(w.visitor(), '/api', rest.method, path, rest.method === 'GET' ? undefined : {})
      const { status, text } = await ask(w.visitor(), '/api', rest.method, `${path}?utm_source=mail`, rest.method === 'GET' ? undefined : {})
      expect([path, status, text]).toEqual([path, plain.status, plain.text])
    }
  })

  it('refuse exactly as the new ones', async () => {
    const nothing = `/products/${newId(new Date())}`
    for (const [caller, method, path, body, status] of [
      [w.visitor(), 'GET', '/orders', undefined, 401],
      [w.visitor(), 'GET', nothing, undefined, 404],
      [buyer, 'POST', '/products', courseProduct, 403],
      [buyer, 'POST', '/orders', { productId: 7 }, 400],
      [buyer, 'POST', '/orders', { productId: course.id, quantity: 2, input: courseInput }, 400],
      [shop, 'PUT', `/products/${course.id}`, { name: 'No version' }, 428],
      [shop, 'DELETE', nothing, undefined, 404],
      [buyer, 'POST', '/ai/generate', {}, 400],
      [buyer, 'POST', '/payments', { orderId: newId(new Date()), card: testCard }, 404],
      [w.visitor(), 'POST', '/auth/login', { email: 'nobody@example.test', password: 'a wrong guess' }, 401],
      [w.visitor(), 'POST', '/auth/refresh', { refreshToken: 'rt_none-of-ours' }, 401],
    ] as const) {
      const { now, old, ...marks } = await askBoth(caller, method, path, body)
      expect(old).toEqual(now)
      expect([path, old.status]).toEqual([path, status])
      expect(marks).toEqual(isOld(path))
    }
  })

  it('sell a course, from the catalogue to the payment', async () => {
    const call = async (caller: Caller, method: RestMethod, path: string, body?: unknown) => {
      const { status, headers, text } = await ask(caller, '/api', method, path, body)
      return { status, location: headers.location, body: JSON.parse(text) }
    }
    const made = await call(shop, 'POST', '/products', courseProduct)
    expect(made).toMatchObject({ status: 201, location: `/api/v1/products/${made.body.id}` })
    const { id, version } = made.body
    expect(await call(shop, 'PUT', `/products/${id}`, { version, name: 'Renamed' })).toMatchObject({ status: 200, body: { name: 'Renamed' } })
    const { email } = buyer.account.user
    const tokens = (await call(w.visitor(), 'POST', '/auth/login', { email, password: buyer.password })).body
    const { accessToken } = (await call(w.visitor(), 'POST', '/auth/refresh', { refreshToken: tokens.refreshToken })).body
    const program = w.visitor({ authorization: `Bearer ${accessToken}` })
    const order = await call(program, 'POST', '/orders', { productId: id, input: courseInput })
    expect(order).toMatchObject({ status: 201, location: `/api/v1/orders/${order.body.id}` })
    expect((await call(program, 'GET', '/orders')).body).toMatchObject({ items: [{ id: order.body.id }] })
    expect(await call(program, 'POST', '/payments', { orderId: order.body.id, card: testCard })).toMatchObject({ status: 201 })
    expect(await call(program, 'POST', '/ai/generate', { type: 'course', input: courseInput })).toMatchObject({ status: 201, body: { jobType: 'course' } })
    await w.settle()
    expect(await buyer.api.business.orders.get.query({ id: order.body.id })).toMatchObject({ status: 'fulfilled' })
    expect(await call(shop, 'DELETE', `/products/${id}`)).toMatchObject({ status: 200 })
  })

  it('know the Idempotency-Keys of the new ones', async () => {
    const key = newId(new Date())
    const headers = { 'content-type': 'application/json', 'idempotency-key': key }
    const place = (base: string) =>
      buyer.http(`${base}/orders`, { method: 'POST', headers, body: JSON.stringify({ productId: course.id, input: courseInput }) })
    const [first, again] = [await place('/api/v1'), await place('/api')]
    expect([first.status, again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 201, 'true'])
    expect(await again.json()).toEqual(await first.json())
  })

  it('refuse a write that another site made with our cookie', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://elsewhere.example' }
    const answer = await buyer.http('/api/orders', { method: 'POST', headers, body: JSON.stringify({ productId: course.id, input: courseInput }) })
    expect([answer.status, answer.headers.get('deprecation') !== null]).toEqual([403, true])
  })

  it('are these and no others', async () => {
    for (const [method, path, refusal] of [
      ['GET', '/auth/me', 404],
      ['GET', '/payments', 405],
      ['GET', `/orders/${newId(new Date())}`, 404],
      ['GET', '/tasks', 404],
      ['POST', '/auth/register', 404],
    ] as const) {
      const { status, headers } = await ask(buyer, '/api', method, path, method === 'POST' ? {} : undefined)
      expect([path, status, headers.deprecation]).toEqual([path, refusal, undefined])
    }
  })
})
