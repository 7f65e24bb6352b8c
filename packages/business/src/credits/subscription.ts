import { type PaidPlanName, type PlanName, type PlanQuote, paidPlans, type Subscription, subscriptionStates } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { fail } from '@pantheon/kernel'
import type { ProviderSubscription, SubscriptionProvider } from './subscriptions.port.ts'

/** An organization's subscription, as last synced from the provider. */
export type StoredSubscription = Row<'subscriptions'>

const day = 86_400_000
/** How long a plan stays in effect after an unpaid renewal. */
export const graceMs = 7 * day
/** How long an open checkout page is reused and synced. */
export const openForMs = day
/** How long a quote is valid: the quoted amount is the charged amount. */
const quoteForMs = 30 * 60_000

/** True while it is paid, or may become so again. */
export const isLive = ({ state }: StoredSubscription): boolean => state === 'active' || state === 'past_due'

/** The effective plan: `free` for a subscription that ended, was never paid, or whose renewal has been unpaid for a week. */
export const planOf = (subscription: StoredSubscription | undefined, at: Date): PlanName => {
  if (!subscription || !isLive(subscription)) return 'free'
  const { plan, pastDueSince } = subscription
  return pastDueSince !== null && at.getTime() >= pastDueSince.getTime() + graceMs ? 'free' : plan
}

/** The current subscription of an organization's, newest first: the one that is or last was paid, else the checkout opened last. */
export const currentOf = <S extends StoredSubscription>(all: readonly S[]): S | undefined => {
  const own = all.filter(({ calledOffAt, state }) => calledOffAt === null && state !== 'surplus' && state !== 'closed')
  return own.find(isLive) ?? own.find(({ state }) => state === 'ended') ?? own[0]
}

/**
 * Our subscription with the provider's state applied. An ended one stays ended. A surplus one stays surplus until it was
 * cancelled by us, as it may end at the provider before its money is refunded.
 */
export const applyProviderState = (ours: StoredSubscription, theirs: ProviderSubscription, at: Date, isCalledOff = false): StoredSubscription => {
  if (ours.state === 'ended') return ours
  const { providerSubscriptionId, customerId, plan, state, periodEnd, cancelsAtPeriodEnd, nextPlan } = theirs
  if (ours.state === 'surplus' && !isCalledOff) return { ...ours, providerSubscriptionId, customerId }
  return {
    ...ours,
    providerSubscriptionId,
    customerId,
    plan: plan ?? ours.plan,
    state,
    periodEnd,
    cancelsAtPeriodEnd,
    nextPlan,
    pastDueSince: state === 'past_due' ? (ours.pastDueSince ?? at) : null,
    calledOffAt: ours.state === 'surplus' ? at : ours.calledOffAt,
  }
}

/**
 * Marks a subscription as surplus, to be cancelled, when it becomes live beside another live one, or for an organization that
 * was deleted in the meantime.
 */
export const markSurplus = (before: StoredSubscription, after: StoredSubscription, others: readonly StoredSubscription[] | 'deleted'): StoredSubscription =>
  isLive(after) && !isLive(before) && (others === 'deleted' || others.some(isLive)) ? { ...after, state: 'surplus' } : after

/** What choosing a plan means for a subscriber to `current`. */
export const kindOfChange = (current: PaidPlanName | null, chosen: PaidPlanName): PlanQuote['kind'] => {
  if (current === null) return 'begin'
  if (current === chosen) return 'keep'
  return paidPlans.indexOf(chosen) > paidPlans.indexOf(current) ? 'upgrade' : 'downgrade'
}

/** The instant from which a change is prorated: that of its quote. Fails with `subscription.quote_old` when the quote has expired. */
export const quotedAt = (quoted: string | undefined, now: Date): Date | null => {
  if (quoted === undefined) return null
  const at = new Date(quoted)
  // Tolerates a clock of another server that is slightly ahead.
  if (at.getTime() < now.getTime() - quoteForMs || at.getTime() > now.getTime() + 60_000) fail('subscription.quote_old')
  return at
}

/** Converts the current subscription to its wire format. `all` are those of the organization, newest first. */
export const toSubscription = (
  all: readonly StoredSubscription[],
  { provider: { name, entry }, isTest, at }: { provider: Pick<SubscriptionProvider, 'name' | 'entry'>; isTest: boolean; at: Date },
): Subscription => {
  const subscription = currentOf(all)
  const calledOff = all.find(({ calledOffAt }) => calledOffAt !== null)
  const { pastDueSince = null } = subscription ?? {}
  return {
    plan: planOf(subscription, at),
    subscribed: subscription && isLive(subscription) ? subscription.plan : null,
    state: subscriptionStates.find((state) => state === subscription?.state) ?? null,
    periodEnd: subscription?.periodEnd?.toISOString() ?? null,
    cancelsAtPeriodEnd: subscription?.cancelsAtPeriodEnd ?? false,
    nextPlan: subscription && isLive(subscription) ? subscription.nextPlan : null,
    graceEndsAt: pastDueSince && new Date(pastDueSince.getTime() + graceMs).toISOString(),
    calledOff: calledOff?.calledOffAt ? { plan: calledOff.plan, at: calledOff.calledOffAt.toISOString() } : null,
    provider: name,
    isTest,
    entry,
  }
}
