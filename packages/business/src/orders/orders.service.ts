import type { EventName, ExportedFile, ExportOrders, ListOrders, MoveOrder, Order, OrderStatus, Page, PlaceOrder, TimelineEntry } from '@pantheon/contract'
import { type Db, readOrderEvents, type Tx } from '@pantheon/db'
import { type Actor, by, type Clock, fail, mintScope, newId, orFail, pageByTime, type Scope, type TimeWindow } from '@pantheon/kernel'
import type { ApprovalRequests } from '../approvals/request-approval.ts'
import { toProduct } from '../catalogue/product.ts'
import { findProduct } from '../catalogue/products.repo.ts'
import { findOpenPayment } from '../payments/payments.repo.ts'
import { listRefunds } from '../payments/refunds.repo.ts'
import { holdOrder, moveOrder, orderSteps, placeOrder, type StoredOrder, toOrder } from './order.ts'
import { type NamedOrder, orderFile } from './order-file.ts'
import { findOrder, insertOrder, listNamedOrders, listOrders, lockOrder, saveOrder } from './orders.repo.ts'

const everywhere = mintScope(null)
const exportedAtOnce = 1000
const mostExported = 50_000
/** Progress belongs on the progress bar; a timeline of twenty lessons tells nobody anything. */
const notOnTimeline: ReadonlySet<EventName> = new Set<EventName>(['job.progressed', 'course.updated'])

interface OrderStep {
  before: StoredOrder
  after: StoredOrder
  /** Null when no person asked for it. */
  actor: Actor | null
}

export interface OrdersDeps {
  db: Db
  clock: Clock
  /** Calls off the payment of an order that may still be on its way. */
  callOff: (orderId: string) => Promise<void>
  /** Asks for an approval where a rule wants one. */
  approvals: ApprovalRequests
}

