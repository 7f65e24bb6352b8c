import type { Currency, TestCard } from '@pantheon/contract'

/** What we ask a provider to take. `reference` is our payment's id and the provider's idempotency key. */
export interface ChargeRequest {
  reference: string
  amountMinor: number
  currency: Currency
  card: TestCard
}

/** The provider's first answer. `processing` settles later, by callback. */
export type ChargeAnswer = { outcome: 'processing'; providerPaymentId: string } | { outcome: 'declined'; providerPaymentId: string; reason: string }

/** What a verified callback says. Callbacks come late, twice and in any order. */
export interface Settlement {
  reference: string
  providerPaymentId: string
  outcome: 'succeeded' | 'failed'
  failureCode: string | null
}

/** Takes money. Charging twice with one `reference` is one charge with one answer. */
export interface PaymentProvider {
  readonly name: string
  /** True when no money moves: the page says so. */
  readonly isTest: boolean
  /** The card in words for the receipt, e.g. `visa •••• 4242`. Fails with `payment.unknown_test_card`. */
  describe(card: TestCard): string
  charge(request: ChargeRequest): Promise<ChargeAnswer>
  /** Reads a callback. Fails with `payment.bad_signature` unless the provider signed exactly these bytes, lately. */
  verify(rawBody: string, signature: string | undefined): Settlement
}
