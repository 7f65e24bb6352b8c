import type { ListedOrder, Permission, Product } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, type World, world } from '../../src/testing/index.ts'
import { bringIn, company } from '../support/organizations.ts'

const declined = { ...testCard, number: '4000000000000002' }

describe.each(storyDialects)('A row of an order, on %s', (dialect) => {
  let w: World
  let operator: SignedInCaller
  let course: Product
  let support: Product
  beforeAll(async () => {
    w = await world(dialect)
    operator = await w.operator()
    const { create } = operator.api.business.products
    course = await create.mutate(courseProduct)
    support = await create.mutate({ ...courseProduct, name: 'Support', price: '100.00', category: 'technical_support' })
  })
  afterAll(() => w.close())

  /** The order as the list shows it, which is also how it is read on its own. */
  const rowOf = async (reader: SignedInCaller, id: string): Promise<ListedOrder> => {
    const { items } = await reader.api.business.orders.list.query({ limit: 100 })
    const row = items.find((order) => order.id === id)
    expect(await reader.api.business.orders.get.query({ id })).toEqual(row)
    return row!
  }
  const places = async (buyer: SignedInCaller, { id: productId }: Product): Promise<string> => {
    const input = productId === course.id ? courseInput : { brief: 'The printer is on fire again.' }
    return (await buyer.api.business.orders.place.mutate({ productId, input })).id
  }
  const buys = async (buyer: SignedInCaller, product: Product): Promise<string> => {
    const orderId = await places(buyer, product)
    await buyer.api.business.payments.pay.mutate({ orderId, card: testCard })
    await w.settle()
    return orderId
  }
  const refunds = async (id: string, amount?: string) => {
    const { version } = await operator.api.business.orders.get.query({ id })
    const refund = await operator.api.business.orders.refund.mutate({ id, version, reason: 'Not what was ordered', ...(amount && { amount }) })
    await w.settle()
    return refund
  }

  it('has no payment and no job before it is paid, then the payment that succeeded, whatever was tried before and after', async () => {
    const buyer = await w.buyer()
    const id = await places(buyer, support)
    expect(await rowOf(buyer, id)).toMatchObject({ payment: null, refundable: null, job: null, isByHand: false })
    expect(await refusalOf(buyer.api.business.payments.pay.mutate({ orderId: id, card: declined }))).toBe('payment.declined')
    expect(await rowOf(buyer, id)).toMatchObject({ payment: { status: 'failed' }, refundable: null })
    await buyer.api.business.payments.pay.mutate({ orderId: id, card: testCard })
    await w.settle()
    const [paid, tried] = (await buyer.api.business.payments.list.query({ orderId: id })).items
    const shown = { payment: { id: paid!.id, status: 'succeeded', method: paid!.method }, refundable: '100.00', job: null, isByHand: true }
    expect(await rowOf(buyer, id)).toMatchObject(shown)
    const { payments } = w.db.tables
    await w.db
      .update(payments)
      .set({ createdAt: new Date(Date.parse(paid!.createdAt) + 60_000) })
      .where(eq(payments.id, tried!.id))
    expect(await rowOf(operator, id)).toMatchObject(shown)
  })

  it('has the latest job of an agent, and is not delivered by hand then', async () => {
    const buyer = await w.buyer()
    const id = await buys(buyer, course)
    const [job] = (await buyer.api.agents.jobs.list.query({ orderId: id })).items
    expect(await rowOf(buyer, id)).toMatchObject({ status: 'fulfilled', job: { id: job!.id, status: 'succeeded', progress: 100 }, isByHand: false })
    const { orders } = w.db.tables
    await w.db.update(orders).set({ status: 'in_progress' }).where(eq(orders.id, id))
    expect(await rowOf(buyer, id)).toMatchObject({ isByHand: false })
    // What the agent does not take, a person delivers.
    await w.db.update(orders).set({ input: {} }).where(eq(orders.id, id))
    expect(await rowOf(buyer, id)).toMatchObject({ isByHand: true })
  })

  it('says what a refund can return now: less what was refunded, and nothing while the rest awaits approval', async () => {
    const [buyer, approver] = [await w.buyer(), await w.operator()]
    const workflow = { stages: [{ name: 'Desk', approvers: [{ kind: 'operators' as const }], quorum: { kind: 'any' as const }, deadlineHours: 24 }] }
    const rule = await operator.api.business.policies.create.mutate({ subject: 'refund', currency: 'USD', above: '50.00', workflow })
    const id = await buys(buyer, support)
    await refunds(id, '20.00')
    expect(await rowOf(buyer, id)).toMatchObject({ payment: { status: 'partially_refunded' }, refundable: '80.00' })
    const held = await refunds(id)
    expect(held).toMatchObject({ status: 'awaiting_approval', amount: '80.00' })
    for (const reader of [buyer, operator]) expect(await rowOf(reader, id)).toMatchObject({ payment: { status: 'partially_refunded' }, refundable: null })
    const [approval] = (await operator.api.business.approvals.list.query({ resourceId: held.id })).items
    await approver.api.business.approvals.reject.mutate({ id: approval!.id, round: approval!.round, note: 'Too much' })
    await w.settle()
    expect(await rowOf(operator, id)).toMatchObject({ refundable: '80.00' })
    await operator.api.business.policies.remove.mutate({ id: rule.id, version: rule.version })
    await refunds(id)
    expect(await rowOf(operator, id)).toMatchObject({ status: 'refunded', payment: { status: 'refunded' }, refundable: null })
  })

  it('shows payments and jobs to those who may read them', async () => {
    const { owner, members } = await company(w, 'Readers', 'viewer')
    const id = await buys(owner, course)
    const holder = async (name: string, permissions: Permission[]): Promise<SignedInCaller> => {
      const { key } = await owner.api.organizations.roles.create.mutate({ name, permissions })
      const person = await w.buyer()
      await bringIn(w, owner, person, key)
      return person
    }
    const [all, none] = [
      { payment: { status: 'succeeded' }, refundable: '49.00', job: { status: 'succeeded' } },
      { buyer: null, payment: null, refundable: null, job: null },
    ]
    for (const reader of [owner, members[0], operator]) expect(await rowOf(reader, id)).toMatchObject(all)
    expect(await rowOf(await holder('Orders', ['order:read']), id)).toMatchObject(none)
    expect(await rowOf(await holder('Payments', ['order:read', 'payment:read']), id)).toMatchObject({ ...all, buyer: null, job: null })
    expect(await rowOf(await holder('Jobs', ['order:read', 'job:read']), id)).toMatchObject({ ...none, job: all.job })
  })
})
