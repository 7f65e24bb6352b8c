import type { ProviderPayment, ProviderRefund } from '@pantheon/business'
import { Currency } from '@pantheon/contract'
import type Stripe from 'stripe'

/** Keys of our metadata at Stripe. */
export const ourKeys = { reference: 'reference', entry: 'entry' } as const
export const referenceOf = (metadata: Stripe.Metadata | null): string | null => metadata?.[ourKeys.reference] ?? null
export const isFromCheckout = ({ metadata }: Stripe.PaymentIntent): boolean => metadata[ourKeys.entry] === 'checkout'

const day = (seconds: number): Date => new Date(seconds * 1000)
const knownCurrency = (currency: string | null): Currency | undefined => Currency.safeParse(currency?.toUpperCase()).data

const refundStates: Record<string, ProviderRefund['state']> = { succeeded: 'succeeded', failed: 'failed', canceled: 'failed' }
export const toProviderRefund = ({ id, amount, metadata, status, failure_reason }: Stripe.Refund): ProviderRefund => {
  const state = refundStates[status ?? ''] ?? 'processing'
  return {
    reference: referenceOf(metadata),
    providerRefundId: id,
    amountMinor: amount,
    state,
    failureCode: state === 'failed' ? (failure_reason ?? status) : null,
  }
}

/** A closed inquiry, and a prevented dispute, took no money. */
const disputeStates: Record<string, 'won' | 'lost'> = { won: 'won', warning_closed: 'won', prevented: 'won', lost: 'lost' }
const toDispute = ({ status, reason }: Stripe.Dispute): ProviderPayment['dispute'] => ({ state: disputeStates[status] ?? 'open', reason })

type Outcome = Pick<ProviderPayment, 'state' | 'failureCode' | 'actionUrl'>
const plain = (state: ProviderPayment['state']): Outcome => ({ state, failureCode: null, actionUrl: null })

/** The page where the buyer continues: their bank's, or the voucher for paying in a shop. */
const actionUrlOf = (action: Stripe.PaymentIntent.NextAction | null): string | null =>
  action?.redirect_to_url?.url ?? action?.konbini_display_details?.hosted_voucher_url ?? null

/** `generic_decline` adds nothing to `card_declined`; the other decline codes do. */
export const failureCodeOf = (error: { code?: string | undefined; decline_code?: string | undefined } | null): string => {
  const { code, decline_code } = error ?? {}
  return (decline_code !== 'generic_decline' && decline_code) || code || 'card_declined'
}

const outcomeOf = (intent: Stripe.PaymentIntent, session: Stripe.Checkout.Session | undefined): Outcome => {
  switch (intent.status) {
    case 'succeeded':
      return plain('succeeded')
    case 'canceled':
      return plain('cancelled')
    case 'requires_action':
      return { ...plain('requires_action'), actionUrl: actionUrlOf(intent.next_action) }
    case 'requires_payment_method':
      // On Stripe's checkout page a declined card is not final while the page is open: the buyer can use another.
      if (session?.status === 'open')
        return { state: 'requires_action', failureCode: intent.last_payment_error && failureCodeOf(intent.last_payment_error), actionUrl: session.url }
      if (session?.status === 'expired') return plain('cancelled')
      return { ...plain('failed'), failureCode: failureCodeOf(intent.last_payment_error) }
    default:
      return plain('processing')
  }
}

const methodOf = (charge: Stripe.Charge | undefined): string | null => {
  const { card, type } = charge?.payment_method_details ?? {}
  return card ? `${card.brand} •••• ${card.last4}` : (type ?? null)
}

/** Objects of a payment that Stripe stores separately. */
export interface Surroundings {
  charge?: Stripe.Charge | undefined
  refunds?: Stripe.Refund[]
  dispute?: Stripe.Dispute | undefined
  /** The checkout session. */
  session?: Stripe.Checkout.Session | undefined
}

/** Converts a payment. Null when its currency is unknown to the shop: it cannot be ours. */
export const toProviderPayment = (intent: Stripe.PaymentIntent, { charge, refunds = [], dispute, session }: Surroundings): ProviderPayment | null => {
  const currency = knownCurrency(intent.currency)
  if (!currency) return null
  return {
    reference: referenceOf(intent.metadata),
    providerPaymentId: intent.id,
    amountMinor: intent.amount,
    currency,
    ...outcomeOf(intent, session),
    method: methodOf(charge),
    refunds: refunds.map(toProviderRefund),
    dispute: dispute ? toDispute(dispute) : null,
    createdAt: day(intent.created),
  }
}

/** A checkout session without a payment attempt: Stripe has no payment yet. */
export const toUnpaid = (session: Stripe.Checkout.Session): ProviderPayment | null => {
  const currency = knownCurrency(session.currency)
  if (!currency) return null
  return {
    reference: referenceOf(session.metadata),
    providerPaymentId: session.id,
    amountMinor: session.amount_total ?? 0,
    currency,
    ...(session.status === 'open' ? { ...plain('requires_action'), actionUrl: session.url } : plain('cancelled')),
    method: null,
    refunds: [],
    dispute: null,
    createdAt: day(session.created),
  }
}
