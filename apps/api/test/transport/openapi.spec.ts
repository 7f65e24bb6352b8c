import { storyDialects } from '@pantheon/db/testing'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openApiDocument } from '../../src/http/openapi.ts'
import { createAppRouter } from '../../src/router.ts'
import type { Services } from '../../src/system.ts'
import { courseInput, courseProduct, testCard, world } from '../../src/testing/index.ts'
import { callRest, type Procedure, type RestProcedure, restProcedures } from '../support/procedures.ts'
import { bringColleague } from '../support/stock.ts'

const document = openApiDocument(createAppRouter({} as Services))
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) => Object.keys(item ?? {}).map((method) => `${method.toUpperCase()} ${path}`))

describe('The OpenAPI document', () => {
  it('changes only when somebody means it to', async () => {
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('openapi.snap')
  })

  it('is OpenAPI 3.1 and has exactly the procedures that REST shows', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(operations.toSorted()).toEqual(restProcedures.map(({ rest }) => `${rest.method} ${rest.path}`).toSorted())
  })

  it('uses every schema that it contains, and defines every property that it requires', () => {
    const text = JSON.stringify(document)
    const unused = Object.keys(document.components?.schemas ?? {}).filter((name) => !text.includes(`"#/components/schemas/${name}"`))
    expect(unused).toEqual([])
    const undefinedProperties: string[] = []
    JSON.stringify(document, (key, value) => {
      if (value?.type === 'object' && Array.isArray(value.required))
        undefinedProperties.push(...value.required.filter((name: string) => !(name in (value.properties ?? {}))).map((name: string) => `${key}.${name}`))
      return value
    })
    expect(undefinedProperties).toEqual([])
    expect(document.info.license?.name).toBeDefined()
  })

  it('says that bodies of requests take no other fields, and that answers may have more', () => {
    const schemas = JSON.parse(JSON.stringify(document.components?.schemas ?? {}))
    /** Every object with fields of its own in a part of the document, and in what that refers to: whether it says that it has no others. */
    const objectsOf = (part: unknown, at: string, seen: Set<string>): [string, unknown][] => {
      if (part === null || typeof part !== 'object') return []
      const { type, properties, additionalProperties, $ref } = part as Record<string, unknown>
      const name = typeof $ref === 'string' ? ($ref.split('/').at(-1) ?? '') : undefined
      const own: [string, unknown][] = type === 'object' && properties ? [[at, additionalProperties]] : []
      if (name !== undefined && !seen.has(name)) return objectsOf(schemas[name], name, seen.add(name))
      const inner = Object.entries(part).filter(([key]) => !['example', 'examples', 'const', 'enum'].includes(key))
      return [...own, ...inner.flatMap(([key, value]) => objectsOf(value, `${at}.${key}`, seen))]
    }
    const [asked, answered] = [new Set<string>(), new Set<string>()]
    const each = Object.values(document.paths ?? {}).flatMap((item) => Object.values(item ?? {}))
    const bodies = each.flatMap(({ operationId, requestBody }) => objectsOf(requestBody, operationId, asked))
    const answers = each.flatMap(({ operationId, responses }) => objectsOf(responses, operationId, answered))
    expect(bodies.length).toBeGreaterThan(80)
    expect(bodies.filter(([, others]) => others === undefined)).toEqual([])
    expect(answers.length).toBeGreaterThan(200)
    expect(answers.filter(([, others]) => others === false)).toEqual([])
    expect([...asked].filter((name) => answered.has(name))).toEqual([])
  })

  it('has no two paths that an address could mean, but for two that no id tells apart', () => {
    const paths = Object.keys(document.paths ?? {})
    const isOpen = (part: string): boolean => part.startsWith('{')
    const mayBeSame = (a: string, b: string): boolean => {
      const [some, others] = [a.split('/'), b.split('/')]
      const isAsPrecise = some.filter(isOpen).length === others.filter(isOpen).length
      return a < b && isAsPrecise && some.length === others.length && some.every((part, n) => part === others[n] || isOpen(part) || isOpen(others[n] ?? ''))
    }
    const pairs = paths.flatMap((a) => paths.filter((b) => mayBeSame(a, b)).map((b) => `${a} ${b}`))
    // An id is a UUID, and the first is a DELETE, the other a POST.
    expect(pairs).toEqual(['/notifications/chat-links/{channel} /notifications/{id}/read'])
  })

  it('gives a linter that we did not write one warning, about the two paths above', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config })
    expect(problems.map(({ ruleId, location: [at] }) => `${ruleId} ${at?.pointer}`)).toEqual([
      'no-ambiguous-paths #/paths/~1notifications~1chat-links~1{channel}',
    ])
  })

  const operationOf = ({ rest }: RestProcedure) => document.paths?.[rest.path]?.[rest.method.toLowerCase() as 'get']

  it.each(restProcedures)('says of $rest.method $rest.path who may ask and how it may fail', (procedure) => {
    const { meta, rest } = procedure
    const { security, responses = {} } = operationOf(procedure) ?? {}
    const signedIn = [{ session: [] }, { bearer: [] }]
    const nobody = meta.hashesPassword ? [] : [{}, ...signedIn]
    expect(security).toEqual(meta.isOpen ? nobody : signedIn)
    const expected = ['4XX', 'default', ...(meta.permission ? ['401', '403'] : []), ...(rest.path.includes('{') ? ['404'] : [])]
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(expected))
  })

  it('needs no session to sign up or in', () => {
    for (const path of ['/auth/register', '/auth/session', '/auth/login']) expect(document.paths?.[path]?.post?.security).toEqual([])
  })

  const givesFile = ({ output }: Procedure): boolean => output instanceof z.ZodObject && 'mediaType' in output.shape && 'base64' in output.shape
  it('names the types of every file', () => {
    const files = restProcedures.filter(givesFile)
    expect(files.length).toBeGreaterThanOrEqual(6)
    expect(files.map(({ path }) => path)).toEqual(restProcedures.filter(({ meta }) => meta.mediaTypes).map(({ path }) => path))
    for (const file of files) {
      const answer = operationOf(file)?.responses?.['200'] as { content: Record<string, unknown> }
      expect(Object.keys(answer.content)).toEqual(file.meta.mediaTypes)
    }
    expect(JSON.stringify(document)).not.toContain('application/octet-stream')
  })

  it('points at nothing that it does not contain', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(references.length).toBeGreaterThan(20)
    expect(Object.keys(document.components?.schemas ?? {})).toEqual(expect.arrayContaining([...new Set(references)]))
  })
})

