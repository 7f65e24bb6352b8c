import {
  type AgentId,
  agentNameOf,
  type EventName,
  type LoggedEvent,
  type MoveOrder,
  type Order,
  type OrderStatus,
  orderTitle,
  type PlaceOrder,
  type TimelineEntry,
} from '@pantheon/contract'
import { type Db, readSubjectEvents, type Tx } from '@pantheon/db'
import { type Actor, actorFields, agentActor, type Clock, fail, newId, orFail, type Scope, systemScope } from '@pantheon/kernel'
import type { ApprovalRequests } from '../approvals.port.ts'
import { toProduct } from '../catalogue/product.ts'
import { findProduct } from '../catalogue/products.repo.ts'
import { findOpenPayment, findTakenPayments } from '../payments/payments.repo.ts'
import { leftMinor } from '../payments/refund.ts'
import { listRefunds } from '../payments/refunds.repo.ts'
import { awaitApproval, moveOrder, orderStateMachine, placeOrder, type StoredOrder, toOrder } from './order.ts'
import { seesBuyers } from './order-lists.service.ts'
import { type OrderStepName, saveAndEmit } from './order-step.ts'
import { findOrder, insertOrder, lockOrder } from './orders.repo.ts'
import type { OrderLists, Orders } from './orders.types.ts'
import type { NamesOf } from './people.port.ts'

/** Left out of the timeline, where they would bury the other events: progress is shown by the progress bar, comments with their request. */
const notOnTimeline: readonly EventName[] = ['job.progressed', 'course.updated', 'approval.commented']
/** Events returned per timeline; the response says whether there are earlier ones. */
const timelineLimit = 500

/** The failure code of an event, if it has one. */
const reasonOf = (data: LoggedEvent['data']): string | null => ('failureCode' in data ? data.failureCode : 'errorCode' in data ? data.errorCode : null)

export interface OrdersDeps {
  db: Db
  clock: Clock
  /** Cancels the payment of an order that may still be in flight. */
  cancelPayment: (orderId: string) => Promise<void>
  /** Requests an approval where a rule requires one. */
  approvals: ApprovalRequests
  namesOf: NamesOf
  /** True for an order that an agent delivers rather than a person. */
  delivers: (order: Pick<StoredOrder, 'category' | 'input'>) => boolean
}

/** `Orders` without the lists, which need the jobs of orders, plus methods for the rest of the server. */
export interface OrdersInternals extends Omit<Orders, keyof OrderLists> {
  /** Whether the order is still owed: we hold money for it, from any of its payments, that is not being refunded. */
  isOwed(orderId: string): Promise<boolean>
  /** Handles the outcome of its approval. Idempotent, and a no-op when too late. */
  approved(orderId: string): Promise<void>
  notApproved(orderId: string): Promise<void>
  /** Handle the progress of the order's job; `agent` is undefined when a person ended it. Idempotent, and a no-op when too late. */
  workStarted(orderId: string, agent?: AgentId): Promise<void>
  workSucceeded(orderId: string, agent?: AgentId): Promise<void>
  workFailed(orderId: string, agent?: AgentId): Promise<void>
}

