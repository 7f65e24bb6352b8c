import type { Approver, EventName, Quorum } from '@pantheon/contract'
import { asc, eq } from '@pantheon/db'
import { courseInput, courseProduct, type SignedInCaller, type World } from '../../src/testing/index.ts'
import { idOf } from './organizations.ts'

export const any: Quorum = { kind: 'any' }
export const all: Quorum = { kind: 'all' }
export const person = (caller: SignedInCaller): Approver => ({ kind: 'user', id: idOf(caller) })
export const stage = (name: string, approvers: Approver[], quorum: Quorum = any, more: object = {}) => ({ name, approvers, quorum, deadlineHours: 24, ...more })

/** The door to approvals. */
export const due = (caller: SignedInCaller) => caller.api.business.approvals

/** What stories about approvals are told with: a course and a month of support at 49 dollars each, rules for orders above 40, and what is known of an order. */
export const approvalDesk = async (w: World) => {
  const shop = await w.operator()
  const { id: productId } = await shop.api.business.products.create.mutate(courseProduct)
  const { id: monthId } = await shop.api.business.products.create.mutate({ ...courseProduct, name: 'Support', category: 'technical_support' })
  const eventsOf = async (orderId: string) => {
    const { events } = w.db.tables
    const rows = await w.db.select().from(events).where(eq(events.orderId, orderId)).orderBy(asc(events.seq))
    return rows.map(({ name, data, actorId }) => ({ name, data, actorId }))
  }
  return {
    productId,
    eventsOf,
    namesOf: async (orderId: string): Promise<EventName[]> => (await eventsOf(orderId)).map(({ name }) => name),
    asksFor: async (owner: SignedInCaller, ...stages: ReturnType<typeof stage>[]) =>
      owner.api.business.policies.create.mutate({ subject: 'order', currency: 'USD', above: '40.00', workflow: { stages } }),
    /** Orders a course, or so many months of support; `id` is that of the approval it waits for, empty when it waits for none. */
    orders: async (buyer: SignedInCaller, quantity = 1) => {
      const wanted = quantity === 1 ? { productId, input: courseInput } : { productId: monthId, quantity, input: { brief: 'The printer is on fire again.' } }
      const order = await buyer.api.business.orders.place.mutate(wanted)
      const [approval] = (await due(buyer).list.query({ resourceType: 'order', resourceId: order.id })).items
      return { order, id: approval?.id ?? '', approval }
    },
    statusOf: async (buyer: SignedInCaller, id: string) => (await buyer.api.business.orders.get.query({ id })).status,
  }
}
