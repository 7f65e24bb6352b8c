import type { Currency, Locale, TestCard } from '@pantheon/contract'

/** A card entered on our page, which only the embedded provider accepts, or a token of a method stored at the provider (Stripe: `pm_…`). */
export type PaymentMethod = { kind: 'card'; card: TestCard } | { kind: 'token'; token: string }

/** A charge request. `reference` is our payment's id and the provider's idempotency key. */
export interface ChargeRequest {
  reference: string
  amountMinor: number
  currency: Currency
  /** Shown to the buyer. */
  description: string
  paymentMethod: PaymentMethod
  /** Where the buyer returns to after confirming with their bank. */
  returnUrl: string
}

/** A request for a hosted payment page. */
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

/** A refund at the provider. `reference` is null for one that was made there, not by us. */
export interface ProviderRefund {
  reference: string | null
  providerRefundId: string
  amountMinor: number
  state: 'processing' | 'succeeded' | 'failed'
  failureCode: string | null
}

/** A complete snapshot of a payment at the provider; no history is needed to read it. */
export interface ProviderPayment {
  /** Our payment's id; null for one that was not created by us. */
  reference: string | null
  providerPaymentId: string
  amountMinor: number
  currency: Currency
  state: 'processing' | 'requires_action' | 'succeeded' | 'failed' | 'cancelled'
  /** Why it failed, or while `requires_action` why the last attempt on the provider's page did. */
  failureCode: string | null
  /** Where the buyer confirms, while `requires_action`. */
  actionUrl: string | null
  /** The payment method as text for the receipt, e.g. `visa •••• 4242`, once it is known. */
  method: string | null
  refunds: ProviderRefund[]
  dispute: { state: 'open' | 'won' | 'lost'; reason: string } | null
  createdAt: Date
}

/**
 * The subject of a verified callback. Callbacks arrive late, repeatedly and in any order, so their state is not used: they only
 * say what to read from the provider.
 */
export interface ProviderEvent {
  /** The provider's event id, by which it is stored once. */
  id: string
  type: string
  at: Date
  /** Null when it concerns nothing we store. */
  about: { kind: 'payment' | 'subscription'; id: string } | null
}

/**
 * Charges and refunds. Calls are idempotent by `reference`. Every call fails with `payment.provider_unreachable` when the
 * provider cannot be reached; the outcome is then unknown.
 */
export interface PaymentProvider {
  readonly name: string
  /** True when no money moves: shown on the payment page. */
  readonly isTest: boolean
  /** How the payment page collects the payment method: our form for test cards, or a hosted page. */
  readonly entry: 'test_card' | 'hosted'
  /** The payment method as text, as far as it can be derived locally. Fails with `payment.unknown_test_card` or `payment.means_not_taken`. */
  describe(paymentMethod: PaymentMethod): string
  /** Starts a charge. A declined payment is a result (`failed`), not an error. */
  charge(request: ChargeRequest): Promise<ProviderPayment>
  /** A hosted page for one payment; fails with `payment.means_not_taken` when the provider has none. */
  openCheckout(request: CheckoutRequest): Promise<HostedPage>
  /** The current state of a payment; null when the provider does not know it. */
  find(providerPaymentId: string): Promise<ProviderPayment | null>
  /** The same by our id, for when the provider's response was lost. */
  findByReference(reference: string): Promise<ProviderPayment | null>
  /** Cancels a payment that has not succeeded yet; one that has by now is returned as it is. */
  cancel(providerPaymentId: string): Promise<ProviderPayment>
  /** Refunds money; the result may still be `processing`. */
  refund(request: RefundRequest): Promise<ProviderRefund>
  /** Every payment created, refunded or disputed since then, each once, unordered. Used for reconciliation. */
  payments(since: Date): AsyncIterable<ProviderPayment>
  /** Verifies and parses a callback. Fails with `payment.bad_signature` unless the provider signed exactly these bytes within 300 s. */
  verify(rawBody: string, signature: string | undefined): ProviderEvent
}
