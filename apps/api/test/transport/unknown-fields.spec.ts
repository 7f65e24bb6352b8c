import { afterAll, describe, expect, it } from 'vitest'
import { takesBody } from '../../src/http/rest.ts'
import { courseInput, courseProduct, world } from '../../src/testing/index.ts'
import { callRest, callTrpc, procedures, restProcedures, restRequest, sampleInput } from '../support/procedures.ts'

const json = { 'content-type': 'application/json' }

describe('A field that is not known', async () => {
  const { operator, buyer, visitor, close } = await world('sqlite')
  afterAll(close)
  const [shop, customer] = await Promise.all([operator(), buyer()])
  const product = await shop.api.business.products.create.mutate(courseProduct)
  const fieldsOf = (body: unknown) => (body as { data: { fields: { path: string; code: string }[] } }).data.fields
  const misspelled = { code: 'unknown', message: 'There is no such field.' }

  it.each(procedures.filter(({ input }) => input))('is refused over tRPC, by its name: $path', async (procedure) => {
    const { status, code, body } = await callTrpc(shop, procedure, { ...sampleInput(procedure), colour: 'red', __size: 1 })
    expect([status, code]).toEqual([400, 'input.unknown_field'])
    expect(fieldsOf(body).map(({ path }) => path)).toEqual(['colour', '__size'])
  })

  it.each(restProcedures.filter(({ rest }) => takesBody(rest)))('is refused over REST, by its name: $rest.method $rest.path', async (procedure) => {
    const { status, code, body } = await callRest(shop, procedure, { ...sampleInput(procedure), colour: 'red' })
    expect([status, code]).toEqual([400, 'input.unknown_field'])
    expect(body).toMatchObject({ errors: [{ path: 'colour', ...misspelled }] })
  })

  const named = restProcedures.flatMap((procedure) => {
    const names = [...procedure.rest.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    return takesBody(procedure.rest) ? names.map((name) => ({ ...procedure, name })) : []
  })
  it.each(named)('is one that the path says, whatever the body says there: $name of $rest.method $rest.path', async (procedure) => {
    const caller = procedure.meta.limit ? await buyer() : shop
    const { path, body } = restRequest(procedure, sampleInput(procedure) ?? {})
    const answer = await caller.rest(procedure.rest.method, path, { ...body, [procedure.name]: 'something else' })
    expect([answer.status, answer.body.code, answer.body.errors]).toEqual([400, 'input.unknown_field', [{ path: procedure.name, ...misspelled }]])
  })

  it('is refused at any depth, and in what the agent of an order is given', async () => {
    const deep = { list: 'orders', name: 'Unpaid', rules: {}, filter: { a: { b: 1 } } }
    expect((await shop.rest('POST', '/saved-filters', deep)).body.errors).toEqual([{ path: 'filter', ...misspelled }])
    const workflow = { stages: [{ name: 'Desk', approvers: [{ kind: 'operators', who: 'all' }], quorum: { kind: 'any' }, deadlineHours: 24 }] }
    const policy = await customer.rest('POST', '/policies', { subject: 'order', workflow })
    expect([policy.body.code, policy.body.errors]).toEqual(['input.unknown_field', [{ path: 'workflow.stages.0.approvers.0.who', ...misspelled }]])
    const order = await customer.rest('POST', '/orders', { productId: product.id, input: { ...courseInput, colour: 'red' } })
    expect([order.body.code, order.body.errors]).toEqual(['order.input_invalid', [{ path: 'input.colour', ...misspelled }]])
  })

  it('is not the direction that tRPC’s hooks send for an endless list, which REST does not know', async () => {
    const input = encodeURIComponent(JSON.stringify({ limit: 1, direction: 'forward' }))
    // The input of the last three may be left out.
    for (const list of ['business.orders.list', 'business.absences.list', 'auth.apiKeys.list', 'organizations.invitations.list'])
      expect([list, (await customer.http(`/trpc/${list}?input=${input}`)).status]).toEqual([list, 200])
    expect(await customer.rest('GET', '/orders?limit=1&direction=forward')).toMatchObject({ status: 400, body: { code: 'input.unknown_parameter' } })
    expect(await customer.rest('POST', '/tasks', { title: 'A task', type: 'review', direction: 'forward' })).toMatchObject({ status: 400 })
  })

  it('is refused in each call of a batch alone', async () => {
    const body = JSON.stringify({ 0: { list: 'orders', colour: 'red' }, 1: { list: 'orders' } })
    const path = `/trpc/business.savedFilters.list,business.savedFilters.list?batch=1&input=${encodeURIComponent(body)}`
    const [first, second] = (await (await customer.http(path)).json()) as { error?: { data: { code: string } }; result?: object }[]
    expect([first?.error?.data.code, second?.result !== undefined]).toEqual(['input.unknown_field', true])
  })

  it('is told to those only who may call: everybody else learns nothing of the input', async () => {
    expect(await visitor().rest('POST', '/products', { colour: 'red' })).toMatchObject({ status: 401 })
    expect(await customer.rest('POST', '/products', { colour: 'red' })).toMatchObject({ status: 403 })
  })

  it('is left out at the addresses of the API before this one, as it always was', async () => {
    const old = (path: string, body: object) => customer.http(`/api${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) })
    expect((await old('/orders', { productId: product.id, input: { ...courseInput, colour: 'red' }, colour: 'red' })).status).toBe(201)
    expect((await old('/ai/generate', { type: 'course', input: courseInput, colour: 'red' })).status).toBe(201)
  })
})

describe('A body', async () => {
  const { buyer, close } = await world('sqlite')
  afterAll(close)
  const customer = await buyer()
  const rest = async (body: string) => {
    const answer = await customer.http('/api/v1/organizations', { method: 'POST', headers: json, body })
    const { title, code } = (await answer.json()) as { title: string; code: string }
    return { status: answer.status, code, title }
  }
  const trpc = async (body: string) => {
    const answer = await customer.http('/trpc/organizations.create', { method: 'POST', headers: json, body })
    const { error } = (await answer.json()) as { error: { message: string; data: { code: string } } }
    return { status: answer.status, code: error.data.code, title: error.message }
  }

  it('that is no JSON and one that is no object have sentences of their own, over REST and tRPC', async () => {
    for (const ask of [rest, trpc]) {
      for (const broken of ['{', '{"name":', 'name=x', '{"name":"a",}']) {
        expect([broken, await ask(broken)]).toEqual([broken, { status: 400, code: 'input.not_json', title: 'The body of the request is no valid JSON.' }])
      }
      for (const other of ['[]', '"x"', '1', 'null', 'true']) {
        const title = expect.stringContaining('has to be a JSON object')
        expect([other, await ask(other)]).toEqual([other, { status: 400, code: 'input.not_object', title }])
      }
    }
  })
})
