import { z } from 'zod'
import { type Account, held, mergeMetadata, newStripeId } from './account.ts'
import { takeCard } from './cards.ts'
import { timeOf } from './customers.ts'
import { invalid, StripeFault } from './fault.ts'
import { bill, lineFor, previewOf, retryInvoice } from './invoices.ts'
import { expand, flag, metadata, whole } from './params.ts'
import { periodEnd } from './periods.ts'
import { enterPhase, releaseSchedule } from './schedules.ts'
import { amountOf, itemOf, planOf, recurringPrice } from './subscription-items.ts'
import type { Invoice, Subscription, SubscriptionItem } from './wire.ts'

const newItem = z.strictObject({ price: z.string(), quantity: whole.optional() })
export const CreateSubscription = z.strictObject({
  customer: z.string(),
  items: z.array(newItem).length(1, 'This server knows subscriptions of one item'),
  default_payment_method: z.string().optional(),
  metadata: metadata.optional(),
  expand,
})
export const UpdateSubscription = z.strictObject({
  items: z
    .array(z.strictObject({ id: z.string(), price: z.string().optional(), quantity: whole.optional() }))
    .max(1)
    .optional(),
  proration_behavior: z.enum(['create_prorations', 'always_invoice', 'none']).optional(),
  proration_date: whole.optional(),
  payment_behavior: z.enum(['allow_incomplete', 'error_if_incomplete']).optional(),
  cancel_at_period_end: flag.optional(),
  default_payment_method: z.string().optional(),
  metadata: metadata.optional(),
  expand,
})
export const CancelSubscription = z.strictObject({ prorate: flag.optional(), invoice_now: flag.optional(), expand })
export const PreviewInvoice = z.strictObject({
  subscription: z.string(),
  subscription_details: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), price: z.string() })).length(1),
    proration_behavior: z.literal('always_invoice', 'This server previews what is taken at once'),
    proration_date: whole.optional(),
  }),
  expand,
})
type Creation = Omit<z.output<typeof CreateSubscription>, 'expand'>
type Change = Omit<z.output<typeof UpdateSubscription>, 'expand'>

const periodLine = (item: SubscriptionItem) =>
  lineFor(item, {
    amount: amountOf(item),
    start: item.current_period_start,
    end: item.current_period_end,
    isProration: false,
    description: `${item.quantity ?? 1} × ${item.price.nickname ?? item.price.id}`,
  })

/** The payment method of a subscription: its own, else its customer's. */
const methodOf = (account: Account, { default_payment_method: own, customer }: Subscription): string | undefined => {
  const method = own ?? held(account, 'customer', String(customer)).invoice_settings.default_payment_method
  return typeof method === 'string' ? method : undefined
}

export const createSubscription = (account: Account, params: Creation, isOnSession = false): Subscription => {
  const customer = held(account, 'customer', params.customer, 'customer')
  const { price, recurring } = recurringPrice(account, params.items[0]?.price ?? '')
  const now = timeOf(account, customer.id)
  const id = newStripeId('sub')
  const item: SubscriptionItem = {
    id: newStripeId('si'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: now,
    current_period_end: periodEnd(now, now, recurring),
    current_period_start: now,
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: planOf(price, recurring),
    price,
    quantity: params.items[0]?.quantity ?? 1,
    subscription: id,
    tax_rates: [],
  }
  const subscription: Subscription = {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: now,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: { proration_discounts: 'included' }, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency: price.currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: null,
    default_payment_method: params.default_payment_method ? takeCard(account, params.default_payment_method).id : null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: 'self' } },
    items: { object: 'list', data: [item], has_more: false, url: `/v1/subscription_items?subscription=${id}` },
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata(null, params.metadata),
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: 'incomplete',
    test_clock: customer.test_clock ?? null,
    transfer_data: null,
    trial_end: null,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: null,
  }
  account.objects.subscription.set(id, subscription)
  const billing = { reason: 'subscription_create' as const, lines: [periodLine(item)], method: methodOf(account, subscription), isOnSession, at: now }
  const { isPaid } = bill(account, subscription, billing)
  if (isPaid) subscription.status = 'active'
  account.publish('customer.subscription.created', subscription)
  return subscription
}

