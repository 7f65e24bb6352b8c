import { type Currency, type Locale, type PaidPlanName, paidPlans } from '@pantheon/contract'
import type { HostedPage, PaymentMethod } from '../payments/payments.port.ts'

export { paidPlans }
export type PaidPlan = PaidPlanName

/** What a plan costs a month. */
export interface PlanOffer {
  plan: PaidPlan
  /** What it is called on the provider's pages and invoices. */
  name: string
  amountMinor: number
  currency: Currency
}

/** A page on which somebody begins to pay for a plan. `reference` is ours: one page, and one subscription, for each. */
export interface SubscribeRequest {
  reference: string
  plan: PaidPlan
  /** Who pays, as the provider knows them; null for somebody it never met, who is then known by `email`. */
  customerId: string | null
  email: string
  locale: Locale
  successUrl: string
  cancelUrl: string
  /** Where our own form for the plan is: the page of a provider that has none. */
  formUrl: string
}

/** What another plan would cost at this moment, for what is left of the period. */
export interface ChangeQuote {
  dueMinor: number
  currency: Currency
  at: Date
}

/** A subscription as the provider has it at this moment, whole: whoever reads it needs no history. */
export interface ProviderSubscription {
  /** Ours; null for one that did not come from us. */
  reference: string | null
  providerSubscriptionId: string
  customerId: string
  /** Null when what is paid for is none of our plans. */
  plan: PaidPlan | null
  /** `past_due`: a renewal was not paid, and the provider goes on trying. `ended` is for good. */
  state: 'incomplete' | 'active' | 'past_due' | 'ended'
  /** The period that is running, or the last one. */
  periodStart: Date
  periodEnd: Date
  cancelsAtPeriodEnd: boolean
  /** What is paid for from `periodEnd` on, where that is another plan. */
  nextPlan: PaidPlan | null
  endedAt: Date | null
  /** True when it ended because a renewal was not paid, however often that was tried. */
  endedUnpaid: boolean
  createdAt: Date
}

/** What was paid for a plan once: a month of it, or the difference to a larger one. */
export interface PlanBill {
  /** The provider's. */
  id: string
  /** Null when the provider does not know any more. */
  plan: PaidPlan | null
  periodStart: Date
  periodEnd: Date
  amountMinor: number
  currency: Currency
}

/** The card of which renewals are asked, as far as it may be shown. */
export interface ProviderCard {
  /** Lower case, as the provider has it: `visa`. */
  brand: string
  last4: string
  /** `2030-12`; null where it was not kept. */
  expires: string | null
}

/**
 * Takes money for a plan again and again. Its callbacks come with those of payments, as `about.kind` `subscription`.
 * Every call fails with `payment.provider_unreachable` when the provider cannot be asked; nothing is known then.
 */
export interface SubscriptionProvider {
  readonly name: string
  /** How a buyer's page takes the means: our form for test cards, or a page of the provider's. */
  readonly entry: 'test_card' | 'hosted'
  /** Makes the plans known to the provider, at these prices from now on. Whoever has one already goes on at the price they began with. */
  offer(plans: readonly PlanOffer[]): Promise<void>
  /** A page to subscribe on. Fails with `plan.not_offered` when the provider has no price for the plan. */
  openCheckout(request: SubscribeRequest): Promise<HostedPage>
  /** Closes the page of a reference, where it is still open. What was paid on it before stays. */
  closeCheckout(reference: string): Promise<void>
  /**
   * Begins with means typed on our form, and takes the first month. Asked twice with one reference it is one subscription.
   * Fails with `payment.declined`, and nothing has begun then; with `payment.means_not_taken` where the provider has its own page.
   */
  subscribe(request: { reference: string; plan: PaidPlan; paymentMethod: PaymentMethod }): Promise<ProviderSubscription>
  /** A page on which somebody looks after their cards, invoices and subscription. */
  openPortal(request: { customerId: string; locale: Locale; returnUrl: string; formUrl: string }): Promise<HostedPage>
  /** Other means from now on; what is not paid is tried with them at once. Fails like `subscribe`, and the old ones stay then. */
  replacePaymentMethod(providerSubscriptionId: string, paymentMethod: PaymentMethod): Promise<ProviderSubscription>
  /** The card on file. Null when there is none, or means of another kind; and for a subscription that the provider never heard of. */
  cardOf(providerSubscriptionId: string): Promise<ProviderCard | null>
  /** What was paid for a subscription, the oldest first, also where it was given back since. None for one that the provider never heard of. */
  billsOf(providerSubscriptionId: string): Promise<PlanBill[]>
  /** How a subscription stands now; null when the provider never heard of it. */
  find(providerSubscriptionId: string): Promise<ProviderSubscription | null>
  /** The same by our reference, for when a callback was lost. Null while nobody has paid on the page. */
  findByReference(reference: string): Promise<ProviderSubscription | null>
  /** What `changePlan` would take now. */
  quote(providerSubscriptionId: string, plan: PaidPlan): Promise<ChangeQuote>
  /**
   * A larger plan from this moment: the difference for what is left of the period is taken at once, counted from `at`
   * where a quote said so. What was to come at the end of the period, a smaller plan or the end, does not come any more.
   * Asked twice it is one change. Fails with `payment.declined`, and nothing is changed then; with `subscription.not_found`
   * or `subscription.ended`.
   */
  changePlan(providerSubscriptionId: string, plan: PaidPlan, at: Date | null): Promise<ProviderSubscription>
  /** Another plan from the end of the period on, at its own price; null takes that back. It goes on then, whatever was to end. Fails like `changePlan`. */
  schedulePlan(providerSubscriptionId: string, plan: PaidPlan | null): Promise<ProviderSubscription>
  /** Lets it end with the period that is running, or takes that back in time. A plan that was to come does not come any more. Fails like `changePlan`. */
  setCancelAtPeriodEnd(providerSubscriptionId: string, cancels: boolean): Promise<ProviderSubscription>
  /** Ends it at once and gives back all that was paid for it. Asked twice it is done once. */
  cancelNow(providerSubscriptionId: string): Promise<ProviderSubscription>
}