/** Orders: placing, reading, cancelling, and the steps that payments and agents move them along. */
export const createOrders = ({ db, clock, callOff, approvals }: OrdersDeps) => {
  /** Saves the order as it is after a step, and says so. Whoever acts, the news belongs to the order's organization. */
  const take = async (
    tx: Tx,
    name: 'order.approved' | 'order.started' | 'order.fulfilled' | 'order.cancelled' | 'order.failed',
    step: OrderStep,
  ): Promise<void> => {
    const { before, after, actor } = step
    await saveOrder(tx, after)
    const { organizationId, id: orderId } = after
    tx.emit(name, { ...(actor ? by(actor) : { actorId: null }), organizationId, orderId, data: { orderId }, before, after })
  }

  const lockCurrent = async (tx: Tx, scope: Scope, { id, version }: MoveOrder): Promise<StoredOrder> => {
    const order = orFail(await lockOrder(tx, scope, id), 'order.not_found')
    return order.version === version ? order : fail('version.stale', { current: toOrder(order) })
  }

  /** A step the agents' work asks for. Asked twice, or too late, it does nothing: deliveries repeat. */
  const advance = (orderId: string, to: OrderStatus, name: Parameters<typeof take>[1], from?: OrderStatus): Promise<void> =>
    db.as(everywhere).transaction(async (tx) => {
      const order = await lockOrder(tx, everywhere, orderId)
      if (!order || !orderSteps.can(order.status, to) || (from !== undefined && order.status !== from)) return
      await take(tx, name, { before: order, after: moveOrder(order, to, clock.now()), actor: null })
    })

  return {
    /** Places an order at the price of now. It awaits payment, or first the approval that a rule asks for. */
    place: async (actor: Actor, request: PlaceOrder): Promise<Order> => {
      const mine = db.as(actor.scope)
      const product = orFail(await findProduct(mine, request.productId), 'product.not_found')
      if (product.status === 'draft') fail('product.not_found')
      const { userId, organizationId } = actor
      const order = placeOrder(product, request, { id: newId(), userId, organizationId, at: clock.now(), describe: toProduct })
      return mine.transaction(async (tx) => {
        await insertOrder(tx, order)
        const { id: orderId, productName: title, totalMinor: amountMinor, currency } = order
        tx.emit('order.placed', { ...by(actor), orderId, data: { orderId }, after: order })
        if (!(await approvals.requestFor(tx, actor, { resourceType: 'order', resourceId: orderId, title, amountMinor, currency }))) return toOrder(order)
        const held = holdOrder(order)
        await saveOrder(tx, held)
        return toOrder(held)
      })
    },

    get: async (actor: Actor, id: string): Promise<Order> => toOrder(orFail(await findOrder(db.as(actor.scope), actor.scope, id), 'order.not_found')),

    list: (actor: Actor, input: ListOrders): Promise<Page<Order>> =>
      pageByTime(input, (window) => listOrders(db.as(actor.scope), actor.scope, { status: input.status, ...window }), toOrder),

    /** Cancels an order that was not paid, and calls its payment off. Refused when the payment cannot be called off any more. */
    cancel: async (actor: Actor, input: MoveOrder): Promise<Order> => {
      const seen = orFail(await findOrder(db.as(actor.scope), actor.scope, input.id), 'order.not_found')
      if (seen.version === input.version && orderSteps.can(seen.status, 'cancelled')) await callOff(seen.id)
      return db.as(actor.scope).transaction(async (tx) => {
        const order = await lockCurrent(tx, actor.scope, input)
        if (await findOpenPayment(tx, order.id)) fail('order.wrong_state', { status: order.status, wanted: 'cancelled', reason: 'payment_pending' })
        if (order.status === 'awaiting_approval') await approvals.cancelFor(tx, actor, { resourceType: 'order', resourceId: order.id })
        const cancelled = moveOrder(order, 'cancelled', clock.now())
        await take(tx, 'order.cancelled', { before: order, after: cancelled, actor })
        return toOrder(cancelled)
      })
    },

    /** A person delivered what no agent does (consulting, support): the order is fulfilled. */
    fulfil: (actor: Actor, input: MoveOrder): Promise<Order> =>
      db.as(actor.scope).transaction(async (tx) => {
        const order = await lockCurrent(tx, actor.scope, input)
        const started = order.status === 'paid' ? moveOrder(order, 'in_progress', clock.now()) : order
        const fulfilled = moveOrder(started, 'fulfilled', clock.now())
        await take(tx, 'order.fulfilled', { before: order, after: fulfilled, actor })
        return toOrder(fulfilled)
      }),

    /** The orders of the scope as a CSV file, newest first; the newest 50,000 when there are more. */
    exportFile: async (actor: Actor, { status }: ExportOrders): Promise<ExportedFile> => {
      const found: NamedOrder[] = []
      let after: TimeWindow['after']
      do {
        const part = await listNamedOrders(db.as(actor.scope), actor.scope, { status, after, limit: exportedAtOnce })
        found.push(...part)
        const last = part.at(-1)
        after = last && part.length === exportedAtOnce ? [last.createdAt.getTime(), last.id] : undefined
      } while (after && found.length < mostExported)
      const fileName = `orders-${clock.now().toISOString().slice(0, 10)}.csv`
      return { fileName, mediaType: 'text/csv; charset=utf-8', base64: Buffer.from(orderFile(found)).toString('base64') }
    },

    /** What happened to the order, oldest first, from the event log. */
    timeline: async (actor: Actor, id: string): Promise<{ items: TimelineEntry[] }> => {
      orFail(await findOrder(db.as(actor.scope), actor.scope, id), 'order.not_found')
      const events = await readOrderEvents(db.as(actor.scope), actor.scope, id)
      const items = events
        .filter((event) => !notOnTimeline.has(event.name))
        .map(({ seq, name, at, actorId, data }) => ({ seq, name, at, actorId, detail: String(data.failureCode ?? data.errorCode ?? '') || null }))
      return { items }
    },

    /** Whether the work of an order is still owed: it was paid, and nothing of it is being given back as a whole. */
    isOwed: async (orderId: string): Promise<boolean> => {
      const order = await findOrder(db.as(everywhere), everywhere, orderId)
      if (!order || ['cancelled', 'refunded'].includes(order.status)) return false
      const bound = (await listRefunds(db.as(everywhere), everywhere, orderId)).filter(({ status }) => status !== 'failed' && status !== 'rejected')
      return bound.reduce((sum, { amountMinor }) => sum + amountMinor, 0) < order.totalMinor
    },

    approved: (orderId: string) => advance(orderId, 'awaiting_payment', 'order.approved', 'awaiting_approval'),
    notApproved: (orderId: string) => advance(orderId, 'cancelled', 'order.cancelled', 'awaiting_approval'),
    workStarted: (orderId: string) => advance(orderId, 'in_progress', 'order.started'),
    workSucceeded: (orderId: string) => advance(orderId, 'fulfilled', 'order.fulfilled'),
    workFailed: (orderId: string) => advance(orderId, 'failed', 'order.failed'),
  }
}
export type Orders = ReturnType<typeof createOrders>
