import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { takesBody } from '../../src/http/rest.ts'
import { courseInput, courseProduct, world } from '../../src/testing/index.ts'
import { callTrpc, type Procedure, procedures, restProcedures, restRequest, sampleInput } from '../support/procedures.ts'

type Json = z.core.JSONSchema.BaseSchema
const formsOf = (schema: Json): Json[] => (schema.anyOf ? (schema.anyOf as Json[]).flatMap(formsOf) : [schema])

/** Where in its input a procedure takes a number and nothing else, at whatever depth of objects. */
const numberPaths = ({ input }: Procedure): string[][] => {
  const walk = (schema: Json, path: string[]): string[][] => {
    const forms = formsOf(schema).filter(({ type }) => type !== 'null')
    if (forms.length === 1 && ['integer', 'number'].includes(String(forms[0]?.type))) return [path]
    return forms.flatMap(({ properties }) => Object.entries(properties ?? {}).flatMap(([name, field]) => walk(field as Json, [...path, name])))
  }
  return input ? walk(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Json, []) : []
}

/** A copy of `value` with `leaf` at `path`. */
const withLeaf = (value: unknown, [name = '', ...rest]: string[], leaf: unknown): unknown => {
  const copy = { ...(value as Record<string, unknown>) }
  copy[name] = rest.length === 0 ? leaf : withLeaf(copy[name] ?? {}, rest, leaf)
  return copy
}