interface Wanted {
  price?: string | undefined
  quantity?: number | undefined
}
/** The item with the new price, and the proration lines for the rest of the period: a credit at the old price, a charge at the new. */
const repriced = (account: Account, subscription: Subscription, wanted: Wanted, at: number) => {
  const item = itemOf(subscription)
  const { price, recurring } = recurringPrice(account, wanted.price ?? item.price.id)
  if (recurring.interval !== item.plan.interval) invalid('This server keeps the interval when a price changes.')
  if (at < item.current_period_start || at > item.current_period_end)
    invalid('The `proration_date` must be within the current period.', { param: 'proration_date' })
  const next: SubscriptionItem = { ...item, price, plan: planOf(price, recurring), quantity: wanted.quantity ?? item.quantity ?? 1 }
  const share = (item.current_period_end - at) / (item.current_period_end - item.current_period_start)
  const rest = (of: SubscriptionItem, sign: 1 | -1, words: string) =>
    lineFor(of, { amount: sign * Math.round(amountOf(of) * share), start: at, end: of.current_period_end, isProration: true, description: words })
  const names = [item, next].map((each) => each.price.nickname ?? each.price.id)
  return { next, lines: [rest(item, -1, `Unused time on ${names[0]}`), rest(next, 1, `Remaining time on ${names[1]}`)] }
}

/** Changes the price now, or as of `proration_date`. */
const changePrice = (account: Account, subscription: Subscription, wanted: Wanted, { proration_behavior: behavior, proration_date }: Change): void => {
  const now = timeOf(account, String(subscription.customer))
  const { next, lines: settling } = repriced(account, subscription, wanted, proration_date ?? now)
  Object.assign(itemOf(subscription), next)
  if (behavior === 'none') return
  const lines = [...(account.pendingLines.get(subscription.id) ?? []), ...settling]
  if (behavior !== 'always_invoice') return void account.pendingLines.set(subscription.id, lines)
  account.pendingLines.delete(subscription.id)
  const { isPaid } = bill(account, subscription, { reason: 'subscription_update', lines, method: methodOf(account, subscription), isOnSession: false, at: now })
  if (!isPaid) subscription.status = 'past_due'
}

/** A preview of the invoice that a change would cause. */
export const previewInvoice = (account: Account, { subscription: id, subscription_details }: z.output<typeof PreviewInvoice>): Invoice => {
  const subscription = held(account, 'subscription', id, 'subscription')
  const at = subscription_details.proration_date ?? timeOf(account, String(subscription.customer))
  const [wanted] = subscription_details.items
  if (wanted?.id !== itemOf(subscription).id) return invalid(`Subscription ${id} has no item ${wanted?.id}.`, { param: 'subscription_details[items][0][id]' })
  const { lines } = repriced(account, subscription, wanted, at)
  return previewOf(account, subscription, [...(account.pendingLines.get(id) ?? []), ...lines], at)
}

/** With `error_if_incomplete` nothing is changed if the card cannot pay at once. */
const requireUsableCard = (account: Account, subscription: Subscription): void => {
  const method = methodOf(account, subscription)
  const card = method ? takeCard(account, method).card : undefined
  if (!card) invalid('This customer has no attached payment source or default payment method.')
  else if (card.declines) throw new StripeFault(402, { type: 'card_error', ...card.declines })
}

const end = (
  account: Account,
  subscription: Subscription,
  at: number,
  reason: 'cancellation_requested' | 'payment_failed' = 'cancellation_requested',
): Subscription => {
  if (typeof subscription.schedule === 'string') releaseSchedule(account, subscription.schedule, at)
  Object.assign(subscription, { status: 'canceled', ended_at: at, canceled_at: subscription.canceled_at ?? at } satisfies Partial<Subscription>)
  subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason }
  account.publish('customer.subscription.deleted', subscription)
  return subscription
}

