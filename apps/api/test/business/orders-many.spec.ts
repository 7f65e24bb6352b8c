import { type AiJob, maxBulkItems, type Order, type OrderStatus, type Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { newId } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'

const refOf = ({ id, version }: { id: string; version: number }) => ({ id, version })

describe.each(storyDialects)('On %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let course: Product
  let support: Product
  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
    const { create } = operator.api.business.products
    course = await create.mutate(courseProduct)
    support = await create.mutate({ name: 'Support', price: '1980', currency: 'JPY', category: 'technical_support', status: 'active' })
  })
  afterAll(() => w.close())

  const places = (buyer: SignedInCaller, product = support): Promise<Order> =>
    buyer.api.business.orders.place.mutate({ productId: product.id, input: product === course ? courseInput : { brief: 'The printer is on fire again.' } })
  const pays = async (buyer: SignedInCaller, { id }: Order): Promise<Order> => {
    await buyer.api.business.payments.pay.mutate({ orderId: id, card: testCard })
    await w.settle()
    return buyer.api.business.orders.get.query({ id })
  }
  /** An order whose work failed, as the agent leaves it. */
  const failed = async (buyer: SignedInCaller): Promise<{ order: Order; job: AiJob }> => {
    const { id } = await pays(buyer, await places(buyer, course))
    const { orders, aiJobs } = w.db.tables
    await w.db.update(orders).set({ status: 'failed' }).where(eq(orders.id, id))
    await w.db.update(aiJobs).set({ status: 'failed', errorCode: 'model.unavailable' }).where(eq(aiJobs.orderId, id))
    const [job] = (await operator.api.agents.jobs.list.query({ orderId: id })).items
    return { order: await operator.api.business.orders.get.query({ id }), job: job! }
  }
  const statusOf = async ({ id }: { id: string }): Promise<OrderStatus> => (await operator.api.business.orders.get.query({ id })).status
  const many = { cancel: 'cancelMany', fulfil: 'fulfilMany', retry: 'retryMany' } as const
  const move = (step: keyof typeof many, orders: readonly { id: string; version: number }[], caller = operator) =>
    caller.api.business.orders[many[step]].mutate({ orders: orders.map(refOf) })
  const outcomes = ({ results }: { results: { outcome: string; code: string | null }[] }) => results.map(({ outcome, code }) => code ?? outcome)

  describe('Many orders at once', () => {
    it('are cancelled, each by its own rules, and the answer says of each what happened', async () => {
      const buyer = await w.buyer()
      const [open, stale, cancelled, other] = await Promise.all([places(buyer), places(buyer), places(buyer), places(await w.buyer())])
      await buyer.api.business.orders.cancel.mutate(refOf(cancelled))
      const paid = await pays(buyer, await places(buyer))
      const wanted = [open, { ...stale, version: 9 }, cancelled, other, paid, { id: newId(new Date()), version: 1 }]
      const answer = await move('cancel', wanted)
      expect(answer.results.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
      expect(outcomes(answer)).toEqual(['done', 'version.stale', 'already', 'done', 'order.wrong_state', 'order.not_found'])
      expect(answer).toMatchObject({ done: 2, already: 1, refused: 3 })
      expect(answer.results[0]).toMatchObject({ status: 'cancelled', version: open.version + 1 })
      expect(answer.results[1]).toMatchObject({ status: 'awaiting_payment', version: stale.version })
      expect(await Promise.all([open, stale, other, paid].map(statusOf))).toEqual(['cancelled', 'awaiting_payment', 'cancelled', 'paid'])
    })

    it('are cancelled once, however often and by however many it is asked', async () => {
      const buyer = await w.buyer()
      const orders = await Promise.all(Array.from({ length: 5 }, () => places(buyer)))
      const answers = await Promise.all([move('cancel', orders), move('cancel', [...orders, ...orders]), move('cancel', orders, buyer)])
      for (const { results, refused } of answers) expect([results.length, refused]).toEqual([5, 0])
      expect(answers.reduce((sum, { done }) => sum + done, 0)).toBe(5)
      expect(outcomes(await move('cancel', orders))).toEqual(Array(5).fill('already'))
      const { items } = await buyer.api.business.orders.timeline.query({ id: orders[0]!.id })
      expect(items.filter(({ name }) => name === 'order.cancelled')).toHaveLength(1)
    })

    it('with one Idempotency-Key are moved once, and the answer is the same', async () => {
      const buyer = await w.buyer()
      const body = { orders: [refOf(await places(buyer))] }
      const ask = () => operator.rest('POST', '/bulk/orders/cancel', body, { 'idempotency-key': `many-${dialect}` })
      const [first, second] = [await ask(), await ask()]
      expect([first.status, first.body.done, second.body]).toEqual([200, 1, first.body])
    })

    it('are fulfilled where people deliver, and not where an agent does', async () => {
      const buyer = await w.buyer()
      const [byHand, unpaid, written] = [await pays(buyer, await places(buyer)), await places(buyer), await failed(buyer)]
      const answer = await move('fulfil', [byHand, unpaid, written.order])
      expect(outcomes(answer)).toEqual(['done', 'order.wrong_state', 'order.wrong_state'])
      expect(answer.results[2]).toMatchObject({ reason: 'agent_delivers', status: 'failed' })
      expect(await statusOf(byHand)).toBe('fulfilled')
      expect(outcomes(await move('fulfil', [byHand]))).toEqual(['already'])
      const { id, version } = written.order
      expect(await operator.rest('POST', `/orders/${id}/fulfil`, { version })).toMatchObject({
        status: 409,
        body: { code: 'order.wrong_state', details: { reason: 'agent_delivers' } },
      })
    })

    it('whose work failed are worked on again, and delivered', async () => {
      const buyer = await w.buyer()
      const [one, two] = [await failed(buyer), await failed(buyer)]
      const open = await places(buyer, course)
      const answer = await move('retry', [one.order, { ...two.order, version: 99 }, open])
      expect(outcomes(answer)).toEqual(['done', 'version.stale', 'order.wrong_state'])
      await w.settle()
      expect(await Promise.all([one.order, two.order].map(statusOf))).toEqual(['fulfilled', 'failed'])
    })

    it('count as many pieces of work as are asked for, and those that are too many are named', async () => {
      const [buyer, other] = [await w.buyer(), await w.operator()]
      const orders = []
      for (let n = 0; n < 4; n++) orders.push((await failed(buyer)).order)
      // Twenty at once without a plan: two are left.
      for (let n = 0; n < 18; n++) await other.rest('POST', '/ai/jobs/01890000-0000-7000-8000-000000000000/retry')
      const answer = await other.rest('POST', '/bulk/orders/retry', { orders: [{ ...refOf(orders[0]!), version: 99 }, ...orders.slice(1).map(refOf)] })
      expect(answer.headers.get('ratelimit')).toMatch(/^"generation";r=0;/)
      expect(outcomes(answer.body)).toEqual(['version.stale', 'done', 'done', 'ai.too_often'])
      expect(answer.body.results[3]).toMatchObject({ outcome: 'refused', status: 'failed', version: orders[3]!.version })
      expect(await other.rest('POST', '/bulk/orders/retry', { orders: [refOf(orders[3]!)] })).toMatchObject({ status: 429, body: { code: 'ai.too_often' } })
      await w.settle()
      expect(await Promise.all(orders.map(statusOf))).toEqual(['failed', 'fulfilled', 'fulfilled', 'failed'])
    })

    it('asked for by two operators at the same moment are worked on once, and neither is refused', async () => {
      const buyer = await w.buyer()
      const { order } = await failed(buyer)
      const other = await w.operator()
      const answers = await Promise.all([move('retry', [order]), move('retry', [order], other)])
      expect(answers.flatMap(outcomes).toSorted()).toEqual(['already', 'done'])
      await w.settle()
    })

    it('asked for by the second when the work runs already, are left to that run', async () => {
      const { order, job } = await failed(await w.buyer())
      const { aiJobs } = w.db.tables
      // Of a worker whose lease has just begun, so that no other takes it.
      await w.db.update(aiJobs).set({ status: 'running' }).where(eq(aiJobs.id, job.id))
      expect(await refusalOf(operator.api.agents.jobs.retry.mutate({ id: job.id }))).toBe('job.wrong_state')
      expect(outcomes(await move('retry', [order]))).toEqual(['already'])
      await w.db.update(aiJobs).set({ status: 'failed' }).where(eq(aiJobs.id, job.id)) // settled stories wait for running work
    })

    it('asked for by the second when the work is done, and its order has not heard of that yet, are no refusal', async () => {
      const buyer = await w.buyer()
      const { order } = await failed(buyer)
      const { aiJobs } = w.db.tables
      const completedAt = new Date(Date.parse(order.updatedAt) + 1)
      await w.db.update(aiJobs).set({ status: 'succeeded', completedAt }).where(eq(aiJobs.orderId, order.id))
      expect(outcomes(await move('retry', [order]))).toEqual(['already'])
    })

    it('say why each was refused, also where it is their work that is in no state for it', async () => {
      const buyer = await w.buyer()
      const [one, two] = [await failed(buyer), await failed(buyer)]
      const { aiJobs } = w.db.tables
      await w.db.update(aiJobs).set({ status: 'succeeded' }).where(eq(aiJobs.orderId, one.order.id))
      const answer = await move('retry', [one.order, two.order])
      expect(outcomes(answer)).toEqual(['job.wrong_state', 'done'])
      expect(answer.results[0]).toMatchObject({ status: 'failed', version: one.order.version })
      await w.settle()
    })

    it('of another organization do not exist for a member, and fulfilling is for operators', async () => {
      const [owner, stranger] = await Promise.all([w.buyer(), w.buyer()])
      const order = await places(owner)
      expect(outcomes(await move('cancel', [order], stranger))).toEqual(['order.not_found'])
      expect(outcomes(await move('retry', [order], stranger))).toEqual(['order.not_found'])
      expect(await refusalOf(move('fulfil', [order], owner))).toBe('auth.forbidden')
      expect(await statusOf(order)).toBe('awaiting_payment')
    })

    it('are a hundred at most, and one at least', async () => {
      const lots = Array.from({ length: maxBulkItems + 1 }, () => ({ id: newId(new Date()), version: 1 }))
      expect(await refusalOf(move('cancel', lots))).toBe('input.invalid')
      expect(await refusalOf(move('cancel', []))).toBe('input.invalid')
      expect(await move('cancel', lots.slice(1))).toMatchObject({ refused: maxBulkItems })
    })
  })

  describe('Many products at once', () => {
    const make = (status: 'active' | 'draft'): Promise<Product> =>
      operator.api.business.products.create.mutate({ ...courseProduct, name: 'One of many', status })
    const moves = (step: 'archive' | 'restore' | 'publish', products: readonly { id: string; version: number }[], caller = operator) =>
      caller.api.business.products.moveMany.mutate({ move: step, products: products.map(refOf) })

    it('are published, archived and brought back, each by its own rules', async () => {
      const [draft, active] = [await make('draft'), await make('active')]
      const published = await moves('publish', [draft, active, { id: newId(new Date()), version: 1 }])
      expect(outcomes(published)).toEqual(['done', 'already', 'product.not_found'])
      expect(published.results[0]).toMatchObject({ status: 'active', version: 2 })
      expect(outcomes(await moves('archive', [draft, active]))).toEqual(['version.stale', 'done'])
      expect(
        outcomes(
          await moves('restore', [
            { ...draft, version: 2 },
            { ...active, version: 2 },
          ]),
        ),
      ).toEqual(['product.wrong_state', 'done'])
      expect(await operator.api.business.products.get.query({ id: active.id })).toMatchObject({ status: 'draft', version: 3 })
      expect(await refusalOf(moves('archive', [active], await w.buyer()))).toBe('auth.forbidden')
    })
  })

  describe('Saved filters', () => {
    const rules = { status: 'paid,failed', sort: 'amount_high', currency: 'JPY', minAmount: '1000' }
    const keeps = (caller: SignedInCaller, name: string, list: 'orders' | 'products' = 'orders') =>
      caller.api.business.savedFilters.save.mutate({ list, name, rules: list === 'orders' ? rules : { status: 'draft' } })
    const namesOf = async (caller: SignedInCaller, list: 'orders' | 'products' = 'orders') =>
      (await caller.api.business.savedFilters.list.query({ list })).items.map(({ name }) => name)

    it('are kept by name, renamed, changed and forgotten', async () => {
      const filter = await keeps(operator, 'Dear ones')
      await keeps(operator, 'Drafts', 'products')
      expect([filter.rules, await namesOf(operator), await namesOf(operator, 'products')]).toEqual([rules, ['Dear ones'], ['Drafts']])
      const { change, remove } = operator.api.business.savedFilters
      const renamed = await change.mutate({ ...refOf(filter), name: 'To look at' })
      expect(renamed).toMatchObject({ name: 'To look at', rules, version: 2 })
      expect(await change.mutate({ ...refOf(renamed), rules: { status: 'failed' } })).toMatchObject({ rules: { status: 'failed' }, version: 3 })
      expect(await refusalOf(change.mutate({ ...refOf(renamed), name: 'Late' }))).toBe('version.stale')
      await remove.mutate({ id: filter.id })
      expect(await namesOf(operator)).toEqual([])
      expect(await refusalOf(remove.mutate({ id: filter.id }))).toBe('saved_filter.not_found')
    })

    it('are one of a name, and twenty at most, however fast they are made', async () => {
      const buyer = await w.buyer()
      const made = await Promise.all(Array.from({ length: 25 }, (_, i) => refusalOf(keeps(buyer, `Filter ${i}`))))
      expect(made.filter((code) => code === undefined)).toHaveLength(20)
      expect(new Set(made)).toEqual(new Set([undefined, 'saved_filter.too_many']))
      const [first, second] = (await buyer.api.business.savedFilters.list.query({ list: 'orders' })).items
      expect(await refusalOf(buyer.api.business.savedFilters.change.mutate({ ...refOf(first!), name: second!.name }))).toBe('saved_filter.name_taken')
      await buyer.api.business.savedFilters.remove.mutate({ id: first!.id })
      expect(await refusalOf(keeps(buyer, second!.name))).toBe('saved_filter.name_taken')
    })

    it('are made with 201, and where they are listed', async () => {
      const made = await (await w.buyer()).rest('POST', '/saved-filters', { list: 'products', name: 'Drafts', rules: { status: 'draft' } })
      expect([made.status, made.headers.get('location')]).toEqual([201, '/api/v1/saved-filters?list=products'])
    })

    it('say nothing the list would not take', async () => {
      for (const wrong of [
        { status: 'lost' },
        { page: '2' },
        { sort: 'dearest' },
        { cursor: 'x' },
        { minAmount: '10' },
        { currency: 'JPY', maxAmount: '1.5' },
      ]) {
        const { status, body } = await operator.rest('POST', '/saved-filters', { list: 'orders', name: 'Wrong', rules: wrong })
        expect([status, body.code, body.errors[0].path]).toEqual([400, 'input.invalid', expect.stringMatching(/^rules/)])
      }
    })

    it("are nobody else's: not a colleague's, not another organization's, not after their keeper is gone", async () => {
      const [keeper, stranger] = await Promise.all([w.buyer(), w.buyer()])
      const filter = await keeps(keeper, 'Mine')
      const { change, remove } = stranger.api.business.savedFilters
      expect(await namesOf(stranger)).toEqual([])
      expect(await namesOf(operator)).toEqual([])
      expect(await refusalOf(change.mutate({ ...refOf(filter), name: 'Theirs' }))).toBe('saved_filter.not_found')
      expect(await refusalOf(remove.mutate({ id: filter.id }))).toBe('saved_filter.not_found')
      expect(await refusalOf(operator.api.business.savedFilters.remove.mutate({ id: filter.id }))).toBe('saved_filter.not_found')
      expect(await namesOf(keeper)).toEqual(['Mine'])
      const kept = () => w.db.$count(w.db.tables.savedFilters, eq(w.db.tables.savedFilters.id, filter.id))
      expect(await kept()).toBe(1)
      await keeper.api.auth.deleteAccount.mutate({ confirmation: keeper.password })
      expect(await kept()).toBe(0)
    })
  })
})
