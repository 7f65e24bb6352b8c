import { type Account, newStripeId } from './account.ts'
import { missing } from './fault.ts'
import type { PaymentMethod } from './wire.ts'

/** The behaviour of a card. */
export interface CardScript {
  brand: string
  last4: string
  declines?: { code: string; decline_code?: string; message: string }
  /** The bank requires authentication (3D Secure). */
  authenticates?: true
}

const declined = 'Your card was declined.'
/** Stripe's test payment methods (https://docs.stripe.com/testing). */
const scripts: Record<string, CardScript> = {
  pm_card_visa: { brand: 'visa', last4: '4242' },
  pm_card_mastercard: { brand: 'mastercard', last4: '4444' },
  pm_card_jcb: { brand: 'jcb', last4: '0505' },
  pm_card_threeDSecure2Required: { brand: 'visa', last4: '3220', authenticates: true },
  pm_card_authenticationRequired: { brand: 'visa', last4: '3184', authenticates: true },
  pm_card_chargeDeclined: { brand: 'visa', last4: '0002', declines: { code: 'card_declined', decline_code: 'generic_decline', message: declined } },
  pm_card_chargeDeclinedInsufficientFunds: {
    brand: 'visa',
    last4: '9995',
    declines: { code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' },
  },
  pm_card_chargeDeclinedExpiredCard: { brand: 'visa', last4: '0069', declines: { code: 'expired_card', message: 'Your card has expired.' } },
}

/** The card of a payment method. A test method gets a new id at each use, as at Stripe. */
export const takeCard = (account: Account, method: string): { id: string; card: CardScript } => {
  const own = account.cards.get(method)
  if (own) return { id: method, card: own }
  const card = Object.hasOwn(scripts, method) ? scripts[method] : undefined
  if (!card) return missing('PaymentMethod', method, 'payment_method')
  const id = newStripeId('pm')
  account.cards.set(id, card)
  return { id, card }
}

/** The expiry date of all cards. */
export const expiry = { exp_month: 12, exp_year: 2034 } as const

/** The payment method with this id, for expansion. Undefined for one that the account does not have. */
export const paymentMethodOf = ({ cards, now }: Account, id: string): PaymentMethod | undefined => {
  const card = cards.get(id)
  if (!card) return undefined
  const { brand, last4 } = card
  return {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
      country: 'US',
      display_brand: brand,
      ...expiry,
      fingerprint: `local${last4}`,
      funding: 'credit',
      generated_from: null,
      last4,
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: now(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  }
}
