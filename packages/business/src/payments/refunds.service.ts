import type { Refund, RefundOrder } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, fail, type Logger, mintScope, newId, orFail } from '@pantheon/kernel'
import { toOrder } from '../orders/order.ts'
import { findOrder, lockOrder, saveOrder } from '../orders/orders.repo.ts'
import type { PaymentProvider } from './payments.port.ts'
import { findPayment, lockTakenPayments } from './payments.repo.ts'
import { postpone, refundableMinor, refundSum, requireRefundable, type StoredRefund, toRefund } from './refund.ts'
import { findDueRefunds, findRefund, insertRefund, listRefunds, lockRefunds, saveRefund } from './refunds.repo.ts'
import type { Settle } from './settle.ts'

const everywhere = mintScope(null)

/** Giving money back: asked for in one transaction, carried out at the provider until it has answered. */
export const createRefunds = ({ db, clock, logger, provider, books }: { db: Db; clock: Clock; logger: Logger; provider: PaymentProvider; books: Settle }) => {
  /** Asks the provider, whose answer is one however often it is asked. When it cannot be asked, it is asked again later. */
  const carryOut = async (refund: StoredRefund): Promise<void> => {
    const payment = orFail(await findPayment(db.as(everywhere), everywhere, refund.paymentId), 'payment.not_found')
    if (payment.providerPaymentId === null) return
    try {
      const { id: reference, amountMinor, currency } = refund
      const answer = await provider.refund({ reference, providerPaymentId: payment.providerPaymentId, amountMinor, currency })
      const theirs = await provider.find(payment.providerPaymentId)
      if (theirs) await books.settle(payment.id, theirs, [answer])
    } catch (err) {
      logger.warn({ err, refundId: refund.id }, 'a refund could not be carried out yet')
      await db.as(everywhere).transaction(async (tx) => {
        const current = (await lockRefunds(tx, [refund.paymentId])).find(({ id }) => id === refund.id)
        if (current?.status === 'pending') await saveRefund(tx, postpone(current, clock.now()))
      })
    }
  }

  return {
    /**
     * Gives back an amount of what was paid for an order, or all that is left. The answer is `pending` while the provider
     * works; a whole refund stops the work. Fails with `refund.too_much`, `refund.nothing_left`, `order.wrong_state`.
     */
    request: async (actor: Actor, { id, version, amount, reason }: RefundOrder): Promise<Refund> => {
      const refund = await db.as(actor.scope).transaction(async (tx) => {
        const order = orFail(await lockOrder(tx, actor.scope, id), 'order.not_found')
        if (order.version !== version) fail('version.stale', { current: toOrder(order) })
        requireRefundable(order.status)
        const payments = await lockTakenPayments(tx, id)
        const refunds = await lockRefunds(
          tx,
          payments.map((payment) => payment.id),
        )
        const refundsOf = (paymentId: string): StoredRefund[] => refunds.filter((each) => each.paymentId === paymentId)
        const payment = payments.find((each) => refundableMinor(each, refundsOf(each.id)) > 0) ?? fail('refund.nothing_left')
        const left = refundableMinor(payment, refundsOf(payment.id))
        const made: StoredRefund = {
          id: newId(),
          organizationId: order.organizationId,
          orderId: id,
          paymentId: payment.id,
          amountMinor: refundSum(amount, left, payment.currency),
          currency: payment.currency,
          reason,
          requestedBy: actor.userId,
          status: 'pending',
          providerRefundId: null,
          failureCode: null,
          dueAt: clock.now(),
          attempts: 0,
          settledAt: null,
          createdAt: clock.now(),
        }
        await insertRefund(tx, made)
        // The order counts up, so that a second press of the same button is told that something changed.
        await saveOrder(tx, { ...order, version: order.version + 1, updatedAt: clock.now() })
        const isWhole = made.amountMinor === left
        const { organizationId } = order
        tx.emit('refund.requested', {
          ...by(actor),
          organizationId,
          orderId: id,
          data: { refundId: made.id, paymentId: payment.id, orderId: id, isWhole },
          after: made,
        })
        return made
      })
      await carryOut(refund)
      return toRefund(orFail(await findRefund(db.as(actor.scope), refund.id), 'refund.not_found'))
    },

    /** What was given back for an order, oldest first. */
    list: async (actor: Actor, orderId: string): Promise<{ items: Refund[] }> => {
      orFail(await findOrder(db.as(actor.scope), actor.scope, orderId), 'order.not_found')
      return { items: (await listRefunds(db.as(actor.scope), actor.scope, orderId)).map(toRefund) }
    },

    /** Carries out what is due: refunds whose process died, or whose provider could not be asked. */
    carryOutDue: async (): Promise<void> => {
      for (const refund of await findDueRefunds(db.as(everywhere), clock.now())) await carryOut(refund)
    },
  }
}
export type Refunds = ReturnType<typeof createRefunds>
