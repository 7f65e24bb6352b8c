import { type Account, newStripeId } from './account.ts'
import { type CardScript, expiry } from './cards.ts'
import type { Charge, PaymentIntent } from './wire.ts'

type CardDetails = NonNullable<NonNullable<Charge['payment_method_details']>['card']>
const cardDetails = ({ brand, last4 }: CardScript, amount: number | null): CardDetails => ({
  amount_authorized: amount,
  authorization_code: null,
  brand,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
  country: 'US',
  electronic_commerce_indicator: null,
  ...expiry,
  extended_authorization: { status: 'disabled' },
  fingerprint: `local${last4}`,
  funding: 'credit',
  incremental_authorization: { status: 'unavailable' },
  installments: null,
  last4,
  mandate: null,
  multicapture: { status: 'unavailable' },
  network: brand,
  network_token: { used: false },
  network_transaction_id: null,
  overcapture: { maximum_amount_capturable: amount ?? 0, status: 'unavailable' },
  regulated_status: 'unregulated',
  three_d_secure: null,
  transaction_link_id: null,
  wallet: null,
})

/** Attempts to charge a card and returns the charge, succeeded or failed. */
export const chargeCard = (account: Account, intent: PaymentIntent, method: string, card: CardScript): Charge => {
  const { declines } = card
  const id = newStripeId('ch')
  const charge: Charge = {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: declines ? 0 : intent.amount,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: declines ? null : newStripeId('txn'),
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: 'PANTHEON',
    captured: !declines,
    created: account.now(),
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: declines?.code ?? null,
    failure_message: declines?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: declines ? 'declined_by_network' : 'approved_by_network',
      reason: declines ? (declines.decline_code ?? declines.code) : null,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: declines ? 'The bank did not return any further details with this decline.' : 'Payment complete.',
      type: declines ? 'issuer_declined' : 'authorized',
    },
    paid: !declines,
    payment_intent: intent.id,
    payment_method: method,
    payment_method_details: { card: cardDetails(card, declines ? null : intent.amount), type: 'card' },
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: declines ? null : `${account.url()}/receipts/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: declines ? 'failed' : 'succeeded',
    transfer_data: null,
    transfer_group: null,
  }
  account.objects.charge.set(id, charge)
  account.publish(`charge.${charge.status}`, charge)
  return charge
}
