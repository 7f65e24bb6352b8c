import type { JobStatus, MovedOrders, MoveOrder, MoveOrders, Order } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, Failure, fail, type Logger, orFail } from '@pantheon/kernel'
import { moveEach, type Target } from '../each.ts'
import { type StoredOrder, toOrder } from './order.ts'
import type { OrderWork, Work } from './order-work.port.ts'
import { findOrder } from './orders.repo.ts'
import type { OrderMoves } from './orders.types.ts'

export interface OrderMovesDeps {
  db: Db
  logger: Logger
  orders: { cancel(actor: Actor, input: MoveOrder): Promise<Order>; fulfil(actor: Actor, input: MoveOrder): Promise<Order> }
  work: OrderWork
}

const requireVersion = (order: StoredOrder, version: number): void => {
  if (order.version !== version) fail('version.stale', { current: toOrder(order) })
}

const isUnderWay = (work: Work | undefined): boolean => work?.status === 'queued' || work?.status === 'running'

/** True for a job that succeeded after its order last changed: the order follows once the event is handled. */
const isAhead = (work: Work | undefined, order: StoredOrder): boolean =>
  work?.status === 'succeeded' && work.completedAt !== null && new Date(work.completedAt) > order.updatedAt

/**
 * Bulk moves of orders: each is decided on its own, by the same rules as a single one. Repeating a request is safe: orders
 * already moved stay as they are.
 */
export const createOrderMoves = ({ db, logger, orders, work }: OrderMovesDeps): OrderMoves => {
  const seen = async (actor: Actor, { id }: Target): Promise<StoredOrder> => orFail(await findOrder(db.as(actor.scope), actor.scope, id), 'order.not_found')

  /** False when a concurrent request already retried the job, which is now running or done. */
  const ask = async (actor: Actor, { id, status, version }: StoredOrder, job: { status: JobStatus }, retry: () => Promise<void>): Promise<boolean> => {
    try {
      await retry()
      return true
    } catch (error) {
      const now = await work.latestOfOrder(actor, id)
      if (isUnderWay(now) || now?.status !== job.status) return false
      // The failure's details describe the job; they are replaced by the order's status and version.
      throw error instanceof Failure ? new Failure(error.code, { status, version }) : error
    }
  }

  return {
    cancelMany: (actor: Actor, input: MoveOrders): Promise<MovedOrders> =>
      moveEach(
        input.orders,
        logger,
        async (target) => {
          const order = await seen(actor, target)
          return order.status === 'cancelled' ? { ...order, isAlready: true } : orders.cancel(actor, target)
        },
        { end: 'cancelled' },
      ),

    fulfilMany: (actor: Actor, input: MoveOrders): Promise<MovedOrders> =>
      moveEach(
        input.orders,
        logger,
        async (target) => {
          const order = await seen(actor, target)
          if (order.status === 'fulfilled') return { ...order, isAlready: true }
          return orders.fulfil(actor, target)
        },
        { end: 'fulfilled' },
      ),

    retryMany: (actor: Actor, input: MoveOrders, count: () => Promise<void>): Promise<MovedOrders> => {
      let asked = 0
      const retry = async (target: Target): Promise<StoredOrder & { isAlready: boolean }> => {
        // The job first: read the other way round, an order could still look failed although its job is done.
        const found = await work.latestOfOrder(actor, target.id)
        const order = await seen(actor, target)
        if (isUnderWay(found) || isAhead(found, order) || order.status === 'in_progress' || order.status === 'fulfilled') return { ...order, isAlready: true }
        requireVersion(order, target.version)
        if (order.status !== 'failed') fail('order.wrong_state', { status: order.status, wanted: 'in_progress' })
        const job = orFail(found, 'job.not_found')
        const isAsked = await ask(actor, order, job, async () => {
          if (asked++ > 0) await count()
          await work.retry(actor, job.id)
        })
        return { ...order, isAlready: !isAsked }
      }
      return moveEach(input.orders, logger, retry, { atATime: 1 })
    },
  }
}
