import type { PaidPlanName, PlanName, Subscription, SubscriptionState } from '@pantheon/contract'
import type { ProviderSubscription } from './subscriptions.port.ts'

/** What an organization pays for, as the provider last told of it. */
export interface StoredSubscription {
  /** The reference under which the provider knows it. */
  id: string
  organizationId: string
  provider: string
  providerSubscriptionId: string | null
  customerId: string | null
  plan: PaidPlanName
  state: SubscriptionState
  periodEnd: Date | null
  cancelsAtPeriodEnd: boolean
  /** Since when a renewal is not paid. */
  pastDueSince: Date | null
  createdAt: Date
}

const day = 86_400_000
/** How long a plan stays whose renewal was not paid. */
export const graceMs = 7 * day
/** How long a page to pay on is worth looking at. */
export const openForMs = day

/** True while it is paid for, or may be again. */
export const isLive = ({ state }: StoredSubscription): boolean => state === 'active' || state === 'past_due'

/** The plan that counts: nothing is one that ended, was never paid, or whose renewal was not paid for a week. */
export const planOf = (subscription: StoredSubscription | undefined, at: Date): PlanName => {
  if (!subscription || !isLive(subscription)) return 'free'
  const { plan, pastDueSince } = subscription
  return pastDueSince !== null && at.getTime() >= pastDueSince.getTime() + graceMs ? 'free' : plan
}

/** Our subscription as the provider has it. One that ended stays so, whatever is heard later. */
export const hear = (ours: StoredSubscription, theirs: ProviderSubscription, at: Date): StoredSubscription => {
  if (ours.state === 'ended') return ours
  const { providerSubscriptionId, customerId, plan, state, periodEnd, cancelsAtPeriodEnd } = theirs
  return {
    ...ours,
    ...{ providerSubscriptionId, customerId, plan: plan ?? ours.plan, state, periodEnd, cancelsAtPeriodEnd },
    pastDueSince: state === 'past_due' ? (ours.pastDueSince ?? at) : null,
  }
}

/** The subscription as it goes over the wire. */
export const toSubscription = (
  subscription: StoredSubscription | undefined,
  { provider, isTest, at }: { provider: string; isTest: boolean; at: Date },
): Subscription => ({
  plan: planOf(subscription, at),
  subscribed: subscription && isLive(subscription) ? subscription.plan : null,
  state: subscription?.state ?? null,
  periodEnd: subscription?.periodEnd?.toISOString() ?? null,
  cancelsAtPeriodEnd: subscription?.cancelsAtPeriodEnd ?? false,
  provider,
  isTest,
})
