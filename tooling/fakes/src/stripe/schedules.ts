import { z } from 'zod'
import { type Account, held, mergeMetadata, newStripeId } from './account.ts'
import { timeOf } from './customers.ts'
import { invalid } from './fault.ts'
import { expand, metadata, whole } from './params.ts'
import { periodEnd } from './periods.ts'
import { itemOf, planOf, recurringPrice } from './subscription-items.ts'
import type { Subscription, SubscriptionSchedule } from './wire.ts'

type Phase = SubscriptionSchedule['phases'][number]
const phase = z.strictObject({
  items: z.array(z.strictObject({ price: z.string(), quantity: whole.optional() })).length(1, 'This server knows phases of one item'),
  start_date: whole.optional(),
  end_date: whole.optional(),
  duration: z.strictObject({ interval: z.enum(['day', 'week', 'month', 'year']), interval_count: whole.optional() }).optional(),
  proration_behavior: z.enum(['create_prorations', 'always_invoice', 'none']).optional(),
  metadata: metadata.optional(),
})
export const CreateSchedule = z.strictObject({ from_subscription: z.string(), expand })
export const UpdateSchedule = z.strictObject({ end_behavior: z.enum(['release', 'cancel']).optional(), phases: z.array(phase).min(1).optional(), expand })

const phaseOf = (
  subscription: Subscription,
  times: { start_date: number; end_date: number },
  more: { price: string; quantity: number; metadata: Record<string, string>; proration_behavior: string },
): Phase => ({
  add_invoice_items: [],
  application_fee_percent: null,
  billing_cycle_anchor: null,
  billing_thresholds: null,
  collection_method: null,
  currency: subscription.currency,
  default_payment_method: null,
  description: null,
  discounts: [],
  invoice_settings: null,
  items: [{ billing_thresholds: null, discounts: [], metadata: {}, plan: more.price, price: more.price, quantity: more.quantity }],
  metadata: more.metadata,
  on_behalf_of: null,
  proration_behavior: more.proration_behavior,
  transfer_data: null,
  trial_end: null,
  ...times,
})

/** Creates a schedule from a subscription: one phase, the current period. */
export const createSchedule = (account: Account, { from_subscription }: z.output<typeof CreateSchedule>): SubscriptionSchedule => {
  const subscription = held(account, 'subscription', from_subscription, 'from_subscription')
  if (subscription.schedule) return invalid('You cannot migrate a subscription that is already attached to a schedule.', { param: 'from_subscription' })
  if (subscription.status === 'canceled') return invalid('You cannot migrate a subscription that is canceled.', { param: 'from_subscription' })
  const item = itemOf(subscription)
  const times = { start_date: item.current_period_start, end_date: item.current_period_end }
  const running = { price: item.price.id, quantity: item.quantity ?? 1, metadata: subscription.metadata, proration_behavior: 'create_prorations' }
  const schedule: SubscriptionSchedule = {
    id: newStripeId('sub_sched'),
    object: 'subscription_schedule',
    application: null,
    billing_mode: subscription.billing_mode,
    canceled_at: null,
    completed_at: null,
    created: account.now(),
    current_phase: times,
    customer: subscription.customer,
    customer_account: null,
    default_settings: {
      application_fee_percent: null,
      billing_cycle_anchor: 'automatic',
      billing_thresholds: null,
      collection_method: 'charge_automatically',
      default_payment_method: null,
      description: null,
      invoice_settings: { account_tax_ids: null, custom_fields: null, days_until_due: null, description: null, footer: null, issuer: { type: 'self' } },
      on_behalf_of: null,
      transfer_data: null,
    },
    end_behavior: 'release',
    livemode: false,
    metadata: {},
    pause_schedules: [],
    phases: [phaseOf(subscription, times, running)],
    released_at: null,
    released_subscription: null,
    status: 'active',
    subscription: subscription.id,
    test_clock: subscription.test_clock,
  }
  account.objects.subscription_schedule.set(schedule.id, schedule)
  subscription.schedule = schedule.id
  account.publish('subscription_schedule.created', schedule)
  account.publish('customer.subscription.updated', subscription, { schedule: null })
  return schedule
}

