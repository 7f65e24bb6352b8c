import { type Db, digestOf, type Tx } from '@pantheon/db'
import { actorFields, agentActor, type Clock, newId, orFail, systemScope } from '@pantheon/kernel'
import type { InvoicesInternals } from '../invoices/invoices.service.ts'
import { moveOrder, orderStateMachine, type StoredOrder } from '../orders/order.ts'
import { saveAndEmit } from '../orders/order-step.ts'
import { lockOrder } from '../orders/orders.repo.ts'
import { holdsOrganization } from './organization.repo.ts'
import { followProvider, givenMinor, heldMinor, isAnother, isOpen, isOtherSum, isTaken, type StoredPayment } from './payment.ts'
import type { ProviderPayment, ProviderRefund } from './payments.port.ts'
import { findPayment, insertPayment, lockPayment, lockTakenPayments, savePayment } from './payments.repo.ts'
import { followRefund, newRefund, ownReasons, refundableMinor, type StoredRefund } from './refund.ts'
import { insertRefund, lockRefunds, saveRefund } from './refunds.repo.ts'

const isSame = (a: object, b: object): boolean => digestOf(a) === digestOf(b)

/** The result of a payment sync. */
export interface SyncedPayment {
  payment: StoredPayment
  /** True when our record was behind the provider's. */
  isChanged: boolean
  /** True when the provider has another amount than we requested: nothing was written. */
  isOtherSum: boolean
}

/**
 * Payment sync: the only place where a payment, its refunds and its order follow the provider's state. Idempotent and
 * independent of the order in which states arrive.
 */
