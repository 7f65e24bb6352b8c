import type { Agent } from '@pantheon/contract'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { courseInput, courseProduct, refusalOf, type SignedInCaller, testCard, world } from '../../src/testing/index.ts'
import { any, approvalDesk, due, person, stage } from '../support/approval-desk.ts'
import { company } from '../support/organizations.ts'

const hour = 3_600_000

describe.each(storyDialects)('What agents 201, 204 and 205 do, on %s', async (dialect) => {
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  const w = await world(dialect, { clock })
  afterAll(() => w.close())
  const { asksFor, orders } = await approvalDesk(w)
  const operator = await w.operator()
  const { id: supportId } = await operator.api.business.products.create.mutate({ ...courseProduct, name: 'Support', category: 'technical_support' })

  const agentOf = (caller: SignedInCaller, id: 204 | 205): Promise<Agent> => caller.api.agents.get.query({ id })
  const measureOf = ({ measures }: Agent, name: string) => measures.find((measure) => measure.name === name)
  const whoDid = async (caller: SignedInCaller, id: string) =>
    (await caller.api.business.orders.timeline.query({ id })).items.map(({ name, actorName }) => [name, actorName])
  const audited = async (caller: SignedInCaller, filter: object) => {
    const { items } = await caller.api.audit.list.query({ limit: 100, ...filter })
    return items.map(({ action, actorId, actorName }) => [action, actorId, actorName])
  }
  const buys = async (buyer: SignedInCaller, card = testCard): Promise<string> => {
    const { id: orderId } = await buyer.api.business.orders.place.mutate({ productId: supportId, input: { brief: 'The printer is on fire again.' } })
    await buyer.api.business.payments.pay.mutate({ orderId, card }).catch(() => undefined)
    await w.settle()
    return orderId
  }

  describe('201, with courses', async () => {
    const { id: courseId } = await operator.api.business.products.create.mutate(courseProduct)
    const agent = 'CourseGeneratorAgent'
    const ordersCourse = async (buyer: SignedInCaller): Promise<string> => {
      const { id: orderId } = await buyer.api.business.orders.place.mutate({ productId: courseId, input: courseInput })
      await buyer.api.business.payments.pay.mutate({ orderId, card: testCard })
      await w.settle()
      return orderId
    }

    it('stands in the timeline and in the audit log for its work, and for how that moves the order', async () => {
      const buyer = await w.buyer()
      const names = ['job.queued', 'job.started', 'order.started', 'course.outlined', 'course.completed', 'job.succeeded', 'order.fulfilled']
      const did = await whoDid(buyer, await ordersCourse(buyer))
      expect(did.filter(([, who]) => who === agent).map(([name]) => name)).toEqual(expect.arrayContaining(names))
      expect(did.filter(([, who]) => who === null)).toEqual([])
      const entries = await audited(buyer, { actorId: 'agent:201' })
      expect(new Set(entries.map(([action]) => action))).toEqual(new Set([...names.filter((name) => name !== 'course.outlined'), 'course.updated']))
      expect(new Set(entries.map(([, , name]) => name))).toEqual(new Set([agent]))
    })

    it('leaves nothing to nobody of all that one order comes to, but that people are notified', async () => {
      const buyer = await w.buyer()
      await ordersCourse(buyer)
      const { events } = w.db.tables
      const logged = await w.db.select().from(events).where(eq(events.organizationId, buyer.account.organization.id))
      expect(logged.map(({ name }) => name)).toContain('job.progressed')
      expect([...new Set(logged.filter(({ actorId }) => actorId === null).map(({ name }) => name))]).toEqual(['notification.created'])
    })

    it('is not who ended what a person cancelled', async () => {
      const buyer = await w.buyer()
      const { id } = await buyer.api.agents.jobs.generate.mutate({ type: 'course', input: courseInput })
      await buyer.api.agents.jobs.cancel.mutate({ id }).catch(() => undefined)
      await w.settle()
      const ended = await audited(buyer, { action: 'job.cancelled' })
      expect(ended).toEqual([['job.cancelled', buyer.account.user.id, buyer.account.user.name]])
    })
  })

  describe('204, with payments', () => {
    it('says with which provider it works, and that no money moves there', async () => {
      const buyer = await w.buyer()
      const nothing = { queued: 0, running: 0, succeeded: 0, failed: 0, lastActiveAt: null }
      expect(await agentOf(buyer, 204)).toMatchObject({ name: 'PaymentProcessorAgent', state: 'idle', engine: 'test', isOffline: true, ...nothing })
    })

    it('counts what was settled and what was declined, of whoever asks', async () => {
      const buyer = await w.buyer()
      await buys(buyer)
      await buys(buyer, { ...testCard, number: '4000000000000002' })
      expect(await agentOf(buyer, 204)).toMatchObject({ queued: 0, running: 0, succeeded: 1, failed: 1, lastActiveAt: expect.any(String) })
      expect(await agentOf(await w.buyer(), 204)).toMatchObject({ succeeded: 0, failed: 0 })
      const seen = (await buyer.api.state.snapshot.query()).agentState
      expect(seen.agents.find(({ id }) => id === 204)).toMatchObject({ succeeded: 1, failed: 1 })
      expect(seen.jobs).toMatchObject({ succeeded: 0, failed: 0 }) // a payment is no job
      // People are told by name of what people did. An agent is no person, and what it did reaches them all the same.
      const { items } = await buyer.api.business.notifications.list.query({})
      expect(items.map(({ kind, person }) => [kind, person])).toEqual([['payment.failed', null]])
    })

    it('is at work while the provider settles, and waits while nobody has asked the provider', async () => {
      const buyer = await w.buyer()
      const orderId = await buys(buyer)
      const { payments } = w.db.tables
      const put = (change: object) => w.db.update(payments).set(change).where(eq(payments.orderId, orderId))
      await put({ status: 'pending' })
      expect(await agentOf(buyer, 204)).toMatchObject({ state: 'working', running: 1, succeeded: 0 })
      await put({ status: 'pending', providerPaymentId: null })
      expect(await agentOf(buyer, 204)).toMatchObject({ state: 'idle', queued: 1, running: 0 })
      await put({ status: 'cancelled' })
      expect(await agentOf(buyer, 204)).toMatchObject({ state: 'idle', queued: 0, running: 0, succeeded: 0, failed: 0 })
    })

    it('tells when the books were last compared, and to operators what that found', async () => {
      const { finishedAt, differences } = await operator.api.business.payments.reconcile.mutate()
      expect(measureOf(await agentOf(operator, 204), 'reconciled')).toEqual({ name: 'reconciled', count: differences.length, at: finishedAt })
      expect(measureOf(await agentOf(await w.buyer(), 204), 'reconciled')).toEqual({ name: 'reconciled', count: null, at: finishedAt })
    })

    it('stands in the timeline and in the audit log for what it did', async () => {
      const buyer = await w.buyer()
      const me = buyer.account.user.name
      const id = await buys(buyer)
      const agent = 'PaymentProcessorAgent'
      expect(await whoDid(buyer, id)).toEqual([
        ['order.placed', me],
        ['payment.created', me],
        ['payment.succeeded', agent],
        ['order.paid', agent],
        ['invoice.issued', agent],
      ])
      const entries = await audited(buyer, { actorId: 'agent:204' })
      expect(entries).toEqual(['invoice.issued', 'order.paid', 'payment.succeeded'].map((action) => [action, 'agent:204', agent]))
      expect(await audited(buyer, { search: 'paymentproc' })).toEqual(entries)
      expect(await refusalOf(buyer.api.audit.list.query({ actorId: 'agent:999' }))).toBe('input.invalid')
    })
  })

  describe('205, with approvals', () => {
    it('counts what is open, decided and out of time, and its reminders', async () => {
      const { owner, members } = await company(w, 'Acme', 'member', 'member')
      const [buyer, lead] = members
      await asksFor(owner, stage('Team lead', [person(lead)], any, { remindHours: 4 }))
      expect(await agentOf(buyer, 205)).toMatchObject({ name: 'ApprovalWorkflowAgent', state: 'idle', engine: 'approval-desk', running: 0, lastActiveAt: null })
      const first = await orders(buyer)
      const second = await orders(buyer)
      expect(await agentOf(buyer, 205)).toMatchObject({ state: 'working', running: 2, succeeded: 0, failed: 0 })
      await due(lead).approve.mutate({ id: first.id })
      expect(await agentOf(buyer, 205)).toMatchObject({ running: 1, succeeded: 1, failed: 0 })
      shift += 23 * hour
      await w.system.sweepApprovals()
      expect(measureOf(await agentOf(buyer, 205), 'reminders')).toEqual({ name: 'reminders', count: 1, at: expect.any(String) })
      shift += 48 * hour
      await w.system.sweepApprovals()
      await w.settle()
      expect(await agentOf(buyer, 205)).toMatchObject({ state: 'idle', running: 0, succeeded: 1, failed: 1 })
      expect(await agentOf(await w.buyer(), 205)).toMatchObject({ running: 0, succeeded: 0, failed: 0 })

      const me = buyer.account.user.name
      const agent = 'ApprovalWorkflowAgent'
      expect(await whoDid(buyer, second.order.id)).toEqual([
        ['order.placed', me],
        ['approval.opened', me],
        ['approval.reminded', agent],
        ['approval.expired', agent],
        ['order.cancelled', agent],
      ])
      expect((await whoDid(buyer, first.order.id)).slice(-2)).toEqual([
        ['approval.approved', lead.account.user.name],
        ['order.approved', agent],
      ])
      expect((await audited(owner, { actorId: 'agent:205' })).map(([action]) => action).sort()).toEqual([
        'approval.expired',
        'approval.reminded',
        'order.approved',
        'order.cancelled',
      ])
    })
  })

  it('leaves the others as they are', async () => {
    const { items } = await operator.api.agents.list.query()
    expect(items.map(({ id, state, measures }) => [id, state === 'planned', measures.length])).toEqual([
      [201, false, 0],
      [202, true, 0],
      [203, true, 0],
      [204, false, 2],
      [205, false, 2],
      [301, true, 0],
    ])
  })
})
