import { orderTitle, type Refund, type RefundOrder } from '@pantheon/contract'
import { type Db, inBatches, type Tx } from '@pantheon/db'
import { type Actor, actorFields, agentActor, type Clock, fail, type Logger, newId, orFail, systemScope } from '@pantheon/kernel'
import type { ApprovalRequests } from '../approvals.port.ts'
import { type StoredOrder, toOrder } from '../orders/order.ts'
import { findOrder, lockOrder, saveOrder } from '../orders/orders.repo.ts'
import type { StoredPayment } from './payment.ts'
import type { PaymentSync } from './payment-sync.ts'
import type { PaymentProvider } from './payments.port.ts'
import { findPayment, lockTakenPayments } from './payments.repo.ts'
import type { Refunds } from './payments.types.ts'
import { leftMinor, newRefund, nextToRefund, postpone, refundableMinor, refundSum, type StoredRefund, toRefund } from './refund.ts'
import { findDueRefunds, findRefund, insertRefund, listRefunds, lockRefunds, saveRefund } from './refunds.repo.ts'

export interface RefundsDeps {
  db: Db
  clock: Clock
  logger: Logger
  provider: PaymentProvider
  paymentSync: PaymentSync
  /** Requests an approval where a rule requires one. */
  approvals: Pick<ApprovalRequests, 'neededFor'>
  /** Wakes the schedule that executes due refunds. */
  executeSoon: () => void
}

/** `Refunds` plus methods for the rest of the server. */
export interface RefundsInternals extends Refunds {
  /** Handles an approval: the refund becomes due. Idempotent. */
  approved(refundId: string): Promise<void>
  /** Handles a denied approval: nothing is refunded, and the reserved amount is free again. */
  notApproved(refundId: string): Promise<void>
  /** Executes due refunds: those whose process died, or whose provider could not be reached. */
  executeDue(): Promise<void>
}

