import { type Currency, formatAmount, paymentStatuses } from '@pantheon/contract'
import { idFor, newIdOf } from './new-ids.ts'
import type { OldRow } from './old-shape.ts'
import { type Decision, RowReader } from './read-row.ts'
import type { TakenOrder } from './take-order.ts'
import { type Circumstances, type NewRows, type Parents, parentOf, type Taken } from './taken.ts'

/** Possible status names of the old shop; its default was "pending". */
const statuses = { '': 'pending', completed: 'succeeded', paid: 'succeeded', canceled: 'cancelled' } as const
type Status = (typeof paymentStatuses)[number]

const refundedOf = (row: RowReader, old: OldRow<'payments'>, status: Status, amountMinor: number, currency: Currency): number => {
  const named = old.refundedAmount === null ? undefined : row.money('refundedAmount', old.refundedAmount, currency)
  if (status === 'refunded') {
    if (named !== undefined && named !== 0 && named !== amountMinor) row.refuse(`it is refunded, but ${old.refundedAmount} is not the whole amount`)
    return amountMinor
  }
  if (status !== 'partially_refunded') return 0
  if (named === undefined) row.refuse('it does not say how much was given back')
  else if (named <= 0 || named >= amountMinor) row.refuse(`${formatAmount(named, currency)} given back is no part of ${formatAmount(amountMinor, currency)}`)
  return named ?? 0
}

/**
 * Converts a finished payment. A Stripe payment keeps its id, so that it can be refunded here, and its refunds are read from Stripe; for
 * any other payment the refunded amount is stored as a refund.
 */
export const takePayment = (old: OldRow<'payments'>, orders: Parents<TakenOrder>, { at, currency: fallback }: Circumstances): Decision<Taken> =>
  RowReader.decide((row) => {
    const id = newIdOf('payments', old.id ?? '')
    const known = row.currency(old.currency, fallback)
    const status = row.oneOf('status', old.status, paymentStatuses, statuses) ?? 'cancelled'
    if (status === 'pending' || status === 'requires_action') row.refuse('it was begun and has not ended: it can only end in the old shop')
    const amountMinor = row.money('amount', old.amount, known)
    const order = parentOf(row, 'orders', old.orderId, orders)
    const currency = known ?? fallback
    if (known !== undefined && currency !== order.currency) row.refuse(`it is in ${currency}, its order in ${order.currency}`)
    const refundedMinor = refundedOf(row, old, status, amountMinor, currency)
    const createdAt = row.madeAt(old.createdAt, at)
    const isTaken = ['succeeded', 'refunded', 'partially_refunded'].includes(status)
    const paidAt = row.instant('paidAt', old.paidAt) ?? (isTaken ? createdAt : null)
    const providerPaymentId = old.stripeId?.trim() || null
    const { id: orderId, organizationId } = order
    const rows: NewRows = {
      payments: {
        id,
        organizationId,
        orderId,
        amountMinor,
        currency,
        method: old.method?.trim() || 'unknown',
        provider: providerPaymentId === null ? 'imported' : 'stripe',
        providerPaymentId,
        status,
        failureCode: null,
        actionUrl: null,
        refundedMinor,
        dispute: null,
        paidAt,
        createdAt,
      },
    }
    if (refundedMinor > 0 && providerPaymentId === null) {
      const settledAt = row.instant('updatedAt', old.updatedAt) ?? paidAt ?? createdAt
      rows.refunds = {
        id: idFor('refund', id),
        organizationId,
        orderId,
        paymentId: id,
        amountMinor: refundedMinor,
        currency,
        reason: 'at_provider',
        requestedBy: null,
        status: 'succeeded',
        providerRefundId: null,
        failureCode: null,
        dueAt: null,
        attempts: 0,
        settledAt,
        createdAt: settledAt,
      }
    }
    return { id, status, currency, minor: amountMinor, rows }
  })
