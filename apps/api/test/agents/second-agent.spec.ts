import type { Order, Product, Task } from '@pantheon/contract'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'
import { documentAgent } from '../support/document-agent.ts'

const brief = 'Write a report on bread'
const newTask = { title: 'Bake', type: 'analysis' } as const

describe.each(storyDialects)('A second agent, on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let buyer: SignedInCaller
  let document: Product
  beforeAll(async () => {
    w = await world(dialect, { agents: [documentAgent] })
    operator = await w.operator()
    buyer = await w.buyer()
    const { create } = operator.api.business.products
    document = await create.mutate({ name: 'Report', price: '19.00', currency: 'USD', category: 'ai_document_generation', status: 'active' })
  })
  afterAll(() => w.close())

  const buys = async (input: Order['input'], product = document): Promise<Order> => {
    const { id } = await buyer.api.business.orders.place.mutate({ productId: product.id, input })
    await buyer.api.business.payments.pay.mutate({ orderId: id, card: testCard })
    await w.settle()
    return buyer.api.business.orders.get.query({ id })
  }
  const generates = async (input: object, who = buyer) => {
    const answer = await who.rest('POST', '/ai/generate', { type: 'document', input })
    await w.settle()
    return answer
  }
  const timelineOf = async ({ id }: Order) => (await operator.api.business.orders.timeline.query({ id })).items

  it('does the paid orders of its category, and no other agent does', async () => {
    const order = await buys({ brief })
    expect(order.status).toBe('fulfilled')
    const { body } = await buyer.rest('GET', `/ai/jobs?orderId=${order.id}`)
    const job = { type: 'document', jobType: 'document', agentId: 202, input: { brief }, output: { tasks: [] }, step: { page: 1 }, progress: 100 }
    expect(body.items).toEqual([expect.objectContaining({ ...job, status: 'succeeded' })])
    const course = await operator.api.business.products.create.mutate(courseProduct)
    expect((await buys(courseInput, course)).status).toBe('fulfilled')
    expect(await operator.api.agents.get.query({ id: 202 })).toMatchObject({
      name: 'DocumentGeneratorAgent',
      state: 'idle',
      engine: 'typewriter',
      succeeded: 1,
    })
    expect(await operator.api.agents.get.query({ id: 201 })).toMatchObject({ succeeded: 1 })
    expect((await operator.api.state.snapshot.query()).agentState.latestJobs.map(({ type }) => type)).toEqual(['course', 'document'])
  })

  it('is asked over REST without an order, for credits, by those who may', async () => {
    const before = await buyer.api.business.credits.balance.query()
    const made = await generates({ brief })
    expect([made.status, made.headers.get('location')]).toEqual([201, `/api/v1/ai/jobs/${made.body.id}`])
    expect((await buyer.rest('GET', `/ai/jobs/${made.body.id}`)).body).toMatchObject({ type: 'document', status: 'succeeded', output: { tasks: [] } })
    const [settled, reserved] = (await buyer.api.business.credits.entries.query({ limit: 2 })).items
    expect([reserved?.kind, settled?.kind, settled?.work]).toEqual([
      'reserve',
      'settle',
      { task: 'write_document', title: brief, courseId: null, orderId: null },
    ])
    expect((await buyer.api.business.credits.balance.query()).balance).toBe(before.balance - 1)
    const viewer = await w.member('viewer')
    expect(await generates({ brief }, viewer)).toMatchObject({ status: 403, body: { code: 'auth.forbidden', details: { permission: 'order:place' } } })
  })

  it('refuses what it cannot work with by the name of the field, and is no other type', async () => {
    expect(await generates({ brief: 'Read a report' })).toMatchObject({ status: 400, body: { code: 'input.invalid', errors: [{ path: 'input.brief' }] } })
    expect(await generates(courseInput)).toMatchObject({ status: 400, body: { errors: [{ path: 'input.brief' }] } })
    const unknown = await buyer.rest('POST', '/ai/generate', { type: 'poem', input: { brief } })
    expect(unknown).toMatchObject({ status: 400, body: { errors: [{ path: 'type' }] } })
  })

  it('stands in the OpenAPI document beside the first', async () => {
    const { components, paths } = (await buyer.rest('GET', '/openapi.json')).body
    const types = components.schemas.AiJob.oneOf.map((job: { properties: { type: { const: string } } }) => job.properties.type.const)
    expect(types).toEqual(['course', 'document'])
    const body = paths['/ai/generate'].post.requestBody.content['application/json'].schema
    expect(body.properties.type.enum).toEqual(types)
    expect(Object.keys(body.properties.input.anyOf[1].properties)).toEqual(['brief'])
  })

  it('counts against the limit of the plan', async () => {
    const eager = await w.buyer()
    const answers = []
    for (let n = 0; n < 40 && answers.at(-1)?.status !== 429; n++)
      answers.push(await eager.rest('POST', '/ai/generate', { type: 'document', input: { brief: 'Write about bread, please.' } }))
    expect(answers.at(-1)).toMatchObject({ status: 429, body: { code: 'ai.too_often' } })
  })

  it('acts with the permissions of its manifest, in the organization of the job, under its own name', async () => {
    const someone = await w.buyer()
    await someone.api.agents.tasks.create.mutate({ ...newTask, title: 'Not theirs' })
    const task: Task = await buyer.api.agents.tasks.create.mutate(newTask)
    const { body } = await generates({ brief: `Write about ${task.id}` })
    expect(await buyer.api.agents.jobs.get.query({ id: body.id })).toMatchObject({ status: 'succeeded', output: { tasks: ['Bake'] } })
    expect(await buyer.api.agents.tasks.get.query({ id: task.id })).toMatchObject({ status: 'in_progress', version: 2 })
    const { events } = w.db.tables
    const logged = (await w.db.select().from(events)).filter(({ name, subjectId }) => name === 'task.updated' && subjectId === task.id)
    expect(logged.map(({ actorId, organizationId }) => [actorId, organizationId])).toEqual([['agent:202', buyer.account.organization.id]])
  })

  it('is refused what its manifest does not name, and signs nobody in', async () => {
    const jobs = [(await generates({ brief: 'Write about orders' })).body, (await generates({ brief: 'Write about sign-in' })).body]
    const ended = await Promise.all(jobs.map(({ id }) => buyer.api.agents.jobs.get.query({ id })))
    expect(ended.map(({ status, errorCode, attempts }) => [status, errorCode, attempts])).toEqual([
      ['failed', 'auth.forbidden', 1],
      ['failed', 'request.unknown_route', 1],
    ])
  })

  it('says once on the timeline that it does not take an order, which a person then delivers', async () => {
    const order = await buys({ brief: 'Read me a report, please' })
    expect(order.status).toBe('paid')
    expect(await operator.api.business.orders.get.query({ id: order.id })).toMatchObject({ isByHand: true, job: null })
    const { id: orderId, organizationId, userId, category, input } = order
    await w.system.services.jobs.requestForOrder({ orderId, organizationId, userId, category, input })
    const refusals = (await timelineOf(order)).filter(({ name }) => name === 'job.refused')
    expect(refusals).toEqual([expect.objectContaining({ actorId: 'agent:202', actorName: 'DocumentGeneratorAgent' })])
    expect((await operator.api.agents.jobs.list.query({ orderId })).items).toEqual([])
    const told = async (who: SignedInCaller) =>
      (await who.api.business.notifications.list.query({ limit: 5 })).items.filter(({ subjectId }) => subjectId === orderId)
    expect(await told(operator)).toMatchObject([{ kind: 'job.refused', subject: 'order', title: 'Read me a report, please', person: null }])
    expect(await told(buyer)).toEqual([])
    const { results } = await operator.api.business.orders.fulfilMany.mutate({ orders: [{ id: orderId, version: order.version }] })
    expect(results).toMatchObject([{ outcome: 'done' }])
    expect(await refusalOf(operator.api.business.orders.fulfil.mutate({ id: orderId, version: order.version }))).toBe('version.stale')
  })
})