const activeOne = (account: Account, id: string): { schedule: SubscriptionSchedule; subscription: Subscription } => {
  const schedule = held(account, 'subscription_schedule', id)
  if (schedule.status !== 'active') return invalid(`This subscription schedule is in the \`${schedule.status}\` status.`)
  return { schedule, subscription: held(account, 'subscription', String(schedule.subscription)) }
}

export const updateSchedule = (account: Account, id: string, params: z.output<typeof UpdateSchedule>): SubscriptionSchedule => {
  const { schedule, subscription } = activeOne(account, id)
  if (params.end_behavior) schedule.end_behavior = params.end_behavior
  if (params.phases) {
    const [first] = params.phases
    if (first?.start_date !== schedule.current_phase?.start_date)
      return invalid('You can not modify the start date of the current phase.', { param: 'phases[0][start_date]' })
    if (first?.items[0]?.price !== itemOf(subscription).price.id)
      return invalid('This server changes nothing in the phase that is running.', { param: 'phases' })
    const { billing_cycle_anchor: anchor } = subscription
    const made: Phase[] = []
    for (const [index, { items, duration, end_date, proration_behavior, ...each }] of params.phases.entries()) {
      const start_date: number = index === 0 ? (each.start_date ?? 0) : (made[index - 1]?.end_date ?? 0)
      const { recurring } = recurringPrice(account, items[0]?.price ?? '')
      if (!end_date && !duration) return invalid('You must specify either `duration` or `end_date`.', { param: `phases[${index}]` })
      const length = duration ? { ...recurring, interval: duration.interval, interval_count: duration.interval_count ?? 1 } : recurring
      const times = { start_date, end_date: end_date ?? periodEnd(start_date, anchor, length) }
      const what = { price: items[0]?.price ?? '', quantity: items[0]?.quantity ?? 1, proration_behavior: proration_behavior ?? 'create_prorations' }
      made.push(phaseOf(subscription, times, { ...what, metadata: each.metadata ?? {} }))
    }
    schedule.phases = made
    const [running] = made
    schedule.current_phase = running ? { start_date: running.start_date, end_date: running.end_date } : null
  }
  account.publish('subscription_schedule.updated', schedule)
  return schedule
}

/** Releases a schedule: the subscription continues unchanged. */
export const releaseSchedule = (account: Account, id: string, at?: number): SubscriptionSchedule => {
  const { schedule, subscription } = activeOne(account, id)
  const released_at = at ?? timeOf(account, String(subscription.customer))
  Object.assign(schedule, {
    status: 'released',
    released_at,
    released_subscription: subscription.id,
    subscription: null,
    current_phase: null,
  } satisfies Partial<SubscriptionSchedule>)
  subscription.schedule = null
  account.publish('subscription_schedule.released', schedule)
  account.publish('customer.subscription.updated', subscription, { schedule: schedule.id })
  return schedule
}

/** Starts the phase that begins at `at`, if any: applies its price and metadata to the subscription. Releases the schedule after its last phase. */
export const enterPhase = (account: Account, subscription: Subscription, at: number): void => {
  const schedule = typeof subscription.schedule === 'string' ? held(account, 'subscription_schedule', subscription.schedule) : undefined
  if (!schedule?.current_phase || schedule.current_phase.end_date > at) return
  const next = schedule.phases.find(({ start_date }) => start_date === at)
  if (!next) return void releaseSchedule(account, schedule.id, at)
  const { price, recurring } = recurringPrice(account, String(next.items[0]?.price))
  Object.assign(itemOf(subscription), { price, plan: planOf(price, recurring), quantity: next.items[0]?.quantity ?? 1 })
  subscription.metadata = mergeMetadata(subscription.metadata, next.metadata ?? {})
  schedule.current_phase = { start_date: next.start_date, end_date: next.end_date }
  account.publish('subscription_schedule.updated', schedule)
}
