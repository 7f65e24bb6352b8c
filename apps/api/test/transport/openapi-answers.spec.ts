import { type Page, paidPlans } from '@pantheon/contract'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApiDocument } from '../../src/http/openapi.ts'
import { createAppRouter } from '../../src/router.ts'
import type { Services } from '../../src/system.ts'
import { type Caller, courseInput, courseProduct, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'
import { type RestProcedure, restProcedures, restRequest, takenBy } from '../support/procedures.ts'

// What a generated client does with an answer: looks up its status and media type, and reads the body by the schema there.
const document = JSON.parse(JSON.stringify(openApiDocument(createAppRouter({} as Services))), (_, value) =>
  // The document leaves answers open for later versions; today's hold nothing that it does not say.
  value?.type === 'object' && value.properties && !('additionalProperties' in value) ? { ...value, additionalProperties: false } : value,
)
const ajv = new Ajv2020({ strict: false, allErrors: true })
formats.default(ajv)
ajv.addSchema(document, 'openapi.json')

const pointer = (...parts: string[]): string => parts.map((part) => `/${encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')

/** What of an answer the document does not say; empty when it says all of it. */
const undocumented = async ({ rest }: RestProcedure, answer: Response): Promise<string[]> => {
  const method = rest.method.toLowerCase()
  const { responses } = document.paths[rest.path][method]
  const status = [String(answer.status), `${String(answer.status)[0]}XX`, 'default'].find((each) => each in responses) ?? 'default'
  const { content = {} } = responses[status]
  const [mediaType = ''] = (answer.headers.get('content-type') ?? '').split(';')
  if (!(mediaType in content)) return [`${answer.status} ${mediaType} is not among ${Object.keys(content).join()}`]
  if (!/[/+]json$/.test(mediaType)) return (await answer.arrayBuffer()).byteLength > 0 ? [] : ['nothing in it']
  const validate = ajv.getSchema(`openapi.json#${pointer('paths', rest.path, method, 'responses', status, 'content', mediaType, 'schema')}`)
  validate?.(await answer.json())
  return (validate ? (validate.errors ?? []) : [{ instancePath: '', message: 'has no schema' }]).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  )
}
const ask = (caller: Caller, procedure: RestProcedure, input: Record<string, unknown>): Promise<Response> => {
  const { path, body } = restRequest(procedure, input)
  const json = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return caller.http(`/api/v1${path}`, { method: procedure.rest.method, ...json })
}

describe('An answer over REST', () => {
  let w: World
  let shop: SignedInCaller
  /** The id of something, by the path that lists such things. */
  const ids = new Map<string, string>()
  beforeAll(async () => {
    w = await world('sqlite')
    shop = await w.operator()
    const product = await shop.api.business.products.create.mutate(courseProduct)
    const order = await shop.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
    await shop.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
    await shop.api.agents.tasks.create.mutate({ title: 'Check the course', type: 'review' })
    await w.settle()
    for (const list of ['/products', '/orders', '/payments', '/invoices', '/courses', '/ai/jobs', '/tasks']) {
      const { items } = (await (await shop.http(`/api/v1${list}`)).json()) as Page<{ id: string }>
      ids.set(list, items[0]?.id ?? '')
    }
  }, 60_000)
  afterAll(() => w.close())

  const inputs = (): Record<string, Record<string, unknown>> => ({
    '/auth/explain': { userId: shop.account.user.id, permission: 'order:read' },
    '/subscription/quote': { plan: paidPlans[0] },
    '/overview/products': { range: '7d', timeZone: 'UTC', currency: 'USD' },
    '/saved-filters': { list: 'products' },
    '/agents/{id}': { id: 201 },
  })
  const inputOf = (procedure: RestProcedure): Record<string, unknown> => {
    const { path } = procedure.rest
    const id = ids.get(path.slice(0, Math.max(0, path.indexOf('/{'))))
    return takenBy(procedure, { ...(id !== undefined && { id, orderId: id }), ...inputs()[path] })
  }
  const reads = restProcedures.filter(({ rest }) => rest.method === 'GET')
  it.each(reads)('is what the document says: GET $rest.path', async (procedure) =>
    expect(await undocumented(procedure, await ask(shop, procedure, inputOf(procedure)))).toEqual([]),
  )

  it('is a good one for nearly all that can be read, every file among them', async () => {
    const answers = await Promise.all(reads.map(async (procedure) => ({ procedure, answer: await ask(shop, procedure, inputOf(procedure)) })))
    await Promise.all(answers.map(({ answer }) => answer.arrayBuffer()))
    const bad = answers.filter(({ answer }) => answer.status !== 200)
    expect(bad.filter(({ procedure }) => procedure.meta.mediaTypes).map(({ procedure }) => procedure.path)).toEqual([])
    // Nothing needed an approval here.
    expect(bad.map(({ procedure }) => procedure.rest.path)).toEqual(['/approvals/{id}', '/approvals/{id}/comments', '/policies/{id}'])
  })

  it('of every kind of file is named as what it is', async () => {
    const types: (string | undefined)[] = []
    // One after the other: an organization makes two files at once, and no more.
    for (const path of ['/audit/export?format=jsonl', '/audit/export?format=csv', '/exports/orders', '/catalogue/export']) {
      types.push((await shop.http(`/api/v1${path}`)).headers.get('content-type')?.split(';')[0])
    }
    expect(types).toEqual(['application/x-ndjson', 'text/csv', 'text/csv', 'text/csv'])
  })

  it.each(restProcedures)('that refuses is what the document says: $rest.method $rest.path', async (procedure) => {
    const answer = await ask(w.visitor(), procedure, {})
    expect(await undocumented(procedure, answer)).toEqual([])
  })
})
