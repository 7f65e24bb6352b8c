import type { Currency, Locale, TestCard } from '@pantheon/contract'

/** How somebody pays: a card typed on our page, which only the embedded provider takes, or what the provider itself keeps under a token (Stripe: `pm_…`). */
export type PaymentMethod = { kind: 'card'; card: TestCard } | { kind: 'token'; token: string }

/** What we ask a provider to take. `reference` is our payment's id and the provider's idempotency key. */
export interface ChargeRequest {
  reference: string
  amountMinor: number
  currency: Currency
  /** What it is for, as the buyer reads it. */
  description: string
  paymentMethod: PaymentMethod
  /** Where the buyer comes back to when their bank wanted to see them. */
  returnUrl: string
}

/** A page of the provider's on which the buyer pays. */
export interface CheckoutRequest {
  reference: string
  amountMinor: number
  currency: Currency
  description: string
  email: string
  locale: Locale
  successUrl: string
  cancelUrl: string
}
export interface HostedPage {
  url: string
}

/** `reference` is our refund's id and the provider's idempotency key. */
export interface RefundRequest {
  reference: string
  providerPaymentId: string
  amountMinor: number
  currency: Currency
}

/** A refund as the provider has it. `reference` is null for one that was made at the provider, not by us. */
export interface ProviderRefund {
  reference: string | null
  providerRefundId: string
  amountMinor: number
  state: 'processing' | 'succeeded' | 'failed'
  failureCode: string | null
}

/** A payment as the provider has it at this moment, whole: whoever reads it needs no history. */
export interface ProviderPayment {
  /** Our payment's id; null for one that did not come from us. */
  reference: string | null
  providerPaymentId: string
  amountMinor: number
  currency: Currency
  state: 'processing' | 'requires_action' | 'succeeded' | 'failed' | 'cancelled'
  /** Why it failed, or while `requires_action` the last try on the provider's page. */
  failureCode: string | null
  /** Where the buyer confirms, while `requires_action`. */
  actionUrl: string | null
  /** The means in words for the receipt, e.g. `visa •••• 4242`, once it is known. */
  method: string | null
  refunds: ProviderRefund[]
  dispute: { state: 'open' | 'won' | 'lost'; reason: string } | null
  createdAt: Date
}

/**
 * What a verified callback is about. Callbacks come late, twice and in any order, so they carry no state that we
 * believe: they say what to look at, and the provider says how it stands.
 */
export interface ProviderEvent {
  /** The provider's id of the event: stored once. */
  id: string
  type: string
  at: Date
  /** Null when it concerns nothing we keep. */
  about: { kind: 'payment' | 'subscription'; id: string } | null
}

/**
 * Takes money and gives it back. Asking twice with one `reference` is one payment, or one refund, with one answer.
 * Every call fails with `payment.provider_unreachable` when the provider cannot be asked; nothing is known then.
 */
export interface PaymentProvider {
  readonly name: string
  /** True when no money moves: the page says so. */
  readonly isTest: boolean
  /** How a buyer's page takes the means: our form for test cards, or a page of the provider's. */
  readonly entry: 'test_card' | 'hosted'
  /** The means in words as far as they say it themselves. Fails with `payment.unknown_test_card` or `payment.means_not_taken`. */
  describe(paymentMethod: PaymentMethod): string
  /** Starts taking the money. A refusal is an answer (`failed`), not an error. */
  charge(request: ChargeRequest): Promise<ProviderPayment>
  /** A hosted page for one payment; fails with `payment.means_not_taken` where there is none. */
  openCheckout(request: CheckoutRequest): Promise<HostedPage>
  /** How a payment stands now; null when the provider never heard of it. */
  find(providerPaymentId: string): Promise<ProviderPayment | null>
  /** The same by our id, for when the provider's answer was lost. */
  findByReference(reference: string): Promise<ProviderPayment | null>
  /** Calls a payment off that was not taken yet. What was taken meanwhile is answered as it stands. */
  cancel(providerPaymentId: string): Promise<ProviderPayment>
  /** Gives money back; the answer may still be `processing`. */
  refund(request: RefundRequest): Promise<ProviderRefund>
  /** Every payment that was begun since, or of which money was given back or disputed since; each once, in no order. For comparing books. */
  payments(since: Date): AsyncIterable<ProviderPayment>
  /** Reads a callback. Fails with `payment.bad_signature` unless the provider signed exactly these bytes within 300 s. */
  verify(rawBody: string, signature: string | undefined): ProviderEvent
}
