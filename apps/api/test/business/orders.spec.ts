import type { Order, Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'

const card = { number: '4242 4242 4242 4242', expiry: '12/30', cvc: '123' }
const declined = { ...card, number: '4000 0000 0000 0002' }
const input = { topic: 'Bread', difficulty: 'beginner', durationWeeks: 1, targetAudience: 'bakers', language: 'en' }

describe.each(storyDialects)('On %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let course: Product
  let support: Product
  beforeAll(async () => {
    w = await world(dialect, { paymentSecret: 'known to this suite' })
    operator = await w.operator()
    const { create } = operator.api.business.products
    course = await create.mutate({ name: 'Course', price: '49.00', currency: 'USD', category: 'ai_course_generation', status: 'active' })
    support = await create.mutate({ name: 'Support', price: '19800', currency: 'JPY', category: 'technical_support', status: 'active' })
  })
  afterAll(() => w.close())

  const places = (buyer: SignedInCaller, product = course, given: Record<string, string | number> = input): Promise<Order> =>
    buyer.api.business.orders.place.mutate({ productId: product.id, input: given })
  const timelineOf = async (buyer: SignedInCaller, { id }: Order): Promise<string[]> =>
    (await buyer.api.business.orders.timeline.query({ id })).items.map(({ name }) => name)

  describe('A course, from order to deliverable', () => {
    it('is ordered, declined, paid, written and delivered', async () => {
      const buyer = await w.buyer()
      const order = await places(buyer)
      expect(order).toMatchObject({ status: 'awaiting_payment', totalAmount: '49.00', currency: 'USD' })
      expect(await refusalOf(buyer.api.business.payments.pay.mutate({ orderId: order.id, card: declined }))).toBe('payment.declined')
      expect(await buyer.api.business.orders.get.query({ id: order.id })).toMatchObject({ status: 'awaiting_payment' })
      expect(await buyer.api.business.payments.pay.mutate({ orderId: order.id, card })).toMatchObject({
        status: 'pending',
        method: 'visa •••• 4242',
        amount: '49.00',
      })
      await w.settle()

      expect(await buyer.api.business.orders.get.query({ id: order.id })).toMatchObject({ status: 'fulfilled' })
      const { items: payments } = await buyer.api.business.payments.list.query({ orderId: order.id })
      expect(payments.map(({ status, failureCode }) => [status, failureCode])).toEqual([
        ['succeeded', null],
        ['failed', 'card_declined'],
      ])
      const { items: jobs } = await buyer.api.agents.jobs.list.query({ orderId: order.id })
      expect(jobs).toMatchObject([{ status: 'succeeded', progress: 100, agentId: 201 }])
      const written = await buyer.api.agents.courses.get.query({ id: jobs[0]?.output?.courseId ?? '' })
      expect(written).toMatchObject({ status: 'complete', authorship: 'offline_draft', orderId: order.id })
      expect(JSON.stringify(written.content)).toContain('Bread')
      // The agent does not wait until the order knows that it has begun, and neither for the invoice.
      const timeline = await timelineOf(buyer, order)
      expect(timeline).toContain('order.started')
      expect(timeline).toContain('invoice.issued')
      expect(timeline.filter((name) => name !== 'order.started' && name !== 'invoice.issued')).toEqual([
        'order.placed',
        'payment.created',
        'payment.failed',
        'payment.created',
        'payment.succeeded',
        'order.paid',
        'job.queued',
        'job.started',
        'course.outlined',
        'course.completed',
        'job.succeeded',
        'order.fulfilled',
      ])
    })

    it('is refused when the price has changed since the buyer saw it, and shows the price of now', async () => {
      const buyer = await w.buyer()
      const product = await operator.api.business.products.create.mutate({
        name: 'Moving',
        price: '10.00',
        currency: 'USD',
        category: 'ai_course_generation',
        status: 'active',
      })
      await operator.api.business.products.update.mutate({ id: product.id, version: product.version, price: '12.00' })
      const { status, body } = await buyer.rest('POST', '/orders', { productId: product.id, input, expectedVersion: product.version })
      expect({ status, code: body.code, price: body.details.current.price }).toEqual({ status: 409, code: 'version.stale', price: '12.00' })
    })

    it('says field by field what the agent needs', async () => {
      const buyer = await w.buyer()
      const { status, body } = await buyer.rest('POST', '/orders', { productId: course.id, input: { topic: 'x' } })
      expect(status).toBe(400)
      expect(body.code).toBe('order.input_invalid')
      expect(body.errors.map((field: { path: string }) => field.path)).toContain('input.topic')
    })

    it('is made once for an order, so that nobody pays for two and gets one', async () => {
      const buyer = await w.buyer()
      const { status, body } = await buyer.rest('POST', '/orders', { productId: course.id, quantity: 2, input })
      expect({ status, code: body.code, details: body.details }).toEqual({
        status: 400,
        code: 'order.not_counted',
        details: { category: 'ai_course_generation', most: 1 },
      })
      expect(body.errors).toEqual([{ path: 'quantity', code: 'too_large', message: 'Must be 1 or less.' }])
      expect(await refusalOf(buyer.api.business.orders.place.mutate({ productId: course.id, quantity: 2, input }))).toBe('order.not_counted')
      expect((await buyer.api.business.orders.list.query({})).items).toEqual([])
      const months = { productId: support.id, quantity: 2, input: { brief: 'The printer is on fire again.' } }
      expect(await buyer.api.business.orders.place.mutate(months)).toMatchObject({ quantity: 2, totalAmount: '39600' })
    })
  })

  describe('Paying', () => {
    it('by two clients at once is one payment and one charge', async () => {
      const buyer = await w.buyer()
      const order = await places(buyer)
      const before = await w.system.db.$count(w.system.db.tables.testCharges)
      const answers = await Promise.all(Array.from({ length: 8 }, () => buyer.api.business.payments.pay.mutate({ orderId: order.id, card })))
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
      await w.settle()
      expect((await buyer.api.business.payments.list.query({ orderId: order.id })).items).toMatchObject([{ status: 'succeeded' }])
      expect((await w.system.db.$count(w.system.db.tables.testCharges)) - before).toBe(1)
      expect((await timelineOf(buyer, order)).filter((name) => name === 'order.paid')).toHaveLength(1)
    })

    it('again, after it was paid, changes nothing', async () => {
      const buyer = await w.buyer()
      const order = await places(buyer)
      const first = await buyer.api.business.payments.pay.mutate({ orderId: order.id, card })
      await w.settle()
      expect(await buyer.api.business.payments.pay.mutate({ orderId: order.id, card })).toMatchObject({ id: first.id, status: 'succeeded' })
    })

    it('takes no card that has expired', async () => {
      const buyer = await w.buyer()
      const order = await places(buyer)
      const refused = await buyer.rest('POST', '/payments', { orderId: order.id, card: { ...card, expiry: '01/20' } })
      expect([refused.status, refused.body.code, refused.body.details]).toMatchObject([402, 'payment.declined', { reason: 'expired_card' }])
      expect((await buyer.api.business.payments.list.query({ orderId: order.id })).items).toMatchObject([{ status: 'failed', failureCode: 'expired_card' }])
    })

    it('takes nothing but the scripted cards', async () => {
      const buyer = await w.buyer()
      const order = await places(buyer)
      expect(await refusalOf(buyer.api.business.payments.pay.mutate({ orderId: order.id, card: { ...card, number: '4111 1111 1111 1111' } }))).toBe(
        'payment.unknown_test_card',
      )
      expect((await buyer.api.business.payments.list.query({ orderId: order.id })).items).toEqual([])
    })

    it('is settled by a signed callback, once, however often it comes', async () => {
      const buyer = await w.buyer()
      const order = await places(buyer)
      const payment = await buyer.api.business.payments.pay.mutate({ orderId: order.id, card })
      const body = JSON.stringify({ id: 'evt_again', type: 'charge.settled', at: new Date().toISOString(), charge: payment.providerPaymentId })
      const send = async (text: string, signature: string): Promise<number> =>
        (await w.visitor().http('/api/v1/payments/webhook', { method: 'POST', body: text, headers: { 'payment-signature': signature } })).status
      const signature = w.system.testProvider.sign(body)
      expect(await Promise.all(Array.from({ length: 5 }, () => send(body, signature)))).toEqual([200, 200, 200, 200, 200])
      await w.settle()
      expect(await w.system.db.$count(w.system.db.tables.providerEvents, eq(w.system.db.tables.providerEvents.id, 'test:evt_again'))).toBe(1)
      expect((await timelineOf(buyer, order)).filter((name) => name === 'payment.succeeded')).toHaveLength(1)
      expect(await send(body.replace('settled', 'forged'), signature)).toBe(400)
      expect(await send(body, 't=1,v1=00')).toBe(400)
      expect(await send(body, '')).toBe(400)
    })
  })

  describe('Two people at once', () => {
    it('who update one version: one wins, the other gets 409 with the current state', async () => {
      const product = await operator.api.business.products.create.mutate({ name: 'Contested', price: '1.00', currency: 'USD', category: 'technical_support' })
      const change = (name: string) => operator.rest('PUT', `/products/${product.id}`, { version: product.version, name })
      const answers = await Promise.all([change('One'), change('Two')])
      const [won, lost] = answers.toSorted((a, b) => a.status - b.status)
      expect([won?.status, lost?.status]).toEqual([200, 409])
      expect(lost?.body).toMatchObject({ code: 'version.stale', details: { current: won?.body } })
    })
    it('who forget the version are told to bring it', async () => {
      const { status, body } = await operator.rest('PUT', `/products/${course.id}`, { name: 'X' })
      expect({ status, code: body.code }).toEqual({ status: 428, code: 'version.missing' })
    })
    it('who pay and cancel one order: it is either paid or cancelled, never both', async () => {
      for (let round = 0; round < 5; round++) {
        const buyer = await w.buyer()
        const order = await places(buyer)
        await Promise.allSettled([
          buyer.api.business.payments.pay.mutate({ orderId: order.id, card }),
          buyer.api.business.orders.cancel.mutate({ id: order.id, version: order.version }),
        ])
        await w.settle()
        const { status } = await buyer.api.business.orders.get.query({ id: order.id })
        const taken = (await buyer.api.business.payments.list.query({ orderId: order.id })).items.filter((payment) => payment.status === 'succeeded')
        expect([
          ['cancelled', 0],
          ['fulfilled', 1],
        ]).toContainEqual([status, taken.length])
      }
    })
  })

  describe('Orders as a file', () => {
    it('are those one may see, with who placed them, and no cell that a spreadsheet would calculate', async () => {
      const [buyer, stranger] = await Promise.all([w.buyer(), w.buyer()])
      const notes = '=HYPERLINK("https://evil.example")'
      const order = await buyer.api.business.orders.place.mutate({ productId: support.id, input: { brief: 'The printer is on fire again.' }, notes })
      await places(stranger)
      const answer = await buyer.http('/api/v1/exports/orders')
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('orders-')])
      const text = await answer.text()
      const lines = text.trim().split('\r\n')
      expect(lines).toHaveLength(2)
      expect(lines[1]).toContain(`${order.id},`)
      expect(lines[1]).toContain(buyer.account.user.email)
      expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
      const all = await (await operator.http('/api/v1/exports/orders?status=awaiting_payment')).text()
      expect(all).toContain(stranger.account.user.email)
      expect((await (await buyer.http('/api/v1/exports/orders?status=fulfilled')).text()).trim().split('\r\n')).toHaveLength(1)
    })
  })

  describe('What no agent does', () => {
    it('waits for a person, who says when it is delivered', async () => {
      const buyer = await w.buyer()
      const order = await places(buyer, support, { brief: 'The printer is on fire again.' })
      await buyer.api.business.payments.pay.mutate({ orderId: order.id, card })
      await w.settle()
      const paid = await operator.api.business.orders.get.query({ id: order.id })
      expect(paid.status).toBe('paid')
      expect(await refusalOf(buyer.api.business.orders.fulfil.mutate({ id: order.id, version: paid.version }))).toBe('auth.forbidden')
      expect(await operator.api.business.orders.fulfil.mutate({ id: order.id, version: paid.version })).toMatchObject({ status: 'fulfilled' })
    })
  })

  describe('The catalogue', () => {
    it('hides drafts from buyers, and finds by name, description and category', async () => {
      const visitor = w.visitor()
      const draft = await operator.api.business.products.create.mutate({
        name: 'Secret 100% plan_b',
        price: '5.00',
        currency: 'EUR',
        category: 'business_consulting',
      })
      expect(await refusalOf(visitor.api.business.products.get.query({ id: draft.id }))).toBe('product.not_found')
      expect(await refusalOf(visitor.api.business.products.list.query({ status: 'draft' }))).toBe('auth.forbidden')
      await operator.api.business.products.update.mutate({ id: draft.id, version: 1, status: 'active' })
      const find = async (search: string): Promise<string[]> => (await visitor.api.business.products.list.query({ search })).items.map(({ name }) => name)
      expect(await find('SECRET')).toEqual(['Secret 100% plan_b'])
      expect(await find('100%')).toEqual(['Secret 100% plan_b'])
      expect(await find('planxb')).toEqual([])
      expect((await visitor.api.business.products.list.query({ category: 'business_consulting' })).items.map(({ id }) => id)).toEqual([draft.id])
    })
    it('deletes what was never ordered and archives what was', async () => {
      const fresh = await operator.api.business.products.create.mutate({
        name: 'Fresh',
        price: '5.00',
        currency: 'EUR',
        category: 'technical_support',
        status: 'active',
      })
      expect(await operator.api.business.products.remove.mutate({ id: fresh.id })).toEqual({ id: fresh.id, outcome: 'deleted' })
      const sold = await operator.api.business.products.create.mutate({
        name: 'Sold',
        price: '5.00',
        currency: 'EUR',
        category: 'technical_support',
        status: 'active',
      })
      const buyer = await w.buyer()
      await places(buyer, sold, { brief: 'The printer is on fire again.' })
      expect(await operator.api.business.products.remove.mutate({ id: sold.id })).toEqual({ id: sold.id, outcome: 'archived' })
      expect(await refusalOf(places(buyer, sold, { brief: 'The printer is on fire again.' }))).toBe('product.not_orderable')
    })
    it('pages without gaps or doubles, however many are added meanwhile', async () => {
      const made: string[] = []
      for (let i = 0; i < 7; i++)
        made.push(
          (
            await operator.api.business.products.create.mutate({
              name: `Paged ${i}`,
              price: '5.00',
              currency: 'EUR',
              category: 'ai_search_service',
              status: 'active',
            })
          ).id,
        )
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await w.visitor().api.business.products.list.query({ category: 'ai_search_service', limit: 3, ...(cursor && { cursor }) })
        seen.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
        await operator.api.business.products.create.mutate({ name: 'Late', price: '5.00', currency: 'EUR', category: 'ai_search_service', status: 'active' })
      } while (cursor)
      expect(seen).toEqual(made.toReversed())
    })
  })
})