export const updateSubscription = (account: Account, id: string, params: Change): Subscription => {
  const subscription = held(account, 'subscription', id)
  if (subscription.status === 'canceled') return invalid(`A canceled subscription can only update its cancellation_details and metadata.`)
  const before = structuredClone(subscription)
  const [wanted] = params.items ?? []
  if (wanted && params.payment_behavior === 'error_if_incomplete') requireUsableCard(account, subscription)
  if (wanted && wanted.id !== itemOf(subscription).id) return invalid(`Subscription ${id} has no item ${wanted.id}.`, { param: 'items[0][id]' })
  if (wanted) changePrice(account, subscription, wanted, params)
  if (params.cancel_at_period_end !== undefined && subscription.schedule)
    return invalid(
      `The subscription is managed by the subscription schedule \`${subscription.schedule}\`, and updating any cancelation behavior directly is not allowed. Please update the schedule instead.`,
    )
  if (params.cancel_at_period_end !== undefined) {
    const stops = params.cancel_at_period_end
    const now = timeOf(account, String(subscription.customer))
    const change = { cancel_at_period_end: stops, cancel_at: stops ? itemOf(subscription).current_period_end : null, canceled_at: stops ? now : null }
    Object.assign(subscription, change satisfies Partial<Subscription>)
    subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason: stops ? 'cancellation_requested' : null }
  }
  if (params.default_payment_method) subscription.default_payment_method = takeCard(account, params.default_payment_method).id
  subscription.metadata = mergeMetadata(subscription.metadata, params.metadata)
  const previous = Object.fromEntries(
    Object.entries(before).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(subscription[key as keyof Subscription])),
  )
  account.publish('customer.subscription.updated', subscription, previous)
  return subscription
}

export const cancelSubscription = (account: Account, id: string): Subscription => {
  const subscription = held(account, 'subscription', id)
  if (subscription.status === 'canceled') return invalid(`No such subscription: '${id}'`, { code: 'resource_missing', param: 'id' })
  return end(account, subscription, timeOf(account, String(subscription.customer)))
}

/** When a declined renewal is retried, in days after its due date. After the last retry the subscription ends. */
const retriesAfterDays = [1, 3, 7]
const openInvoiceOf = (account: Account, { status, latest_invoice }: Subscription): Invoice | undefined => {
  const latest = status === 'past_due' ? account.objects.invoice.get(String(latest_invoice)) : undefined
  return latest?.status === 'open' ? latest : undefined
}

/** Retries the open invoice. When it is paid, the subscription becomes active. */
export const retryOpenInvoice = (account: Account, subscription: Subscription, at: number): void => {
  const open = openInvoiceOf(account, subscription)
  if (!open || !retryInvoice(account, open, methodOf(account, subscription), at)) return
  subscription.status = 'active'
  account.publish('customer.subscription.updated', subscription, { status: 'past_due' })
}

const renew = (account: Account, subscription: Subscription, due: number): void => {
  if (subscription.cancel_at_period_end) return void end(account, subscription, due)
  const item = itemOf(subscription)
  const previous = { items: structuredClone(subscription.items) }
  enterPhase(account, subscription, due)
  const { recurring } = recurringPrice(account, item.price.id)
  item.current_period_start = due
  item.current_period_end = periodEnd(due, subscription.billing_cycle_anchor, recurring)
  const lines = [...(account.pendingLines.get(subscription.id) ?? []), periodLine(item)]
  account.pendingLines.delete(subscription.id)
  const billing = { reason: 'subscription_cycle' as const, lines, method: methodOf(account, subscription), isOnSession: false, at: due }
  subscription.status = bill(account, subscription, billing).isPaid ? 'active' : 'past_due'
  account.publish('customer.subscription.updated', subscription, previous)
}

/** Processes everything due for a subscription until then, in order: renewals, retries, its end. */
export const renewUntil = (account: Account, subscription: Subscription, until: number): void => {
  while (['active', 'past_due'].includes(subscription.status)) {
    const open = openInvoiceOf(account, subscription)
    const retryAt = open && open.created + (retriesAfterDays[open.attempt_count - 1] ?? 0) * 86_400
    const due = Math.min(itemOf(subscription).current_period_end, retryAt ?? Number.POSITIVE_INFINITY)
    if (due > until) return
    if (!open || due !== retryAt) renew(account, subscription, due)
    else {
      retryOpenInvoice(account, subscription, due)
      if (open.status === 'open' && open.attempt_count > retriesAfterDays.length) end(account, subscription, due, 'payment_failed')
    }
  }
}
