import { type Currency, type Dispute, formatAmount, type Payment, type PaymentStatus } from '@pantheon/contract'
import type { ProviderPayment } from './payments.port.ts'
import type { StoredRefund } from './refund.ts'

/** A payment as the shop keeps it. */
export interface StoredPayment {
  id: string
  organizationId: string
  orderId: string
  amountMinor: number
  currency: Currency
  method: string
  provider: string
  providerPaymentId: string | null
  status: PaymentStatus
  failureCode: string | null
  actionUrl: string | null
  refundedMinor: number
  dispute: Dispute | null
  paidAt: Date | null
  createdAt: Date
}

/** Statuses of a payment that may still be taken. */
export const openStatuses = ['pending', 'requires_action'] as const satisfies PaymentStatus[]
/** Statuses of a payment that was taken, whatever was given back since. */
export const takenStatuses = ['succeeded', 'partially_refunded', 'refunded'] as const satisfies PaymentStatus[]

export const isOpen = ({ status }: StoredPayment): boolean => openStatuses.some((open) => open === status)
export const isTaken = ({ status }: StoredPayment): boolean => takenStatuses.some((taken) => taken === status)

/** What the shop holds of a payment: what was taken, less what was given back. */
export const heldMinor = (payment: StoredPayment): number => (isTaken(payment) ? payment.amountMinor - payment.refundedMinor : 0)

/** What has gone back by these refunds, in minor units. */
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
 * Our payment, brought to where the provider has it. Money that was taken is never untaken, and an end is not left for
 * an earlier state; a payment that we had given up may still turn out taken. So the order in which looks arrive does not matter.
 */
export const followProvider = (payment: StoredPayment, theirs: ProviderPayment, refunds: readonly StoredRefund[], at: Date): StoredPayment => {
  const known = { ...payment, providerPaymentId: theirs.providerPaymentId, method: theirs.method ?? payment.method, dispute: theirs.dispute ?? payment.dispute }
  const isEnded = !isOpen(payment) && theirs.state !== 'succeeded'
  const next: StoredPayment = isTaken(payment) || isEnded ? known : { ...known, ...reached(payment, theirs, at) }
  if (!isTaken(next)) return next
  const refundedMinor = givenMinor(refunds)
  return { ...next, refundedMinor, status: statusAfterRefunds(next, refundedMinor) }
}

/** True when ours was taken, and this is another of the provider's under the same reference. */
export const isAnother = (payment: StoredPayment, theirs: ProviderPayment): boolean =>
  isTaken(payment) && payment.providerPaymentId !== null && payment.providerPaymentId !== theirs.providerPaymentId

/** True when the provider holds this payment for another sum than we asked for: nobody guesses then, people are told. */
export const isOtherSum = ({ amountMinor, currency }: StoredPayment, theirs: ProviderPayment): boolean =>
  theirs.amountMinor !== amountMinor || theirs.currency !== currency

/** The payment as it goes over the wire, field by field. */
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
