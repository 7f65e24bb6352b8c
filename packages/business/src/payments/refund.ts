import { type Currency, formatAmount, parseAmount, type Refund } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { fail } from '@pantheon/kernel'
import { isTaken, type StoredPayment } from './payment.ts'
import type { ProviderRefund } from './payments.port.ts'

/** A refund as stored. */
export type StoredRefund = Row<'refunds'>

/** A refund of a payment, to be executed at `dueAt`; without it, one that the provider already has. */
export const newRefund = (
  { id: paymentId, organizationId, orderId, currency }: StoredPayment,
  made: Pick<StoredRefund, 'id' | 'amountMinor' | 'reason' | 'requestedBy' | 'dueAt' | 'createdAt'>,
): StoredRefund => ({
  ...made,
  organizationId,
  orderId,
  paymentId,
  currency,
  status: 'pending',
  providerRefundId: null,
  failureCode: null,
  attempts: 0,
  settledAt: null,
})

/** Reasons of refunds that were not requested here: by our own rules, or made at the provider. */
export const ownReasons = { nothingOwed: 'nothing_owed', atProvider: 'at_provider' } as const

/** The amount of a payment that is neither refunded nor being refunded, in minor units. Refunds of other payments are ignored. */
export const refundableMinor = (payment: StoredPayment, refunds: readonly StoredRefund[]): number => {
  if (!isTaken(payment)) return 0
  const bound = refunds.filter(({ paymentId, status }) => paymentId === payment.id && status !== 'failed' && status !== 'rejected')
  return Math.max(0, payment.amountMinor - bound.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
}

/** The same for all payments of an order: what we hold for it and may keep as things stand. */
export const leftMinor = (payments: readonly StoredPayment[], refunds: readonly StoredRefund[]): number =>
  payments.reduce((sum, payment) => sum + refundableMinor(payment, refunds), 0)

/**
 * The payment of an order to refund next: first one for which nothing was owed and whose automatic refund failed, then the
 * oldest with an amount left. Undefined when nothing is left. `payments` are oldest first.
 */
export const nextToRefund = (payments: readonly StoredPayment[], refunds: readonly StoredRefund[]): StoredPayment | undefined => {
  const refundable = payments.filter((payment) => refundableMinor(payment, refunds) > 0)
  const isSurplus = ({ id }: StoredPayment): boolean => refunds.some(({ paymentId, reason }) => paymentId === id && reason === ownReasons.nothingOwed)
  return refundable.find(isSurplus) ?? refundable[0]
}

/** The largest amount that a refund of the order can have now, as a decimal string; null when nothing is left. `payments` are oldest first. */
export const refundableAmount = (payments: readonly StoredPayment[], refunds: readonly StoredRefund[]): string | null => {
  const payment = nextToRefund(payments, refunds)
  return payment ? formatAmount(refundableMinor(payment, refunds), payment.currency) : null
}

/**
 * The amount of a refund request in minor units: the given amount, or all that is left. Fails with `refund.nothing_left`,
 * `refund.too_much` (with what is left) or `input.invalid` for digits the currency does not have.
 */
export const refundSum = (amount: string | undefined, left: number, currency: Currency): number => {
  if (left === 0) fail('refund.nothing_left')
  if (amount === undefined) return left
  const minor = parseAmount(amount, currency) ?? fail('input.invalid', {}, [{ path: 'amount', message: 'More digits than the currency has' }])
  if (minor === 0) fail('input.invalid', {}, [{ path: 'amount', message: 'More than nothing' }])
  return minor <= left ? minor : fail('refund.too_much', { left: formatAmount(left, currency), currency })
}

const statusAt = { processing: 'pending', succeeded: 'succeeded', failed: 'failed' } as const

/** Our refund with the provider's state applied. A final status stays, except that a bank may return a succeeded refund. */
export const followRefund = (refund: StoredRefund, theirs: ProviderRefund, at: Date): StoredRefund => {
  const status = statusAt[theirs.state]
  const isBounced = refund.status === 'succeeded' && status === 'failed'
  if (refund.status !== 'pending' && !isBounced) return refund
  const isSettled = status !== 'pending'
  return {
    ...refund,
    providerRefundId: theirs.providerRefundId,
    status,
    failureCode: status === 'failed' ? (theirs.failureCode ?? 'unknown') : null,
    dueAt: isSettled ? null : refund.dueAt,
    settledAt: isSettled ? at : null,
  }
}

const firstPauseMs = 2000
const minuteMs = 60_000
/** Maximum retry delays: while the provider does not know the refund, and while its bank processes it, whose end a callback reports too. */
const longestPauseMs = { unknown: 10 * minuteMs, known: 60 * minuteMs }
/** Schedules the next attempt of an unfinished refund with exponential backoff, so that many waiting ones do not delay others. */
export const postpone = (refund: StoredRefund, now: Date): StoredRefund => ({
  ...refund,
  attempts: refund.attempts + 1,
  dueAt: new Date(now.getTime() + Math.min(firstPauseMs * 2 ** refund.attempts, longestPauseMs[refund.providerRefundId === null ? 'unknown' : 'known'])),
})

/** Converts a refund to its wire format. */
export const toRefund = (refund: StoredRefund): Refund => ({
  id: refund.id,
  orderId: refund.orderId,
  paymentId: refund.paymentId,
  amount: formatAmount(refund.amountMinor, refund.currency),
  currency: refund.currency,
  reason: refund.reason,
  requestedBy: refund.requestedBy,
  status: refund.status,
  failureCode: refund.failureCode,
  createdAt: refund.createdAt.toISOString(),
  settledAt: refund.settledAt?.toISOString() ?? null,
})
