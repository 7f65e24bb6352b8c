import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, world } from '../../src/testing/index.ts'
import { procedures, restProcedures } from '../support/procedures.ts'

const desk = 'https://desk.example'
const stranger = 'https://stranger.example'

describe('A page of another origin', async () => {
  const { visitor, operator, buyer, close } = await world('sqlite', { env: { ALLOWED_ORIGINS: desk } })
  afterAll(close)
  const [shop, customer] = await Promise.all([operator(), buyer()])
  const product = await shop.api.business.products.create.mutate(courseProduct)
  const order = { productId: product.id, input: courseInput }
  const grantsOf = ({ headers }: { headers: Headers }) => ({
    origin: headers.get('access-control-allow-origin'),
    credentials: headers.get('access-control-allow-credentials'),
  })
  const granted = { origin: desk, credentials: 'true' }
  const denied = { origin: null, credentials: null }
  const preflight = (path: string, method: string, origin: string) =>
    visitor().http(path, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'content-type,idempotency-key,authorization' },
    })

  it.each(restProcedures)('may ask before it calls, when it is listed: $rest.method $rest.path', async ({ rest }) => {
    const path = `/api/v1${rest.path.replaceAll(/\{\w+\}/g, 'x')}`
    const answer = await preflight(path, rest.method, desk)
    expect([answer.status, grantsOf(answer), answer.headers.get('vary')]).toEqual([204, granted, 'origin'])
    expect(answer.headers.get('access-control-allow-methods')?.split(', ')).toContain(rest.method)
    const headers = answer.headers.get('access-control-allow-headers')?.toLowerCase().split(', ')
    for (const name of ['content-type', 'idempotency-key', 'authorization']) expect(headers).toContain(name)
    const other = await preflight(path, rest.method, stranger)
    expect([other.status, grantsOf(other), other.headers.get('vary')]).toEqual([204, denied, 'origin'])
    expect(other.headers.get('allow')?.split(', ')).toContain(rest.method)
    expect([...other.headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
  })

  it.each(procedures.filter(({ type }) => type !== 'subscription'))('may ask before it calls over tRPC, when it is listed: $path', async ({ path, type }) => {
    const method = type === 'query' ? 'GET' : 'POST'
    const answer = await preflight(`/trpc/${path}`, method, desk)
    expect([answer.status, grantsOf(answer), answer.headers.get('access-control-allow-methods')?.split(', ').includes(method)]).toEqual([204, granted, true])
  })

  it.each(restProcedures)('may read every answer, when it is listed: $rest.method $rest.path', async ({ rest, path, type }) => {
    const address = rest.path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000')
    const asTrpc = (origin: string) => visitor().http(`/trpc/${path}`, { method: type === 'query' ? 'GET' : 'POST', headers: { origin } })
    for (const [origin, expected] of [
      [desk, granted],
      [stranger, denied],
    ] as const) {
      for (const answer of [await visitor().rest(rest.method, address, undefined, { origin }), await asTrpc(origin)]) {
        expect(grantsOf(answer)).toEqual(expected)
        expect(answer.headers.get('vary')?.split(', ')).toContain('origin')
      }
    }
  })

  it('reads and writes with the session of its visitor when it is listed, and not otherwise', async () => {
    const cookie = customer.cookie() ?? ''
    const ask = (origin: string) => visitor().rest('POST', '/orders', order, { origin, cookie })
    const made = await ask(desk)
    expect([made.status, grantsOf(made)]).toEqual([201, granted])
    const exposed = made.headers.get('access-control-expose-headers')?.toLowerCase().split(', ')
    expect(exposed).toEqual(expect.arrayContaining(['etag', 'location', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id']))
    const refused = await ask(stranger)
    expect([refused.status, refused.body.code, grantsOf(refused)]).toEqual([403, 'auth.bad_origin', denied])
    const read = await visitor().rest('GET', '/orders', undefined, { origin: desk, cookie })
    expect([read.status, grantsOf(read), read.body.items.length]).toEqual([200, granted, 1])
  })

  it('may read what everybody reads, each its own copy', async () => {
    for (const path of ['/api/v1/products', '/api/v1/openapi.json', '/healthz']) {
      const answer = await visitor().http(path, { headers: { origin: desk } })
      expect([path, grantsOf(answer), answer.headers.get('vary')?.split(', ').includes('origin')]).toEqual([path, granted, true])
    }
  })

  it('is not what a program with a token is refused for', async () => {
    const { secret } = await customer.api.auth.apiKeys.create.mutate({ name: 'Desk', permissions: ['order:place', 'order:read'] })
    const authorization = `Bearer ${secret}`
    for (const origin of [stranger, 'null', 'app://desk']) {
      expect([origin, (await visitor().rest('POST', '/orders', order, { origin, authorization })).status]).toEqual([origin, 201])
    }
    // A browser adds the cookie by itself, whatever else it sends; and what is no token proves nothing.
    const withCookie = await visitor().rest('POST', '/orders', order, { origin: stranger, authorization, cookie: customer.cookie() ?? '' })
    expect([withCookie.status, withCookie.body.code]).toEqual([403, 'auth.bad_origin'])
    const basic = await visitor().rest('POST', '/orders', order, { origin: stranger, authorization: 'Basic eDp5' })
    expect([basic.status, basic.body.code]).toEqual([403, 'auth.bad_origin'])
  })
})
