import { formatAmount, type Payment, type PaymentStatus } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import type { ProviderPayment } from './payments.port.ts'
import type { StoredRefund } from './refund.ts'

/** A payment as stored. */
export type StoredPayment = Row<'payments'>

/** Statuses of a payment that may still succeed. */
export const openStatuses = ['pending', 'requires_action'] as const satisfies PaymentStatus[]
/** Statuses of a payment that succeeded, even if it was refunded since. */
export const takenStatuses = ['succeeded', 'partially_refunded', 'refunded'] as const satisfies PaymentStatus[]

export const isOpen = ({ status }: StoredPayment): boolean => openStatuses.some((open) => open === status)
export const isTaken = ({ status }: StoredPayment): boolean => takenStatuses.some((taken) => taken === status)

/** The payment shown with its order: the latest that succeeded, else the latest attempt. `payments` are oldest first. */
export const shownPayment = (payments: readonly StoredPayment[]): StoredPayment | undefined => payments.findLast(isTaken) ?? payments.at(-1)

/** The amount we hold of a payment: charged less refunded. */
export const heldMinor = (payment: StoredPayment): number => (isTaken(payment) ? payment.amountMinor - payment.refundedMinor : 0)

/** The refunded amount of these refunds, in minor units. */
export const givenMinor = (refunds: readonly StoredRefund[]): number =>
  refunds.reduce((sum, { status, amountMinor }) => (status === 'succeeded' ? sum + amountMinor : sum), 0)

const statusAfterRefunds = ({ amountMinor }: StoredPayment, refundedMinor: number): PaymentStatus =>
  refundedMinor === 0 ? 'succeeded' : refundedMinor < amountMinor ? 'partially_refunded' : 'refunded'

const reached = (payment: StoredPayment, theirs: ProviderPayment, at: Date): Partial<StoredPayment> => {
  switch (theirs.state) {
    case 'succeeded':
      return { status: 'succeeded', failureCode: null, actionUrl: null, paidAt: at }
    case 'failed':
      return { status: 'failed', failureCode: theirs.failureCode ?? 'unknown', actionUrl: null }
    case 'cancelled':
      return { status: 'cancelled', failureCode: null, actionUrl: null }
    case 'requires_action':
      return isOpen(payment) ? { status: 'requires_action', failureCode: theirs.failureCode, actionUrl: theirs.actionUrl } : {}
    case 'processing':
      return isOpen(payment) ? { status: 'pending', failureCode: null, actionUrl: null } : {}
  }
}

/**
 * Our payment with the provider's state applied. A succeeded payment never reverts, and a final status is not left for an
 * earlier one; a payment that we gave up may still turn out to have succeeded. So the order in which states arrive does not
 * matter.
 */
export const followProvider = (payment: StoredPayment, theirs: ProviderPayment, refunds: readonly StoredRefund[], at: Date): StoredPayment => {
  const known = { ...payment, providerPaymentId: theirs.providerPaymentId, method: theirs.method ?? payment.method, dispute: theirs.dispute ?? payment.dispute }
  const isEnded = !isOpen(payment) && theirs.state !== 'succeeded'
  const next: StoredPayment = isTaken(payment) || isEnded ? known : { ...known, ...reached(payment, theirs, at) }
  if (!isTaken(next)) return next
  const refundedMinor = givenMinor(refunds)
  return { ...next, refundedMinor, status: statusAfterRefunds(next, refundedMinor) }
}

/** True when our payment succeeded, and this is another one of the provider under the same reference. */
export const isAnother = (payment: StoredPayment, theirs: ProviderPayment): boolean =>
  isTaken(payment) && payment.providerPaymentId !== null && payment.providerPaymentId !== theirs.providerPaymentId

/**
 * True when the provider has another amount or currency than we requested: such a payment is reported to people rather than
 * resolved automatically.
 */
export const isOtherSum = ({ amountMinor, currency }: StoredPayment, theirs: ProviderPayment): boolean =>
  theirs.amountMinor !== amountMinor || theirs.currency !== currency

/** Converts a payment to its wire format, field by field. */
export const toPayment = (payment: StoredPayment): Payment => ({
  id: payment.id,
  orderId: payment.orderId,
  amount: formatAmount(payment.amountMinor, payment.currency),
  currency: payment.currency,
  method: payment.method,
  provider: payment.provider,
  providerPaymentId: payment.providerPaymentId,
  status: payment.status,
  failureCode: payment.failureCode,
  actionUrl: payment.actionUrl,
  refundedAmount: formatAmount(payment.refundedMinor, payment.currency),
  dispute: payment.dispute,
  paidAt: payment.paidAt?.toISOString() ?? null,
  createdAt: payment.createdAt.toISOString(),
})
