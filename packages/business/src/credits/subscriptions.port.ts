import { type Currency, type Locale, type PaidPlanName, paidPlans } from '@pantheon/contract'
import type { HostedPage, PaymentMethod } from '../payments/payments.port.ts'

export { paidPlans }
export type PaidPlan = PaidPlanName

/** The monthly price of a plan. */
export interface PlanOffer {
  plan: PaidPlan
  /** Display name on the provider's pages and invoices. */
  name: string
  amountMinor: number
  currency: Currency
}

/** A request for a checkout page. `reference` is ours: one page and one subscription per reference. */
export interface SubscribeRequest {
  reference: string
  plan: PaidPlan
  /** The provider's customer id; null for a new customer, who is then identified by `email`. */
  customerId: string | null
  email: string
  locale: Locale
  successUrl: string
  cancelUrl: string
  /** URL of our own payment form, used by a provider without a hosted page. */
  formUrl: string
}

/** The price of a plan change at this moment, for the rest of the period. */
export interface ChangeQuote {
  dueMinor: number
  currency: Currency
  at: Date
}

/** A complete snapshot of a subscription at the provider; no history is needed to read it. */
export interface ProviderSubscription {
  /** Ours; null for one that was not created by us. */
  reference: string | null
  providerSubscriptionId: string
  customerId: string
  /** Null when it is none of our plans. */
  plan: PaidPlan | null
  /** `past_due`: a renewal is unpaid and the provider keeps retrying. `ended` is final. */
  state: 'incomplete' | 'active' | 'past_due' | 'ended'
  /** The current period, or the last one. */
  periodStart: Date
  periodEnd: Date
  cancelsAtPeriodEnd: boolean
  /** The plan from `periodEnd` on, if it is another one. */
  nextPlan: PaidPlan | null
  endedAt: Date | null
  /** True when it ended because a renewal stayed unpaid after all retries. */
  endedUnpaid: boolean
  createdAt: Date
}

/** A paid bill of a plan: for a month, or for the difference of an upgrade. */
export interface PlanBill {
  /** The provider's id. */
  id: string
  /** Null when the provider no longer knows it. */
  plan: PaidPlan | null
  periodStart: Date
  periodEnd: Date
  amountMinor: number
  currency: Currency
}

/** The card on file for renewals, as far as it may be shown. */
export interface ProviderCard {
  /** Lower case, in the provider's spelling: `visa`. */
  brand: string
  last4: string
  /** `2030-12`; null when it was not stored. */
  expires: string | null
}

/**
 * Recurring payments for a plan. Callbacks arrive with those of payments, as `about.kind` `subscription`. Every call fails with
 * `payment.provider_unreachable` when the provider cannot be reached; the outcome is then unknown.
 */
export interface SubscriptionProvider {
  readonly name: string
  /** How the payment page collects the payment method: our form for test cards, or a hosted page. */
  readonly entry: 'test_card' | 'hosted'
  /** Registers the plans at these prices for new subscriptions. Existing ones keep the price they began with. */
  offer(plans: readonly PlanOffer[]): Promise<void>
  /** A checkout page. Fails with `plan.not_offered` when the provider has no price for the plan. */
  openCheckout(request: SubscribeRequest): Promise<HostedPage>
  /** Closes the checkout page of a reference if it is still open. A payment already made stays. */
  closeCheckout(reference: string): Promise<void>
  /**
   * Subscribes with a payment method entered on our form, and charges the first month. Idempotent by reference. Fails with
   * `payment.declined`, and nothing has begun then; with `payment.means_not_taken` where the provider has its own page.
   */
  subscribe(request: { reference: string; plan: PaidPlan; paymentMethod: PaymentMethod }): Promise<ProviderSubscription>
  /** The provider's portal for cards, invoices and the subscription. */
  openPortal(request: { customerId: string; locale: Locale; returnUrl: string; formUrl: string }): Promise<HostedPage>
  /** Replaces the payment method; an unpaid bill is retried with it at once. Fails like `subscribe`, and the old method stays then. */
  replacePaymentMethod(providerSubscriptionId: string, paymentMethod: PaymentMethod): Promise<ProviderSubscription>
  /** The card on file. Null when there is none, when the method is not a card, and for an unknown subscription. */
  cardOf(providerSubscriptionId: string): Promise<ProviderCard | null>
  /** Paid bills of a subscription, oldest first, including refunded ones. Empty for an unknown subscription. */
  billsOf(providerSubscriptionId: string): Promise<PlanBill[]>
  /** The current state of a subscription; null when the provider does not know it. */
  find(providerSubscriptionId: string): Promise<ProviderSubscription | null>
  /** The same by our reference, for when a callback was lost. Null while nobody has paid on the page. */
  findByReference(reference: string): Promise<ProviderSubscription | null>
  /** What `changePlan` would charge now. */
  quote(providerSubscriptionId: string, plan: PaidPlan): Promise<ChangeQuote>
  /**
   * Upgrades at once: charges the difference for the rest of the period, prorated from `at` if a quote gave it. Drops a
   * scheduled downgrade or cancellation. Idempotent. Fails with `payment.declined`, and nothing is changed then; with
   * `subscription.not_found` or `subscription.ended`.
   */
  changePlan(providerSubscriptionId: string, plan: PaidPlan, at: Date | null): Promise<ProviderSubscription>
  /**
   * Schedules another plan for the end of the period, at its own price; null undoes that. Drops a scheduled cancellation. Fails
   * like `changePlan`.
   */
  schedulePlan(providerSubscriptionId: string, plan: PaidPlan | null): Promise<ProviderSubscription>
  /** Cancels at the end of the current period, or undoes that in time. Drops a scheduled plan change. Fails like `changePlan`. */
  setCancelAtPeriodEnd(providerSubscriptionId: string, cancels: boolean): Promise<ProviderSubscription>
  /** Cancels at once and refunds everything paid for it. Idempotent. */
  cancelNow(providerSubscriptionId: string): Promise<ProviderSubscription>
}
