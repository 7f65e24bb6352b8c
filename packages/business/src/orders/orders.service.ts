import type { EventName, ListOrders, MoveOrder, Order, OrderStatus, Page, PlaceOrder, TimelineEntry } from '@pantheon/contract'
import { type Db, readOrderEvents, type Tx } from '@pantheon/db'
import { type Actor, type Clock, fail, mintScope, newId, orFail, pageByTime, type Scope } from '@pantheon/kernel'
import { toProduct } from '../catalogue/product.ts'
import { findProduct } from '../catalogue/products.repo.ts'
import { findLivePayment } from '../payments/payments.repo.ts'
import { moveOrder, orderSteps, placeOrder, type StoredOrder, toOrder } from './order.ts'
import { findOrder, insertOrder, listOrders, lockOrder, saveOrder } from './orders.repo.ts'

const everywhere = mintScope(null)
/** Progress belongs on the progress bar; a timeline of twenty lessons tells nobody anything. */
const notOnTimeline: ReadonlySet<EventName> = new Set<EventName>(['job.progressed', 'course.updated'])

/** Orders: placing, reading, cancelling, and the steps that payments and agents move them along. */
export const createOrders = ({ db, clock }: { db: Db; clock: Clock }) => {
  const announce = (tx: Tx, name: 'order.started' | 'order.fulfilled' | 'order.cancelled' | 'order.failed', order: StoredOrder, actorId: string | null): void =>
    tx.emit(name, { organizationId: order.organizationId, actorId, orderId: order.id, data: { orderId: order.id } })

  const lockCurrent = async (tx: Tx, scope: Scope, { id, version }: MoveOrder): Promise<StoredOrder> => {
    const order = orFail(await lockOrder(tx, scope, id), 'order.not_found')
    return order.version === version ? order : fail('version.stale', { current: toOrder(order) })
  }

  /** A step the agents' work asks for. Asked twice, or too late, it does nothing: deliveries repeat. */
  const advance = (orderId: string, to: OrderStatus, name: Parameters<typeof announce>[1]): Promise<void> =>
    db.transaction(async (tx) => {
      const order = await lockOrder(tx, everywhere, orderId)
      if (!order || !orderSteps.can(order.status, to)) return
      await saveOrder(tx, moveOrder(order, to, clock.now()))
      announce(tx, name, order, null)
    })

  return {
    /** Places an order at the price of now. It awaits payment. */
    place: async (actor: Actor, request: PlaceOrder): Promise<Order> => {
      const product = orFail(await findProduct(db, request.productId), 'product.not_found')
      if (product.status === 'draft') fail('product.not_found')
      const by = { id: newId(), userId: actor.userId, organizationId: actor.organizationId, at: clock.now(), describe: toProduct }
      const order = placeOrder(product, request, by)
      await db.transaction(async (tx) => {
        await insertOrder(tx, order)
        tx.emit('order.placed', { organizationId: order.organizationId, actorId: actor.userId, orderId: order.id, data: { orderId: order.id } })
      })
      return toOrder(order)
    },

    get: async (actor: Actor, id: string): Promise<Order> => toOrder(orFail(await findOrder(db, actor.scope, id), 'order.not_found')),

    list: (actor: Actor, input: ListOrders): Promise<Page<Order>> =>
      pageByTime(input, (window) => listOrders(db, actor.scope, { status: input.status, ...window }), toOrder),

    /** Cancels an order that was not paid. Refused while a payment is on its way: it may still arrive. */
    cancel: (actor: Actor, input: MoveOrder): Promise<Order> =>
      db.transaction(async (tx) => {
        const order = await lockCurrent(tx, actor.scope, input)
        if (await findLivePayment(tx, order.id)) fail('order.wrong_state', { status: order.status, wanted: 'cancelled', reason: 'payment_pending' })
        const cancelled = moveOrder(order, 'cancelled', clock.now())
        await saveOrder(tx, cancelled)
        announce(tx, 'order.cancelled', order, actor.userId)
        return toOrder(cancelled)
      }),

    /** A person delivered what no agent does (consulting, support): the order is fulfilled. */
    fulfil: (actor: Actor, input: MoveOrder): Promise<Order> =>
      db.transaction(async (tx) => {
        const order = await lockCurrent(tx, actor.scope, input)
        const started = order.status === 'paid' ? moveOrder(order, 'in_progress', clock.now()) : order
        const fulfilled = moveOrder(started, 'fulfilled', clock.now())
        await saveOrder(tx, fulfilled)
        announce(tx, 'order.fulfilled', order, actor.userId)
        return toOrder(fulfilled)
      }),

    /** What happened to the order, oldest first, from the event log. */
    timeline: async (actor: Actor, id: string): Promise<{ items: TimelineEntry[] }> => {
      orFail(await findOrder(db, actor.scope, id), 'order.not_found')
      const events = await readOrderEvents(db, actor.scope, id)
      const items = events
        .filter((event) => !notOnTimeline.has(event.name))
        .map(({ seq, name, at, actorId, data }) => ({ seq, name, at, actorId, detail: String(data.failureCode ?? data.errorCode ?? '') || null }))
      return { items }
    },

    workStarted: (orderId: string) => advance(orderId, 'in_progress', 'order.started'),
    workSucceeded: (orderId: string) => advance(orderId, 'fulfilled', 'order.fulfilled'),
    workFailed: (orderId: string) => advance(orderId, 'failed', 'order.failed'),
  }
}
export type Orders = ReturnType<typeof createOrders>