/** Refunds: requested in one transaction, approved where a rule requires it, and retried at the provider until it has answered. */
export const createRefunds = ({ db, clock, logger, provider, paymentSync, approvals, executeSoon }: RefundsDeps): RefundsInternals => {
  /** Calls the provider, idempotently. True when that has ended the refund, successfully or not. */
  const callProvider = async ({ id: reference, paymentId, amountMinor, currency }: StoredRefund): Promise<boolean> => {
    const payment = orFail(await findPayment(db.as(systemScope), systemScope, paymentId), 'payment.not_found')
    const providerPaymentId = payment.providerPaymentId ?? fail('payment.not_found')
    const answer = await provider.refund({ reference, providerPaymentId, amountMinor, currency })
    const theirs = orFail(await provider.find(providerPaymentId), 'payment.not_found')
    await paymentSync.syncPayment(paymentId, theirs, [answer])
    return answer.state !== 'processing'
  }

  /** Executes a refund; retries later, with growing delays, when the provider cannot be reached or its bank takes time. */
  const execute = async (refund: StoredRefund): Promise<void> => {
    const hasEnded = await callProvider(refund).catch((err: unknown) => {
      logger.warn({ err, refundId: refund.id }, 'a refund could not be carried out yet')
      return false
    })
    if (hasEnded) return
    await db.as(systemScope).transaction(async (tx) => {
      const current = (await lockRefunds(tx, [refund.paymentId])).find(({ id }) => id === refund.id)
      if (current?.status === 'pending') await saveRefund(tx, postpone(current, clock.now()))
    })
  }

  /** The succeeded payments of an order and their refunds, locked. */
  const lockPayments = async (tx: Tx, orderId: string): Promise<{ payments: StoredPayment[]; refunds: StoredRefund[] }> => {
    const payments = await lockTakenPayments(tx, orderId)
    const ids = payments.map(({ id }) => id)
    return { payments, refunds: await lockRefunds(tx, ids) }
  }

  const announce = (tx: Tx, actor: Actor, refund: StoredRefund, isWhole: boolean): void => {
    const { id: refundId, paymentId, orderId, organizationId } = refund
    tx.emit('refund.requested', {
      ...actorFields(actor),
      organizationId,
      data: { refundId, paymentId, orderId, isWhole },
      after: refund,
    })
  }

  /** Holds the refund for approval where a rule requires one; otherwise returns it unchanged. */
  const requestApproval = async (tx: Tx, actor: Actor, order: StoredOrder, made: StoredRefund): Promise<StoredRefund> => {
    const { id: refundId, paymentId, orderId, organizationId, amountMinor, currency } = made
    const about = { resourceType: 'refund' as const, resourceId: refundId, organizationId: actor.organizationId }
    const approval = await approvals.neededFor(tx, { ...about, title: orderTitle(order), amountMinor, currency })
    if (!approval) return made
    await approval.open(actor)
    const held: StoredRefund = { ...made, status: 'awaiting_approval', dueAt: null }
    await saveRefund(tx, held)
    tx.emit('refund.held', { ...actorFields(actor), organizationId, data: { refundId, paymentId, orderId }, after: held })
    return held
  }

  /** Runs `end` with a refund that awaits approval and the remaining amount of the order; a no-op when it no longer awaits one. */
  const decided = (refundId: string, end: (tx: Tx, refund: StoredRefund, left: number) => Promise<void>): Promise<void> =>
    db.as(systemScope).transaction(async (tx) => {
      const known = await findRefund(tx, refundId)
      if (!known) return
      orFail(await lockOrder(tx, systemScope, known.orderId), 'order.not_found') // before payment and refunds, as in every transaction
      const { payments, refunds } = await lockPayments(tx, known.orderId)
      const refund = refunds.find(({ id }) => id === refundId)
      if (refund?.status !== 'awaiting_approval') return
      await end(tx, refund, leftMinor(payments, refunds))
    })

  return {
    approved: async (refundId: string): Promise<void> => {
      await decided(refundId, async (tx, refund, left) => {
        const pending: StoredRefund = { ...refund, status: 'pending', dueAt: clock.now() }
        await saveRefund(tx, pending)
        announce(tx, agentActor(205, pending.organizationId), pending, left === 0)
      })
      executeSoon()
    },

    notApproved: (refundId: string): Promise<void> =>
      decided(refundId, async (tx, refund) => {
        const { id, paymentId, orderId, organizationId } = refund
        const after: StoredRefund = { ...refund, status: 'rejected', failureCode: 'not_approved', settledAt: clock.now() }
        await saveRefund(tx, after)
        const data = { refundId: id, paymentId, orderId, failureCode: 'not_approved', isBounced: false }
        tx.emit('refund.failed', { ...actorFields(agentActor(205, organizationId)), data, before: refund, after })
      }),

    request: async (actor: Actor, { id, version, amount, reason }: RefundOrder): Promise<Refund> => {
      const refund = await db.as(actor.scope).transaction(async (tx) => {
        const order = orFail(await lockOrder(tx, actor.scope, id), 'order.not_found')
        if (order.version !== version) fail('version.stale', { current: toOrder(order) })
        const { payments, refunds } = await lockPayments(tx, id)
        // Allowed in any status of the order: received money can be refunded, also again after a bank returned a refund.
        if (payments.length === 0) fail('order.wrong_state', { status: order.status, wanted: 'refunded' })
        const payment = nextToRefund(payments, refunds) ?? fail('refund.nothing_left')
        if (payment.provider !== provider.name || payment.providerPaymentId === null) fail('refund.elsewhere', { provider: payment.provider })
        const at = clock.now()
        const amountMinor = refundSum(amount, refundableMinor(payment, refunds), payment.currency)
        const made = newRefund(payment, { id: newId(at), amountMinor, reason, requestedBy: actor.userId, dueAt: at, createdAt: at })
        await insertRefund(tx, made)
        const held = await requestApproval(tx, actor, order, made)
        // The order's version is incremented, so that a repeated submit fails as stale.
        await saveOrder(tx, { ...order, version: order.version + 1, updatedAt: at })
        if (held === made) announce(tx, actor, made, amountMinor === leftMinor(payments, refunds))
        return held
      }, id)
      if (refund.status === 'pending') await execute(refund)
      return toRefund(orFail(await findRefund(db.as(actor.scope), refund.id), 'refund.not_found'))
    },

    list: async (actor: Actor, orderId: string): Promise<{ items: Refund[] }> => {
      orFail(await findOrder(db.as(actor.scope), actor.scope, orderId), 'order.not_found')
      return { items: (await listRefunds(db.as(actor.scope), actor.scope, orderId)).map(toRefund) }
    },

    executeDue: async (): Promise<void> => {
      const now = clock.now()
      for await (const refund of inBatches<StoredRefund>(50, (last, limit) => findDueRefunds(db.as(systemScope), now, { last, limit }))) await execute(refund)
    },
  }
}
