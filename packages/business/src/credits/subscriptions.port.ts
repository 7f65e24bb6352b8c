import { type Currency, type Locale, type PaidPlanName, paidPlans } from '@pantheon/contract'
import type { HostedPage } from '../payments/payments.port.ts'

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
  endedAt: Date | null
  createdAt: Date
}

/**
 * Takes money for a plan again and again. Its callbacks come with those of payments, as `about.kind` `subscription`.
 * Every call fails with `payment.provider_unreachable` when the provider cannot be asked; nothing is known then.
 */
export interface SubscriptionProvider {
  readonly name: string
  /** Makes the plans known to the provider, at these prices from now on. Whoever has one already goes on at the price they began with. */
  offer(plans: readonly PlanOffer[]): Promise<void>
  /** A page to subscribe on. Fails with `plan.not_offered` when the provider has no price for the plan. */
  openCheckout(request: SubscribeRequest): Promise<HostedPage>
  /** A page on which somebody looks after their cards, invoices and subscription. */
  openPortal(request: { customerId: string; locale: Locale; returnUrl: string }): Promise<HostedPage>
  /** How a subscription stands now; null when the provider never heard of it. */
  find(providerSubscriptionId: string): Promise<ProviderSubscription | null>
  /** The same by our reference, for when a callback was lost. Null while nobody has paid on the page. */
  findByReference(reference: string): Promise<ProviderSubscription | null>
  /**
   * Another plan from this moment. What is left of the period is settled at once: an upgrade takes the difference, a
   * downgrade leaves it as credit for the next invoices. Asked twice it is one change. Fails with `payment.declined`, and
   * nothing is changed then; with `subscription.not_found` or `subscription.ended`.
   */
  changePlan(providerSubscriptionId: string, plan: PaidPlan): Promise<ProviderSubscription>
  /** Lets it end with the period that is running, or takes that back in time. Fails like `changePlan`. */
  setCancelAtPeriodEnd(providerSubscriptionId: string, cancels: boolean): Promise<ProviderSubscription>
}
