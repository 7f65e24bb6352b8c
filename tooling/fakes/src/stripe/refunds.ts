import { z } from 'zod'
import { type Account, held, mergeMetadata, newStripeId } from './account.ts'
import { invalid } from './fault.ts'
import { expand, metadata, whole } from './params.ts'
import type { Charge, Refund } from './wire.ts'

export const CreateRefund = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: whole.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.optional(),
  expand,
})

const chargeOf = (account: Account, { payment_intent, charge }: z.output<typeof CreateRefund>): Charge => {
  if (charge) return held(account, 'charge', charge, 'charge')
  if (!payment_intent) return invalid('One of the following params should be provided for this request: payment_intent or charge.')
  const { id, latest_charge } = held(account, 'payment_intent', payment_intent, 'payment_intent')
  const latest = typeof latest_charge === 'string' ? account.objects.charge.get(latest_charge) : undefined
  return latest?.paid ? latest : invalid(`This PaymentIntent (${id}) does not have a successful charge to refund.`)
}

/** Refunds the remaining amount, or the requested amount if it is not larger. */
export const createRefund = (account: Account, params: z.output<typeof CreateRefund>): Refund => {
  const charge = chargeOf(account, params)
  const left = charge.amount_captured - charge.amount_refunded
  const amount = params.amount ?? left
  if (left === 0) invalid(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' })
  if (amount < 1) invalid('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' })
  if (amount > left) invalid(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, { param: 'amount' })
  if (charge.disputed) {
    const lost = [...account.objects.dispute.values()].some((dispute) => dispute.charge === charge.id && !dispute.is_charge_refundable)
    if (lost) invalid(`Charge ${charge.id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' })
  }
  const refund: Refund = {
    id: newStripeId('re'),
    object: 'refund',
    amount,
    balance_transaction: newStripeId('txn'),
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    metadata: mergeMetadata(null, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    ...(account.refundsAre === 'pending' ? { pending_reason: 'processing' as const } : {}),
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: account.refundsAre,
    transfer_reversal: null,
  }
  account.objects.refund.set(refund.id, refund)
  charge.amount_refunded += amount
  charge.refunded = charge.amount_refunded === charge.amount_captured
  account.publish('refund.created', refund)
  account.publish('charge.refunded', charge)
  return refund
}

/** The final result of a refund: ends a pending one, or fails one that had succeeded. The money of a failed refund returns to the shop. */
export const settleRefund = (account: Account, id: string, outcome: 'succeeded' | 'failed'): Refund => {
  const refund = held(account, 'refund', id)
  const isBounced = refund.status === 'succeeded' && outcome === 'failed'
  if (refund.status !== 'pending' && !isBounced) return invalid(`Refund ${id} is ${refund.status} already.`)
  refund.status = outcome
  delete refund.pending_reason
  if (outcome === 'failed') {
    const charge = held(account, 'charge', String(refund.charge))
    charge.amount_refunded -= refund.amount
    charge.refunded = false
    refund.failure_reason = isBounced ? 'expired_or_canceled_card' : 'declined'
    refund.failure_balance_transaction = newStripeId('txn')
    account.publish('refund.failed', refund)
  }
  account.publish('refund.updated', refund)
  account.publish('charge.refund.updated', refund)
  return refund
}