describe.each(storyDialects)('REST, on %s', async (dialect) => {
  const { visitor, buyer, operator, settle, close, origin } = await world(dialect)
  afterAll(close)
  const [customer, shop] = await Promise.all([buyer(), operator()])
  const product = await shop.api.business.products.create.mutate(courseProduct)

  it('serves the very document that the procedures make', async () => {
    const { status, body } = await visitor().rest('GET', '/openapi.json')
    expect(status).toBe(200)
    expect(body).toEqual(JSON.parse(JSON.stringify(document)))
  })

  it.each(restProcedures)('answers $rest.method $rest.path', async (procedure) => {
    const caller = procedure.path === 'auth.logout' ? await operator() : shop
    const { status, code } = await callRest(caller, procedure, {})
    expect(status).toBeLessThan(500)
    expect(code).not.toBe('request.unknown_route')
  })

  it('says where to find what a POST made, and it is there', async () => {
    const order = await customer.rest('POST', '/orders', { productId: product.id, input: courseInput })
    const colleague = await bringColleague(customer)
    const workflow = { stages: [{ name: 'Desk', approvers: [{ kind: 'operators' }], quorum: { kind: 'any' }, deadlineHours: 24 }] }
    const made = [
      order,
      await shop.rest('POST', '/products', courseProduct),
      await customer.rest('POST', '/payments', { orderId: (order.body as { id: string }).id, card: testCard }),
      await customer.rest('POST', '/ai/generate', { type: 'course', input: courseInput }),
      await customer.rest('POST', '/tasks', { title: 'Check the course', type: 'review' }),
      await customer.rest('POST', '/policies', { subject: 'order', currency: 'EUR', workflow }),
    ]
    for (const { status, headers, body } of made) {
      expect(status).toBe(201)
      const found = await customer.http(headers.get('location') ?? '')
      expect([found.status, await found.json()]).toMatchObject([200, { id: body.id }])
    }
    // What has no address of its own is found in the list it was put into.
    const listed = [
      await customer.rest('POST', '/organizations', { name: 'Second' }),
      await customer.rest('POST', '/teams', { name: 'Press' }),
      await customer.rest('POST', '/roles', { name: 'Reader', permissions: ['order:read'] }),
      await customer.rest('POST', '/invitations', { email: 'guest@example.test', role: 'viewer' }),
      await customer.rest('POST', '/api-keys', { name: 'CI', permissions: ['order:read'] }),
      await customer.rest('POST', '/absences', { userId: colleague, from: '2098-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' }),
      await customer.rest('POST', '/saved-filters', { list: 'products', name: 'Drafts', rules: { status: 'draft' } }),
    ]
    for (const { status, headers, body } of listed) {
      expect(status).toBe(201)
      const { items } = (await (await customer.http(headers.get('location') ?? '')).json()) as { items: { id?: string; key?: string }[] }
      expect(items.map(({ id, key }) => id ?? key)).toContain(body.id ?? body.key)
    }
    const newcomer = visitor()
    const { status, headers, body } = await newcomer.rest('POST', '/auth/register', { email: 'new@example.test', password: 'long enough', name: 'New' })
    expect(status).toBe(201)
    expect(await (await newcomer.http(headers.get('location') ?? '')).json()).toEqual(body)
    expect(restProcedures.filter(({ meta }) => meta.creates)).toHaveLength(made.length + listed.length + 1)
    await settle()
  })

  it('tells a problem as RFC 9457 has it, under the request id that came along', async () => {
    const { status, headers, body } = await shop.rest('POST', '/products', { name: '' }, { 'x-request-id': 'a-request-of-ours' })
    expect(status).toBe(400)
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(headers.get('x-request-id')).toBe('a-request-of-ours')
    expect(body).toMatchObject({
      type: 'about:blank',
      title: expect.any(String),
      status: 400,
      code: 'input.invalid',
      details: {},
      requestId: 'a-request-of-ours',
    })
    expect(body.errors).toContainEqual({ path: 'name', code: 'too_short', message: 'Must not be empty.' })
  })

  it('asks for the version that was last read: 428 without one, 409 with an old one', async () => {
    expect(await shop.rest('PUT', `/products/${product.id}`, { name: 'New name' })).toMatchObject({ status: 428, body: { code: 'version.missing' } })
    expect(await shop.rest('PUT', `/products/${product.id}`, { name: 'New name', version: 1 })).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await shop.rest('PUT', `/products/${product.id}`, { name: 'Other', version: 1 })).toMatchObject({ status: 409, body: { code: 'version.stale' } })
  })

  it('knows no other address', async () => {
    expect(await visitor().rest('GET', '/nothing-here')).toMatchObject({ status: 404, body: { code: 'request.unknown_route' } })
    expect(await visitor().rest('PATCH', '/products')).toMatchObject({ status: 405, body: { code: 'request.method_not_allowed' } })
  })

  it('is healthy and ready', async () => {
    for (const path of ['/healthz', '/readyz']) {
      const answer = await fetch(new URL(path, origin))
      expect([answer.status, await answer.json()]).toEqual([200, { ok: true }])
    }
  })

  it('has its page at /docs, with nothing loaded from another host', async () => {
    const page = await (await fetch(new URL('/docs', origin))).text()
    const loaded = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => new URL(address ?? '', `${origin}/docs`))
    expect(loaded.length).toBeGreaterThanOrEqual(3)
    for (const address of loaded) {
      expect(address.origin).toBe(origin)
      expect((await fetch(address)).status).toBe(200)
    }
    const start = await (await fetch(new URL('/docs/start.js', origin))).text()
    expect(`${page}${start}`).not.toMatch(/https?:\/\//)
  })
})
