import { type PaidPlan, type ProviderCard, type ProviderSubscription, paidPlans } from '@pantheon/business'
import { orFail } from '@pantheon/kernel'
import type Stripe from 'stripe'
import { referenceOf } from './stripe-payment.ts'

/** Metadata key of the plan in a subscription and in a phase: a replaced price loses its lookup key. */
export const planKey = 'plan'
export const lookupKeys: Record<PaidPlan, string> = { basic: 'pantheon_basic', pro: 'pantheon_pro' }
export const planOf = (price: Stripe.Price, metadata: Stripe.Metadata): PaidPlan | null =>
  paidPlans.find((plan) => lookupKeys[plan] === price.lookup_key) ?? paidPlans.find((plan) => price.lookup_key === null && plan === metadata[planKey]) ?? null

export const states: Record<string, ProviderSubscription['state']> = {
  trialing: 'active',
  active: 'active',
  past_due: 'past_due',
  unpaid: 'past_due',
  paused: 'past_due',
  incomplete: 'incomplete',
  incomplete_expired: 'ended',
  canceled: 'ended',
}
const day = (seconds: number): Date => new Date(seconds * 1000)
export const itemOf = ({ items }: Stripe.Subscription): Stripe.SubscriptionItem => orFail(items.data[0], 'subscription.not_found')

/** The plan of the phase after the current one; null without one. */
export const nextPlanOf = (schedule: Stripe.Subscription['schedule']): PaidPlan | null => {
  if (schedule === null || typeof schedule === 'string' || schedule.status !== 'active' || !schedule.current_phase) return null
  const { end_date } = schedule.current_phase
  const next = schedule.phases.find(({ start_date }) => start_date >= end_date)
  return paidPlans.find((plan) => plan === next?.metadata?.[planKey]) ?? null
}

/** The card of the subscription, else of its customer, which must be expanded. */
export const toProviderCard = ({ default_payment_method: own, customer }: Stripe.Subscription): ProviderCard | null => {
  const whose = typeof customer === 'object' && !customer.deleted ? customer.invoice_settings.default_payment_method : null
  const method = own ?? whose
  if (method === null || typeof method === 'string' || !method.card) return null
  const { brand, last4, exp_month, exp_year } = method.card
  return { brand, last4, expires: `${exp_year}-${String(exp_month).padStart(2, '0')}` }
}

/** Converts a subscription, whose schedule must be expanded. The period is that of its item: since 2025 a subscription has none. */
export const toProviderSubscription = (subscription: Stripe.Subscription): ProviderSubscription => {
  const { id, customer, status, metadata, cancel_at, cancel_at_period_end, cancellation_details, ended_at, created, schedule } = subscription
  const { price, current_period_start, current_period_end } = itemOf(subscription)
  const state = states[status] ?? 'past_due'
  return {
    reference: referenceOf(metadata),
    providerSubscriptionId: id,
    customerId: typeof customer === 'string' ? customer : customer.id,
    plan: planOf(price, metadata),
    state,
    periodStart: day(current_period_start),
    periodEnd: day(current_period_end),
    // The customer portal may set the date instead of the flag.
    cancelsAtPeriodEnd: cancel_at_period_end || (cancel_at !== null && cancel_at <= current_period_end),
    nextPlan: state === 'ended' ? null : nextPlanOf(schedule),
    endedAt: ended_at === null ? null : day(ended_at),
    endedUnpaid: state === 'ended' && cancellation_details?.reason === 'payment_failed',
    createdAt: day(created),
  }
}
