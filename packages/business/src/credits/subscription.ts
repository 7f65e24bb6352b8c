import {
  type KeptSubscriptionState,
  type PaidPlanName,
  type PlanName,
  type PlanQuote,
  paidPlans,
  type Subscription,
  subscriptionStates,
} from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import type { ProviderSubscription, SubscriptionProvider } from './subscriptions.port.ts'

/** What an organization pays for, as the provider last told of it. */
export interface StoredSubscription {
  /** The reference under which the provider knows it. */
  id: string
  organizationId: string
  provider: string
  providerSubscriptionId: string | null
  customerId: string | null
  plan: PaidPlanName
  state: KeptSubscriptionState
  periodEnd: Date | null
  cancelsAtPeriodEnd: boolean
  /** Since when a renewal is not paid. */
  pastDueSince: Date | null
  /** What is paid for from `periodEnd` on, where that is another plan. */
  nextPlan: PaidPlanName | null
  /** When it was called off, because another one was paid for already. */
  calledOffAt: Date | null
  createdAt: Date
}

const day = 86_400_000
/** How long a plan stays whose renewal was not paid. */
export const graceMs = 7 * day
/** How long a page to pay on is worth looking at. */
export const openForMs = day
/** How long a quote holds: what is shown is what is taken. */
const quoteForMs = 30 * 60_000

/** True while it is paid for, or may be again. */
export const isLive = ({ state }: StoredSubscription): boolean => state === 'active' || state === 'past_due'

/** The plan that counts: nothing is one that ended, was never paid, or whose renewal was not paid for a week. */
export const planOf = (subscription: StoredSubscription | undefined, at: Date): PlanName => {
  if (!subscription || !isLive(subscription)) return 'free'
  const { plan, pastDueSince } = subscription
  return pastDueSince !== null && at.getTime() >= pastDueSince.getTime() + graceMs ? 'free' : plan
}

/** The one that counts among those of an organization, newest first: what is paid for, or last was; else the page opened last. */
export const currentOf = <S extends StoredSubscription>(all: readonly S[]): S | undefined => {
  const own = all.filter(({ calledOffAt, state }) => calledOffAt === null && state !== 'surplus' && state !== 'closed')
  return own.find(isLive) ?? own.find(({ state }) => state === 'ended') ?? own[0]
}

/**
 * Our subscription as the provider has it. One that ended stays so, and one to be called off too until that is done: it
 * may have ended at the provider before its money was given back.
 */
export const hear = (ours: StoredSubscription, theirs: ProviderSubscription, at: Date, isCalledOff = false): StoredSubscription => {
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

/** Nobody pays for two: one that begins beside another that is paid for is to be called off, and so is one of an organization that was deleted meanwhile. */
export const besides = (before: StoredSubscription, after: StoredSubscription, others: readonly StoredSubscription[] | 'deleted'): StoredSubscription =>
  isLive(after) && !isLive(before) && (others === 'deleted' || others.some(isLive)) ? { ...after, state: 'surplus' } : after

/** What choosing a plan means to somebody who pays for `current`. */
export const kindOfChange = (current: PaidPlanName | null, chosen: PaidPlanName): PlanQuote['kind'] => {
  if (current === null) return 'begin'
  if (current === chosen) return 'keep'
  return paidPlans.indexOf(chosen) > paidPlans.indexOf(current) ? 'upgrade' : 'downgrade'
}

/** The moment from which a change is counted: that of its quote. Fails with `subscription.quote_old` when that was too long ago. */
export const quotedAt = (quoted: string | undefined, now: Date): Date | null => {
  if (quoted === undefined) return null
  const at = new Date(quoted)
  // Another server's clock may be a little ahead.
  if (at.getTime() < now.getTime() - quoteForMs || at.getTime() > now.getTime() + 60_000) fail('subscription.quote_old')
  return at
}

/** The subscription as it goes over the wire. `all` are those of the organization, newest first. */
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