/** Orders: placing, cancelling, their timelines, and the steps triggered by payments and agents. */
export const createOrders = ({ db, clock, cancelPayment, approvals, namesOf, delivers }: OrdersDeps): OrdersInternals => {
  const lockCurrent = async (tx: Tx, scope: Scope, { id, version }: MoveOrder): Promise<StoredOrder> => {
    const order = orFail(await lockOrder(tx, scope, id), 'order.not_found')
    return order.version === version ? order : fail('version.stale', { current: toOrder(order) })
  }

  /** A step triggered by a job. A no-op when repeated or too late, because events are delivered at least once. */
  const advance = (orderId: string, to: OrderStatus, name: OrderStepName, agent?: AgentId, from?: OrderStatus): Promise<void> =>
    db.as(systemScope).transaction(async (tx) => {
      const order = await lockOrder(tx, systemScope, orderId)
      if (!order || !orderStateMachine.can(order.status, to) || (from !== undefined && order.status !== from)) return
      await saveAndEmit(tx, name, {
        before: order,
        after: moveOrder(order, to, clock.now()),
        actor: agent === undefined ? null : agentActor(agent, order.organizationId),
      })
    })

  return {
    place: async (actor: Actor, request: PlaceOrder, { ignoresUnknown }): Promise<Order> => {
      const mine = db.as(actor.scope)
      const product = orFail(await findProduct(mine, request.productId), 'product.not_found')
      if (product.status === 'draft') fail('product.not_found')
      const { userId, organizationId } = actor
      const at = clock.now()
      const placed = placeOrder(product, request, { id: newId(at), userId, organizationId, at, ignoresUnknown, describe: toProduct })
      return mine.transaction(async (tx) => {
        const { id: orderId, totalMinor: amountMinor, currency } = placed
        const title = orderTitle(placed)
        const approval = await approvals.neededFor(tx, { resourceType: 'order', resourceId: orderId, organizationId, title, amountMinor, currency })
        const order = approval ? awaitApproval(placed) : placed
        await insertOrder(tx, order)
        tx.emit('order.placed', { ...actorFields(actor), data: { orderId }, after: order })
        await approval?.open(actor)
        return toOrder(order)
      })
    },

    cancel: async (actor: Actor, input: MoveOrder): Promise<Order> => {
      const seen = orFail(await findOrder(db.as(actor.scope), actor.scope, input.id), 'order.not_found')
      if (seen.version === input.version && orderStateMachine.can(seen.status, 'cancelled')) await cancelPayment(seen.id)
      return db.as(actor.scope).transaction(async (tx) => {
        const order = await lockCurrent(tx, actor.scope, input)
        if (await findOpenPayment(tx, order.id)) fail('order.wrong_state', { status: order.status, wanted: 'cancelled', reason: 'payment_pending' })
        if (order.status === 'awaiting_approval') await approvals.cancelFor(tx, actor, { resourceType: 'order', resourceId: order.id })
        const cancelled = moveOrder(order, 'cancelled', clock.now())
        await saveAndEmit(tx, 'order.cancelled', { before: order, after: cancelled, actor })
        return toOrder(cancelled)
      }, input.id)
    },

    fulfil: (actor: Actor, input: MoveOrder): Promise<Order> =>
      db.as(actor.scope).transaction(async (tx) => {
        const order = await lockCurrent(tx, actor.scope, input)
        if (delivers(order)) fail('order.wrong_state', { status: order.status, wanted: 'fulfilled', reason: 'agent_delivers' })
        const started = order.status === 'paid' ? moveOrder(order, 'in_progress', clock.now()) : order
        const fulfilled = moveOrder(started, 'fulfilled', clock.now())
        await saveAndEmit(tx, 'order.fulfilled', { before: order, after: fulfilled, actor })
        return toOrder(fulfilled)
      }, input.id),

    timeline: async (actor: Actor, id: string): Promise<{ items: TimelineEntry[]; hasEarlier: boolean }> => {
      orFail(await findOrder(db.as(actor.scope), actor.scope, id), 'order.not_found')
      const newest = await readSubjectEvents(db.as(actor.scope), actor.scope, { type: 'order', id }, { leftOut: notOnTimeline, limit: timelineLimit + 1 })
      const shown = newest.slice(0, timelineLimit).reverse()
      const people = seesBuyers(actor) ? shown.map(({ actorId }) => actorId ?? '') : []
      const names = await namesOf(db.as(actor.scope), people)
      const items = shown.map(({ seq, name, at, actorId, data }) => {
        const actorName = agentNameOf(actorId) ?? (names.get(actorId ?? '') || null)
        return { seq, name, at, actorId, actorName, detail: reasonOf(data) }
      })
      return { items, hasEarlier: newest.length > timelineLimit }
    },

    isOwed: async (orderId: string): Promise<boolean> => {
      const order = await findOrder(db.as(systemScope), systemScope, orderId)
      if (!order || ['cancelled', 'refunded'].includes(order.status)) return false
      return leftMinor(await findTakenPayments(db.as(systemScope), orderId), await listRefunds(db.as(systemScope), systemScope, orderId)) > 0
    },

    approved: (orderId: string) => advance(orderId, 'awaiting_payment', 'order.approved', 205, 'awaiting_approval'),
    notApproved: (orderId: string) => advance(orderId, 'cancelled', 'order.cancelled', 205, 'awaiting_approval'),
    workStarted: (orderId: string, agent?: AgentId) => advance(orderId, 'in_progress', 'order.started', agent),
    workSucceeded: (orderId: string, agent?: AgentId) => advance(orderId, 'fulfilled', 'order.fulfilled', agent),
    workFailed: (orderId: string, agent?: AgentId) => advance(orderId, 'failed', 'order.failed', agent),
  }
}