describe('An input', async () => {
  const { buyer, operator, close, visitor } = await world('sqlite')
  afterAll(close)
  const [customer, shop] = await Promise.all([buyer(), operator()])
  const json = { 'content-type': 'application/json' }

  const counted = procedures.map((procedure) => ({ procedure, path: procedure.path, fields: numberPaths(procedure) })).filter(({ fields }) => fields.length > 0)
  it('holds numbers in many procedures', () => expect(counted.length).toBeGreaterThan(40))

  it.each(counted.filter(({ procedure }) => procedure.type !== 'subscription'))(
    'in JSON takes a number for a number only: $path',
    async ({ procedure, fields }) => {
      for (const path of fields) {
        for (const value of [true, '0x5', '5', ' 5 ', '', [5], { valueOf: 5 }]) {
          const { code, body } = await callTrpc(shop, procedure, withLeaf(sampleInput(procedure), path, value))
          expect([path, value, code]).toEqual([path, value, 'input.invalid'])
          const { fields: wrong } = (body as { data: { fields: { path: string }[] } }).data
          expect(wrong.map((field) => field.path)).toContain(path.join('.'))
        }
      }
    },
  )

  it('of an order takes the weeks of a course as a number only', async () => {
    const product = await shop.api.business.products.create.mutate(courseProduct)
    for (const durationWeeks of [true, '0x5', '2', null]) {
      const answer = await customer.rest('POST', '/orders', { productId: product.id, input: { ...courseInput, durationWeeks } })
      expect([durationWeeks, answer.status, answer.body.code]).toEqual([durationWeeks, 400, expect.stringMatching(/input[._]invalid/)])
    }
    expect((await customer.rest('POST', '/orders', { productId: product.id, input: { ...courseInput, durationWeeks: 2 } })).status).toBe(201)
  })

  const lists = restProcedures.filter(({ rest, input }) => rest.method === 'GET' && input && 'limit' in input.shape && !rest.path.includes('{'))
  it.each(lists)('in an address takes digits for a number, once: $rest.path', async ({ rest, path }) => {
    const missing = path === 'business.overview.bestSellers' ? '&range=7d&timeZone=UTC&currency=USD' : ''
    const ask = async (query: string) => (await shop.rest('GET', `${rest.path}?${query}${missing}`)).status
    for (const query of ['limit=true', 'limit=0x5', 'limit=1e1', 'limit=+5', 'limit=%205', 'limit=', 'limit=5&limit=6'])
      expect([query, await ask(query)]).toEqual([query, 400])
  })

  it.each(restProcedures)('in an address has no parameter that is not known: $rest.method $rest.path', async ({ rest, input }) => {
    const path = rest.path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000')
    const inPath = [...rest.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    // What the path or the body says, the query does not say too.
    const elsewhere = takesBody(rest) ? Object.keys(input?.shape ?? {}) : inPath
    for (const name of ['utm_source', 'toString', '__proto__', 'Limit', ...elsewhere]) {
      const { status, body } = await shop.rest(rest.method, `${path}?${encodeURIComponent(name)}=1&other=2&other=3`)
      expect([name, status, body.code]).toEqual([name, 400, 'input.unknown_parameter'])
      expect(body.errors.map((each: { path: string }) => each.path)).toEqual([name, 'other'])
    }
  })

  it.each(restProcedures)('in an address may be every parameter that is documented: $rest.method $rest.path', async (procedure) => {
    const { path } = restRequest(procedure, sampleInput(procedure) ?? {})
    const { code } = (await visitor().rest(procedure.rest.method, path, takesBody(procedure.rest) ? {} : undefined)).body ?? {}
    expect(code).not.toBe('input.unknown_parameter')
  })

  it('in an address takes a list that is given piece by piece', async () => {
    const product = await shop.api.business.products.create.mutate({ ...courseProduct, name: 'Piece by piece' })
    const orders = []
    for (let n = 0; n < 3; n++) orders.push((await customer.rest('POST', '/orders', { productId: product.id, input: courseInput })).body)
    const [first, second] = orders
    await customer.rest('POST', `/orders/${first.id}/cancel`, { version: first.version })
    const statusesOf = async (query: string): Promise<string[]> => {
      const { status, body } = await customer.rest('GET', `/orders?productId=${product.id}&${query}`)
      return status === 200 ? body.items.map((order: { status: string }) => order.status).toSorted() : [body.code]
    }
    const { status } = second
    expect(await statusesOf(`status=cancelled&status=${status}`)).toEqual([status, status, 'cancelled'].toSorted())
    expect(await statusesOf(`status=cancelled,${status}`)).toEqual([status, status, 'cancelled'].toSorted())
    expect(await statusesOf('status=cancelled')).toEqual(['cancelled'])
    expect(await statusesOf('status=cancelled&status=nothing')).toEqual(['input.invalid'])
    const asList = await customer.api.business.orders.list.query({ productId: product.id, status: ['cancelled', status] })
    expect(asList.items).toHaveLength(3)
  })

  it.each(['2026-11-30T00:00:00+00:00', '2026-11-30T00:00:00%2B00:00', '2026-11-30t00:00:00z', '2026-11-30T09:00:00.5-05:30'])(
    'in an address takes an instant as it is written: %s',
    async (instant) => {
      for (const path of [`/orders?placedFrom=${instant}`, `/orders?placedBefore=${instant}`, `/audit?from=${instant}&to=${instant}`]) {
        expect([path, (await shop.rest('GET', path)).status]).toEqual([path, 200])
      }
    },
  )

  it('is refused where its bytes are no UTF-8, which nobody could give back', async () => {
    const send = async (path: string, type: string, bytes: Buffer) => {
      const answer = await customer.http(path, { method: 'POST', headers: { 'content-type': type }, body: new Uint8Array(bytes) })
      return [answer.status, ((await answer.json()) as { code?: string }).code]
    }
    const latin = Buffer.from('{"name":"Caf\xe9"}', 'latin1')
    const refused = [400, 'input.malformed']
    expect(await send('/api/v1/organizations', 'application/json', latin)).toEqual(refused)
    expect(await send('/api/v1/organizations', 'application/json; charset="UTF-8"', Buffer.from('{"name":"Café"}'))).toEqual([201, undefined])
    expect((await customer.http('/trpc/organizations.create', { method: 'POST', headers: json, body: new Uint8Array(latin) })).status).toBe(400)
    for (const path of ['/api/v1/orders?buyer=%FF', '/trpc/business.orders.list?input=%7B%22buyer%22%3A%22%FF%22%7D']) {
      expect([path, (await shop.http(path)).status]).toEqual([path, 400])
    }
    expect((await shop.http('/api/v1/orders?buyer=%EF%BF%BD')).status).toBe(200)
  })

  it('may begin with a byte order mark', async () => {
    const body = `\uFEFF${JSON.stringify({ email: 'nobody@example.test', password: 'a wrong guess' })}`
    for (const path of ['/api/v1/auth/login', '/api/auth/login', '/trpc/auth.tokens.issue']) {
      expect((await visitor().http(path, { method: 'POST', headers: json, body })).status).toBe(401)
    }
    const batch = await visitor().http('/trpc/auth.logout?batch=1', { method: 'POST', headers: json, body: '\uFEFF{}' })
    expect(batch.status).toBe(200)
  })
})
