import type { Order, Product, Refund } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, type Fault, refusalOf, type SignedInCaller, shaky, testCard, type World, world } from '../../src/testing/index.ts'

describe.each(storyDialects)('Giving money back, on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let course: Product
  let support: Product
  /** Which call to the provider is lost next, and where. */
  let lost: { call: string; fault: Fault } | undefined
  beforeAll(async () => {
    w = await world(dialect, {
      env: { OFFLINE_PACE_MS: '40', JOB_CONCURRENCY: '1' },
      aroundProvider: shaky((call) => {
        if (lost?.call !== call) return undefined
        const { fault } = lost
        lost = undefined
        return fault
      }),
    })
    operator = await w.operator()
    course = await operator.api.business.products.create.mutate(courseProduct)
    support = await operator.api.business.products.create.mutate({ ...courseProduct, name: 'Support', price: '100.00', category: 'technical_support' })
  })
  beforeEach(() => {
    lost = undefined
  })
  afterAll(() => w.close())

  const orderOf = (id: string): Promise<Order> => operator.api.business.orders.get.query({ id })
  const paymentsOf = async (orderId: string) => (await operator.api.business.payments.list.query({ orderId })).items
  const refundsOf = async (id: string) => (await operator.api.business.orders.refunds.query({ id })).items
  const buys = async (product: Product, buyer?: SignedInCaller): Promise<{ buyer: SignedInCaller; order: Order }> => {
    const who = buyer ?? (await w.buyer())
    const input = product.category === 'technical_support' ? { brief: 'The printer is on fire again.' } : courseInput
    const { id: orderId } = await who.api.business.orders.place.mutate({ productId: product.id, input })
    await who.api.business.payments.pay.mutate({ orderId, card: testCard })
    await expect.poll(async () => (await orderOf(orderId)).status, { timeout: 60_000 }).not.toBe('awaiting_payment')
    return { buyer: who, order: await orderOf(orderId) }
  }
  const jobOf = async (orderId: string) => (await operator.api.agents.jobs.list.query({ orderId })).items[0]
  /** A course order whose job is queued, because the only worker is busy with the job of `first`. */
  const waitsBehindAnother = async () => {
    const { order: first } = await buys(course)
    const { buyer, order } = await buys(course)
    await expect.poll(async () => [(await jobOf(first.id))?.status, (await jobOf(order.id))?.status], { timeout: 60_000 }).toEqual(['running', 'queued'])
    return { first, buyer, order }
  }
  /** Whoever is told that the order has moved on looks again, and asks again. */
  const givesBack = async (id: string, more: { amount?: string } = {}): Promise<Refund> => {
    const { version } = await orderOf(id)
    return operator.api.business.orders.refund.mutate({ id, version, reason: 'Not what was ordered', ...more }).catch((error: unknown) => {
      if (error instanceof Error && error.message.startsWith('Someone changed this')) return givesBack(id, more)
      throw error
    })
  }

  it('gives back all of it: the order is refunded, and the buyer reads it in the timeline', async () => {
    const { buyer, order } = await buys(support)
    // Invoices are issued behind what they are about.
    await w.settle()
    expect(await givesBack(order.id)).toMatchObject({
      amount: '100.00',
      status: 'succeeded',
      reason: 'Not what was ordered',
      requestedBy: operator.account.user.id,
    })
    expect(await orderOf(order.id)).toMatchObject({ status: 'refunded' })
    expect(await paymentsOf(order.id)).toMatchObject([{ status: 'refunded', refundedAmount: '100.00' }])
    await w.settle()
    const names = (await buyer.api.business.orders.timeline.query({ id: order.id })).items.map(({ name }) => name)
    expect(names.slice(-4)).toEqual(['refund.requested', 'refund.succeeded', 'order.refunded', 'invoice.issued'])
  })

  it('gives back parts, never more than is left', async () => {
    const { order } = await buys(support)
    await givesBack(order.id, { amount: '30.00' })
    expect(await paymentsOf(order.id)).toMatchObject([{ status: 'partially_refunded', refundedAmount: '30.00' }])
    expect((await orderOf(order.id)).status).toBe('paid')
    const tooMuch = { version: (await orderOf(order.id)).version, amount: '70.01', reason: 'More' }
    expect(await operator.rest('POST', `/orders/${order.id}/refund`, tooMuch)).toMatchObject({
      status: 400,
      body: { code: 'refund.too_much', details: { left: '70.00' } },
    })
    await givesBack(order.id, { amount: '20.50' })
    expect(await givesBack(order.id)).toMatchObject({ amount: '49.50' })
    expect((await orderOf(order.id)).status).toBe('refunded')
    expect((await refundsOf(order.id)).map(({ amount, status }) => [amount, status])).toEqual([
      ['30.00', 'succeeded'],
      ['20.50', 'succeeded'],
      ['49.50', 'succeeded'],
    ])
    expect(await refusalOf(givesBack(order.id))).toBe('refund.nothing_left')
  })

  it('asks for an amount the currency has digits for, and more than nothing', async () => {
    const { order } = await buys(support)
    for (const amount of ['1.001', '0', '0.00']) expect(await refusalOf(givesBack(order.id, { amount }))).toBe('input.invalid')
    expect(await refundsOf(order.id)).toEqual([])
  })

  it('is one refund when the button is pressed twice', async () => {
    const { order } = await buys(support)
    const press = () => operator.rest('POST', `/orders/${order.id}/refund`, { version: order.version, amount: '10.00', reason: 'Sorry' })
    const answers = await Promise.all([press(), press(), press()])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await refundsOf(order.id)).toHaveLength(1)
  })

  it('is for who may: a buyer is told which permission it takes', async () => {
    const { buyer, order } = await buys(support)
    const { status, body } = await buyer.rest('POST', `/orders/${order.id}/refund`, { version: order.version, reason: 'Mine' })
    expect([status, body]).toMatchObject([403, { code: 'auth.forbidden', details: { permission: 'order:refund' } }])
    const stranger = await w.buyer()
    expect((await stranger.rest('GET', `/orders/${order.id}/refunds`)).status).toBe(404)
  })

  it('is for orders that were paid', async () => {
    const buyer = await w.buyer()
    const order = await buyer.api.business.orders.place.mutate({ productId: support.id, input: { brief: 'The printer is on fire again.' } })
    expect(await refusalOf(givesBack(order.id))).toBe('order.wrong_state')
  })

  it('refund while the job runs cancels it', async () => {
    const { buyer, order } = await buys(course)
    const job = async () => (await buyer.api.agents.jobs.list.query({ orderId: order.id })).items[0]
    await expect.poll(async () => (await job())?.status, { timeout: 60_000 }).toBe('running')
    await givesBack(order.id)
    await w.settle()
    expect(await job()).toMatchObject({ status: 'cancelled' })
    expect((await orderOf(order.id)).status).toBe('refunded')
    expect(await refusalOf(buyer.api.agents.jobs.retry.mutate({ id: (await job())?.id ?? '' }))).toBe('job.not_owed')
    const { items } = await buyer.api.business.notifications.list.query({ limit: 10 })
    expect(items.filter(({ subjectId }) => subjectId === order.id).map(({ kind }) => kind)).toEqual(['order.refunded'])
  })

  it('of an order whose job has not begun cancels the job, and the buyer hears of the refund only', async () => {
    const { first, buyer, order } = await waitsBehindAnother()
    await givesBack(order.id)
    await givesBack(first.id)
    await w.settle()
    expect([(await jobOf(order.id))?.status, (await orderOf(order.id)).status]).toEqual(['cancelled', 'refunded'])
    const { items } = await buyer.api.business.notifications.list.query({ limit: 10 })
    expect(items.filter(({ subjectId }) => subjectId === order.id).map(({ kind }) => kind)).toEqual(['order.refunded'])
  })

  it('is not needed for a job that is cancelled before it began: the order has failed, and can be worked on again', async () => {
    const { first, buyer, order } = await waitsBehindAnother()
    await buyer.api.agents.jobs.cancel.mutate({ id: (await jobOf(order.id))?.id ?? '' })
    await givesBack(first.id)
    await expect.poll(async () => (await orderOf(order.id)).status, { timeout: 60_000 }).toBe('failed')
    const { version } = await orderOf(order.id)
    const { results } = await operator.api.business.orders.retryMany.mutate({ orders: [{ id: order.id, version }] })
    expect(results).toMatchObject([{ outcome: 'done' }])
    await w.settle()
    expect((await orderOf(order.id)).status).toBe('fulfilled')
  })

  it('is carried out later when the provider cannot be asked, and done once when only its answer is lost', async () => {
    for (const fault of ['before', 'after'] as const) {
      const { order } = await buys(support)
      lost = { call: 'refund', fault }
      expect(await givesBack(order.id, { amount: '40.00' })).toMatchObject({ status: 'pending' })
      const { refunds } = w.db.tables
      await w.db.update(refunds).set({ dueAt: new Date(0) })
      await w.system.services.reconciler.catchUp()
      expect(await refundsOf(order.id)).toMatchObject([{ status: 'succeeded', amount: '40.00' }])
      expect(await paymentsOf(order.id)).toMatchObject([{ status: 'partially_refunded', refundedAmount: '40.00' }])
      expect((await w.system.testProvider.provider.find((await paymentsOf(order.id))[0]?.providerPaymentId ?? ''))?.refunds).toHaveLength(1)
    }
  })

  it('happens by itself when money comes for an order that was cancelled meanwhile', async () => {
    const buyer = await w.buyer()
    const order = await buyer.api.business.orders.place.mutate({ productId: support.id, input: { brief: 'The printer is on fire again.' } })
    lost = { call: 'charge', fault: 'before' }
    expect(await refusalOf(buyer.api.business.payments.pay.mutate({ orderId: order.id, card: testCard }))).toBe('payment.provider_unreachable')
    await buyer.api.business.orders.cancel.mutate({ id: order.id, version: order.version })
    expect(await paymentsOf(order.id)).toMatchObject([{ status: 'cancelled' }])
    // What was asked of the provider was on its way all the time, and arrives now.
    const reference = (await paymentsOf(order.id))[0]?.id ?? ''
    const means = { kind: 'card' as const, card: testCard }
    await w.system.testProvider.provider.charge({ reference, amountMinor: 10_000, currency: 'USD', description: '', paymentMethod: means, returnUrl: '' })
    await expect.poll(async () => (await refundsOf(order.id)).length, { timeout: 60_000 }).toBe(1)
    await w.system.services.reconciler.catchUp()
    expect((await orderOf(order.id)).status).toBe('cancelled')
    expect(await refundsOf(order.id)).toMatchObject([{ status: 'succeeded', amount: '100.00', reason: 'nothing_owed', requestedBy: null }])
    expect(await paymentsOf(order.id)).toMatchObject([{ status: 'refunded' }])
  })

  it('of what another provider took is refused: the money can only go back there', async () => {
    const { order } = await buys(support)
    const { payments } = w.db.tables
    await w.db.update(payments).set({ provider: 'imported' }).where(eq(payments.orderId, order.id))
    expect(await refusalOf(givesBack(order.id))).toBe('refund.elsewhere')
    expect(await refundsOf(order.id)).toEqual([])
  })

  it('waits for an approval where a rule wants one, and binds the money meanwhile', async () => {
    const second = await w.operator()
    const workflow = { stages: [{ name: 'Desk', approvers: [{ kind: 'operators' as const }], quorum: { kind: 'any' as const }, deadlineHours: 24 }] }
    const rule = await operator.api.business.policies.create.mutate({ subject: 'refund', currency: 'USD', above: '50.00', workflow })
    const { buyer, order } = await buys(support)
    expect(await givesBack(order.id, { amount: '20.00' })).toMatchObject({ status: 'succeeded' })
    const held = await givesBack(order.id, { amount: '60.00' })
    expect(held).toMatchObject({ status: 'awaiting_approval' })
    expect(await refusalOf(givesBack(order.id, { amount: '20.01' }))).toBe('refund.too_much')
    const approvalOf = async (resourceId: string) => {
      const [approval] = (await operator.api.business.approvals.list.query({ resourceId })).items
      return { id: approval?.id ?? '', round: approval?.round ?? 0 }
    }
    // Nobody approves their own request.
    expect(await refusalOf(operator.api.business.approvals.approve.mutate(await approvalOf(held.id)))).toMatch(/^approval\./)
    await second.api.business.approvals.reject.mutate({ ...(await approvalOf(held.id)), note: 'Too much' })
    await w.settle()
    expect((await refundsOf(order.id)).map(({ amount, status }) => [amount, status])).toEqual([
      ['20.00', 'succeeded'],
      ['60.00', 'rejected'],
    ])
    const again = await givesBack(order.id)
    expect(again).toMatchObject({ status: 'awaiting_approval', amount: '80.00' })
    await second.api.business.approvals.approve.mutate(await approvalOf(again.id))
    // Executed at once, not with the next run of the schedule.
    await expect.poll(async () => (await refundsOf(order.id)).at(-1)?.status, { timeout: 60_000 }).toBe('succeeded')
    await w.settle()
    expect((await orderOf(order.id)).status).toBe('refunded')
    const told = async (reader: SignedInCaller) =>
      (await reader.api.business.orders.timeline.query({ id: order.id })).items
        .filter(({ name }) => /^(refund|approval)/.test(name))
        .map(({ name, actorId, detail }) => [name, actorId, detail])
    const [asker, decider, desk, agent] = [operator.account.user.id, second.account.user.id, 'agent:205', 'agent:204']
    const atOnce = [
      ['refund.requested', asker, null],
      ['refund.succeeded', agent, null],
    ]
    expect(await told(operator)).toEqual([
      ...atOnce,
      ['approval.opened', asker, null],
      ['refund.held', asker, null],
      ['approval.voted', decider, null],
      ['approval.rejected', decider, null],
      ['refund.failed', desk, 'not_approved'],
      ['approval.opened', asker, null],
      ['refund.held', asker, null],
      ['approval.voted', decider, null],
      ['approval.approved', decider, null],
      ['refund.requested', desk, null],
      ['refund.succeeded', agent, null],
    ])
    // What the operators said to each other about it is not for the buyer to read.
    const toBuyer = ['refund.held', 'refund.failed', 'refund.held', 'refund.requested', 'refund.succeeded']
    expect((await told(buyer)).map(([name]) => name)).toEqual([...atOnce.map(([name]) => name), ...toBuyer])
    await operator.api.business.policies.remove.mutate({ id: rule.id, version: rule.version })
  })
})
