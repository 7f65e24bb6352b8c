import type { ListPayments, Page, Payment, PayOrder } from '@pantheon/contract'
import { type Db, isUniqueViolation, type Tx } from '@pantheon/db'
import { type Actor, by, type Clock, fail, mintScope, newId, orFail, pageByTime } from '@pantheon/kernel'
import { moveOrder, type StoredOrder } from '../orders/order.ts'
import { lockOrder, saveOrder } from '../orders/orders.repo.ts'
import { type StoredPayment, toPayment } from './payment.ts'
import type { PaymentProvider } from './payments.port.ts'
import { findLivePayment, findPayment, insertPayment, listPayments, lockPayment, savePayment } from './payments.repo.ts'

const everywhere = mintScope(null)

/**
 * Taking money for orders, in three steps that each survive a crash before the next:
 * remember the payment, ask the provider (idempotent by the payment's id), settle on its signed callback.
 */
export const createPayments = ({ db, clock, provider }: { db: Db; clock: Clock; provider: PaymentProvider }) => {
  /** The order's live payment: the one already on its way, or a new one. The order's lock and a unique index keep it the only one. */
  const open = (actor: Actor, orderId: string, method: string): Promise<StoredPayment> =>
    db.as(actor.scope).transaction(async (tx) => {
      const order = orFail(await lockOrder(tx, actor.scope, orderId), 'order.not_found')
      const live = await findLivePayment(tx, orderId)
      if (live) return live
      if (order.status !== 'awaiting_payment') fail('order.wrong_state', { status: order.status, wanted: 'paid' })
      const payment: StoredPayment = {
        id: newId(),
        organizationId: order.organizationId,
        orderId,
        amountMinor: order.totalMinor,
        currency: order.currency,
        method,
        provider: provider.name,
        providerPaymentId: null,
        status: 'pending',
        failureCode: null,
        paidAt: null,
        createdAt: clock.now(),
      }
      await insertPayment(tx, payment)
      const { id: paymentId, organizationId } = payment
      tx.emit('payment.created', { ...by(actor), organizationId, orderId, data: { paymentId, orderId }, after: payment })
      return payment
    })

  const payOrder = async (tx: Tx, order: StoredOrder): Promise<void> => {
    const after = moveOrder(order, 'paid', clock.now())
    await saveOrder(tx, after)
    const { id: orderId, organizationId, userId, category, input } = order
    tx.emit('order.paid', { organizationId, actorId: null, orderId, data: { orderId, userId, category, input }, before: order, after })
  }

  /** Writes down what the provider decided. Told twice, or late, it changes nothing. */
  const settle = (paymentId: string, verdict: { providerPaymentId: string; failureCode: string | null }): Promise<StoredPayment | undefined> =>
    db.as(everywhere).transaction(async (tx) => {
      const known = await findPayment(tx, everywhere, paymentId)
      if (!known) return undefined
      const order = orFail(await lockOrder(tx, everywhere, known.orderId), 'order.not_found') // always the order first: no deadlock
      const payment = orFail(await lockPayment(tx, paymentId), 'payment.not_found')
      if (payment.status !== 'pending') return payment
      const { providerPaymentId, failureCode } = verdict
      const news = { organizationId: payment.organizationId, actorId: null, orderId: order.id }
      if (failureCode !== null) {
        const failed: StoredPayment = { ...payment, providerPaymentId, status: 'failed', failureCode }
        await savePayment(tx, failed)
        tx.emit('payment.failed', { ...news, data: { paymentId, orderId: order.id, failureCode }, before: payment, after: failed })
        return failed
      }
      const taken: StoredPayment = { ...payment, providerPaymentId, status: 'succeeded', paidAt: clock.now() }
      await savePayment(tx, taken)
      tx.emit('payment.succeeded', { ...news, data: { paymentId, orderId: order.id }, before: payment, after: taken })
      await payOrder(tx, order)
      return taken
    })

  return {
    /** Which provider is at work. */
    methods: () => ({ provider: provider.name, isTest: provider.isTest }),

    /**
     * Pays an order. Resolves while the provider settles (status `pending`); asked twice it is still one payment.
     * Fails with `payment.declined` (402, the order stays payable) or `payment.unknown_test_card`.
     */
    pay: async (actor: Actor, { orderId, card }: PayOrder): Promise<Payment> => {
      const method = provider.describe(card)
      const payment = await open(actor, orderId, method).catch((error: unknown) => {
        if (isUniqueViolation(error)) return open(actor, orderId, method) // the other server was faster: join its payment
        throw error
      })
      if (payment.status !== 'pending') return toPayment(payment)
      const answer = await provider.charge({ reference: payment.id, amountMinor: payment.amountMinor, currency: payment.currency, card })
      if (answer.outcome === 'processing') return toPayment({ ...payment, providerPaymentId: answer.providerPaymentId })
      await settle(payment.id, { providerPaymentId: answer.providerPaymentId, failureCode: answer.reason })
      return fail('payment.declined', { reason: answer.reason, paymentId: payment.id, orderId })
    },

    /** The provider's callback: the raw bytes and the signature that came with them. */
    receiveCallback: async (rawBody: string, signature: string | undefined): Promise<void> => {
      const { reference, providerPaymentId, outcome, failureCode } = provider.verify(rawBody, signature)
      await settle(reference, { providerPaymentId, failureCode: outcome === 'failed' ? (failureCode ?? 'unknown') : null })
    },

    get: async (actor: Actor, id: string): Promise<Payment> => toPayment(orFail(await findPayment(db.as(actor.scope), actor.scope, id), 'payment.not_found')),

    list: (actor: Actor, input: ListPayments): Promise<Page<Payment>> =>
      pageByTime(input, (window) => listPayments(db.as(actor.scope), actor.scope, { orderId: input.orderId, ...window }), toPayment),
  }
}
export type Payments = ReturnType<typeof createPayments>