export const createPaymentSync = ({ db, clock, invoices }: { db: Db; clock: Clock; invoices: Pick<InvoicesInternals, 'bill' | 'credit' | 'issueSoon'> }) => {
  /** Agent 204 is the actor, whatever triggered the sync: a waiting buyer, a callback or a reconciliation. */
  const eventFields = ({ organizationId }: { organizationId: string }) => actorFields(agentActor(204, organizationId))

  const emitRefundChange = (tx: Tx, payment: StoredPayment, before: StoredRefund, after: StoredRefund): void => {
    if (after.status === before.status) return
    const { id: refundId, paymentId, orderId } = after
    const data = { refundId, paymentId, orderId }
    const fields = { ...eventFields(payment), before, after }
    if (after.status === 'succeeded') tx.emit('refund.succeeded', { ...fields, data })
    const isBounced = before.status === 'succeeded'
    if (after.status === 'failed') tx.emit('refund.failed', { ...fields, data: { ...data, failureCode: after.failureCode ?? 'unknown', isBounced } })
  }

  /** Our refunds brought up to date with the provider's, including those that were made at the provider. */
  const followRefunds = async (tx: Tx, order: StoredOrder, payment: StoredPayment, theirs: readonly ProviderRefund[]): Promise<StoredRefund[]> => {
    const ours = await lockRefunds(tx, [payment.id])
    const at = clock.now()
    const given: StoredRefund[] = []
    for (const their of theirs) {
      const index = ours.findIndex(({ id, providerRefundId }) => id === their.reference || providerRefundId === their.providerRefundId)
      const known = ours[index]
      const { amountMinor } = their
      const before = known ?? newRefund(payment, { id: newId(at), amountMinor, reason: ownReasons.atProvider, requestedBy: null, dueAt: null, createdAt: at })
      const after = followRefund(before, their, at)
      if (!known) await insertRefund(tx, after)
      else if (!isSame(before, after)) await saveRefund(tx, after)
      ours.splice(known ? index : ours.length, 1, after)
      emitRefundChange(tx, payment, before, after)
      if (after.status === 'succeeded' && before.status !== 'succeeded') given.push(after)
    }
    // After the loop, when it is known which refunds the bank returned.
    for (const refund of given) await invoices.credit(tx, order, refund, givenMinor(ours))
    return ours
  }

  const announce = (tx: Tx, before: StoredPayment, after: StoredPayment): void => {
    const data = { paymentId: after.id, orderId: after.orderId }
    const change = { ...eventFields(after), before, after }
    if (after.dispute?.state !== before.dispute?.state && after.dispute)
      tx.emit('payment.disputed', { ...change, data: { ...data, state: after.dispute.state } })
    if (after.status === before.status) return
    if (isTaken(after) && !isTaken(before)) tx.emit('payment.succeeded', { ...change, data })
    if (after.status === 'failed') tx.emit('payment.failed', { ...change, data: { ...data, failureCode: after.failureCode ?? 'unknown' } })
    if (after.status === 'requires_action') tx.emit('payment.action_required', { ...change, data })
    if (after.status === 'cancelled') tx.emit('payment.cancelled', { ...change, data })
  }

  /** Refunds money for an order that is not (or no longer) payable, or whose organization was deleted. */
  const refundUnowed = async (tx: Tx, payment: StoredPayment, refunds: readonly StoredRefund[]): Promise<void> => {
    const at = clock.now()
    const { orderId, id: paymentId } = payment
    const amountMinor = refundableMinor(payment, refunds)
    if (amountMinor === 0) return
    const refund = newRefund(payment, { id: newId(at), amountMinor, reason: ownReasons.nothingOwed, requestedBy: null, dueAt: at, createdAt: at })
    await insertRefund(tx, refund)
    tx.emit('refund.requested', { ...eventFields(payment), data: { refundId: refund.id, paymentId, orderId, isWhole: false }, after: refund })
  }

  /**
   * A payment started twice by a race, for example on two servers, and charged twice: the second becomes a payment of its own,
   * for which nothing is owed.
   */
  const recordDuplicate = async (tx: Tx, order: StoredOrder, first: StoredPayment, theirs: ProviderPayment): Promise<SyncedPayment> => {
    const { providerPaymentId } = theirs
    const known = (await lockTakenPayments(tx, order.id)).some((payment) => payment.providerPaymentId === providerPaymentId)
    if (theirs.state !== 'succeeded' || known) return { payment: first, isChanged: false, isOtherSum: false }
    const at = clock.now()
    const second: StoredPayment = {
      ...first,
      id: newId(at),
      providerPaymentId,
      method: theirs.method ?? first.method,
      status: 'succeeded',
      refundedMinor: 0,
      dispute: theirs.dispute,
      paidAt: at,
      createdAt: at,
    }
    await insertPayment(tx, second)
    announce(tx, { ...second, status: 'pending' }, second)
    await refundUnowed(tx, second, await followRefunds(tx, order, second, theirs.refunds))
    return { payment: second, isChanged: true, isOtherSum: false }
  }

  const moveOn = (tx: Tx, name: 'order.refunded' | 'order.paid', before: StoredOrder): Promise<void> => {
    const after = moveOrder(before, name === 'order.paid' ? 'paid' : 'refunded', clock.now())
    return saveAndEmit(tx, name, { before, after, actor: agentActor(204, before.organizationId) })
  }

  const follow = (paymentId: string, theirs: ProviderPayment, answers: readonly ProviderRefund[]): Promise<SyncedPayment | undefined> =>
    db.as(systemScope).transaction(async (tx) => {
      const known = await findPayment(tx, systemScope, paymentId)
      if (!known) return undefined
      // Lock order of every transaction, to avoid deadlocks: organization, order, payment, refunds.
      const isLiving = await holdsOrganization(tx, known.organizationId)
      const order = orFail(await lockOrder(tx, systemScope, known.orderId), 'order.not_found')
      const before = orFail(await lockPayment(tx, paymentId), 'payment.not_found')
      if (isOtherSum(before, theirs)) return { payment: before, isChanged: false, isOtherSum: true }
      if (isAnother(before, theirs)) return recordDuplicate(tx, order, before, theirs)
      const refundsBefore = await lockRefunds(tx, [paymentId])
      const refunds = await followRefunds(tx, order, before, [...theirs.refunds, ...answers])
      const after = followProvider(before, theirs, refunds, clock.now())
      const isChanged = !isSame(before, after) || !isSame(refundsBefore, refunds)
      if (!isChanged) return { payment: before, isChanged, isOtherSum: false }
      await savePayment(tx, after)
      announce(tx, before, after)
      if (isTaken(after) && !isTaken(before)) {
        if (order.status === 'awaiting_payment' && isLiving) {
          await moveOn(tx, 'order.paid', order)
          await invoices.bill(tx, order, after)
        } else await refundUnowed(tx, after, refunds)
      }
      const isGone = after.status === 'refunded' && (await lockTakenPayments(tx, order.id)).every((payment) => heldMinor(payment) === 0)
      if (isGone && orderStateMachine.can(order.status, 'refunded')) await moveOn(tx, 'order.refunded', order)
      return { payment: after, isChanged, isOtherSum: false }
    })

  return {
    /**
     * Ends a payment that the provider does not have: it was cancelled, or never started. If money arrives for it after all, it
     * is synced like any other. False when it has changed since.
     */
    abandon: (paymentId: string, why: 'cancelled' | 'never_begun'): Promise<boolean> =>
      db.as(systemScope).transaction(async (tx) => {
        const known = orFail(await findPayment(tx, systemScope, paymentId), 'payment.not_found')
        orFail(await lockOrder(tx, systemScope, known.orderId), 'order.not_found')
        const before = orFail(await lockPayment(tx, paymentId), 'payment.not_found')
        if (!isOpen(before) || before.providerPaymentId !== null) return false
        const after: StoredPayment = why === 'cancelled' ? { ...before, status: 'cancelled' } : { ...before, status: 'failed', failureCode: why }
        await savePayment(tx, after)
        announce(tx, before, after)
        return true
      }),

    /**
     * Applies the provider's state of a payment. `answers` are refunds that it returned just now, which that state may not
     * include yet. Undefined when the payment is not ours.
     */
    syncPayment: async (paymentId: string, theirs: ProviderPayment, answers: readonly ProviderRefund[] = []): Promise<SyncedPayment | undefined> => {
      const synced = await follow(paymentId, theirs, answers)
      if (synced?.isChanged) invoices.issueSoon()
      return synced
    },
  }
}
export type PaymentSync = ReturnType<typeof createPaymentSync>
