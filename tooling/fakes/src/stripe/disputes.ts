import { type Account, held, newStripeId } from './account.ts'
import { invalid } from './fault.ts'
import type { Dispute } from './wire.ts'

const noEvidence: Dispute['evidence'] = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

/** Opens a dispute: the buyer's bank withdraws the money. */
export const raiseDispute = (account: Account, intentId: string, reason: string): Dispute => {
  const { latest_charge } = held(account, 'payment_intent', intentId)
  const charge = held(account, 'charge', String(latest_charge))
  if (!charge.paid || charge.disputed) return invalid(`Charge ${charge.id} cannot be disputed.`)
  charge.disputed = true
  const dispute: Dispute = {
    id: newStripeId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: account.now() + 7 * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: intentId,
    payment_method_details: { card: { brand: 'visa', case_type: 'chargeback', network: 'visa', network_reason_code: '10.4' }, type: 'card' },
    reason,
    status: 'needs_response',
  }
  account.objects.dispute.set(dispute.id, dispute)
  account.publish('charge.dispute.created', dispute)
  account.publish('charge.dispute.funds_withdrawn', dispute)
  return dispute
}

/** Closes a dispute; a won one returns the money. */
export const closeDispute = (account: Account, id: string, outcome: 'won' | 'lost'): Dispute => {
  const dispute = held(account, 'dispute', id)
  dispute.status = outcome
  account.publish('charge.dispute.closed', dispute)
  if (outcome === 'won') account.publish('charge.dispute.funds_reinstated', dispute)
  return dispute
}
