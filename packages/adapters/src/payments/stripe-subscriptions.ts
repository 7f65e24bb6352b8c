import { type PaidPlan, type PlanOffer, type ProviderSubscription, paidPlans, type SubscribeRequest, type SubscriptionProvider } from '@pantheon/business'
import { type Clock, fail, type Logger, orFail } from '@pantheon/kernel'
import Stripe from 'stripe'
import { createAsk, isMissing, isReplayed, openStripe, type StripeAccess, withEmail } from './stripe-client.ts'
import { createLookup, sinceOf } from './stripe-lookup.ts'
import { ourKeys, referenceOf } from './stripe-payment.ts'

const { StripeCardError, StripeIdempotencyError } = Stripe.errors

/** Where the plan is written in a subscription's metadata: a price that was replaced by another loses its lookup key. */
const planKey = 'plan'
const lookupKeys: Record<PaidPlan, string> = { basic: 'pantheon_basic', pro: 'pantheon_pro' }
const planOf = (price: Stripe.Price, metadata: Stripe.Metadata): PaidPlan | null =>
  paidPlans.find((plan) => lookupKeys[plan] === price.lookup_key) ?? paidPlans.find((plan) => price.lookup_key === null && plan === metadata[planKey]) ?? null

const states: Record<string, ProviderSubscription['state']> = {
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
const itemOf = ({ items }: Stripe.Subscription): Stripe.SubscriptionItem => orFail(items.data[0], 'subscription.not_found')

/** A subscription in our words. The period is its item's: since 2025 a subscription has none of its own. */
const toProviderSubscription = (subscription: Stripe.Subscription): ProviderSubscription => {
  const { id, customer, status, metadata, cancel_at, cancel_at_period_end, ended_at, created } = subscription
  const { price, current_period_start, current_period_end } = itemOf(subscription)
  return {
    reference: referenceOf(metadata),
    providerSubscriptionId: id,
    customerId: typeof customer === 'string' ? customer : customer.id,
    plan: planOf(price, metadata),
    state: states[status] ?? 'past_due',
    periodStart: day(current_period_start),
    periodEnd: day(current_period_end),
    // The portal may set the day instead of the flag.
    cancelsAtPeriodEnd: cancel_at_period_end || (cancel_at !== null && cancel_at <= current_period_end),
    endedAt: ended_at === null ? null : day(ended_at),
    createdAt: day(created),
  }
}

/**
 * Subscriptions at Stripe: its Checkout, its customer portal, and a monthly price for each plan, found by its lookup
 * key: `pantheon_basic`, `pantheon_pro`.
 */
export const createStripeSubscriptions = ({ clock, logger, ...access }: StripeAccess & { clock: Clock; logger: Logger }): SubscriptionProvider => {
  const stripe = openStripe(access)
  const ask = createAsk(logger)
  const lookup = createLookup({ stripe, ask, clock })

  const offered = async (plan: PaidPlan): Promise<Stripe.Price | undefined> =>
    (await stripe.prices.list({ lookup_keys: [lookupKeys[plan]], active: true, limit: 1 })).data[0]
  const priceOf = async (plan: PaidPlan): Promise<string> => orFail(await offered(plan), 'plan.not_offered', { plan }).id

  /** Prices never change at Stripe: another one takes over the lookup key. */
  const offer = async ({ plan, name, amountMinor, currency }: PlanOffer): Promise<void> => {
    const current = await offered(plan)
    if (current?.unit_amount === amountMinor && current.currency === currency.toLowerCase()) return
    await stripe.prices.create(
      {
        lookup_key: lookupKeys[plan],
        transfer_lookup_key: true,
        currency: currency.toLowerCase(),
        unit_amount: amountMinor,
        recurring: { interval: 'month' },
        nickname: name,
        ...(current ? { product: typeof current.product === 'string' ? current.product : current.product.id } : { product_data: { name } }),
      },
      // Servers that start together make one price.
      { idempotencyKey: `offer_${plan}_${currency}_${amountMinor}_after_${current?.id ?? 'nothing'}` },
    )
  }
  const pageFor = async ({ reference, plan, customerId, email, locale, successUrl, cancelUrl }: SubscribeRequest, isNamed: boolean) => {
    const metadata = { [ourKeys.reference]: reference, [planKey]: plan }
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'subscription',
        line_items: [{ price: await priceOf(plan), quantity: 1 }],
        success_url: successUrl,
        cancel_url: cancelUrl,
        client_reference_id: reference,
        ...(customerId === null ? isNamed && { customer_email: email } : { customer: customerId }),
        locale,
        metadata,
        subscription_data: { metadata },
      },
      { idempotencyKey: `subscribe_${isNamed ? '' : 'unnamed_'}${reference}` },
    )
    return isReplayed(session) ? stripe.checkout.sessions.retrieve(session.id) : session
  }

  /** What Stripe says of a change, in our words; what else it refuses is a defect of ours. */
  const refuse = (error: unknown): never => {
    if (isMissing(error)) return fail('subscription.not_found')
    if (error instanceof StripeCardError) return fail('payment.declined', { reason: error.decline_code ?? error.code ?? 'card_declined' })
    throw error
  }
  const change = (id: string, act: (current: Stripe.Subscription) => Promise<Stripe.Subscription>): Promise<ProviderSubscription> =>
    ask(async () => {
      const current = await stripe.subscriptions.retrieve(id)
      if (states[current.status] === 'ended') fail('subscription.ended')
      return toProviderSubscription(await act(current))
    }).catch(refuse)

  const findByReference = (reference: string): Promise<ProviderSubscription | null> =>
    ask(async () => {
      for await (const subscription of stripe.subscriptions.list({ ...sinceOf(reference, clock.now()), status: 'all', limit: 100 })) {
        if (referenceOf(subscription.metadata) === reference) return toProviderSubscription(subscription)
      }
      return null
    })

  return {
    name: 'stripe',
    offer: (plans) =>
      ask(async () => {
        for (const plan of plans) await offer(plan)
      }),
    openCheckout: async (request) => {
      const { reference, successUrl, cancelUrl } = request
      if (lookup.isKeyStale(reference) && (await findByReference(reference))) return { url: successUrl }
      const session = await ask(() => withEmail((isNamed) => pageFor(request, isNamed))).catch(async (error: unknown) => {
        // The key was used with other words or another plan: this reference has its page.
        if (error instanceof StripeIdempotencyError) return orFail(await lookup.sessionByReference(reference), 'payment.provider_unreachable')
        return refuse(error)
      })
      return { url: session.url ?? (session.status === 'complete' ? successUrl : cancelUrl) }
    },
    openPortal: ({ customerId, locale, returnUrl }) =>
      ask(async () => {
        const { url } = await stripe.billingPortal.sessions.create({ customer: customerId, locale, return_url: returnUrl })
        return { url }
      }).catch(refuse),
    find: (id) =>
      ask(async () => toProviderSubscription(await stripe.subscriptions.retrieve(id))).catch((error: unknown) => {
        if (isMissing(error)) return null
        throw error
      }),
    findByReference,
    changePlan: (id, plan) =>
      change(id, async (current) => {
        const item = itemOf(current)
        if (planOf(item.price, current.metadata) === plan) return current
        // Whoever cannot pay the difference keeps what they have.
        return stripe.subscriptions.update(id, {
          items: [{ id: item.id, price: await priceOf(plan) }],
          proration_behavior: 'always_invoice',
          payment_behavior: 'error_if_incomplete',
          metadata: { [planKey]: plan },
        })
      }),
    setCancelAtPeriodEnd: (id, cancels) => change(id, () => stripe.subscriptions.update(id, { cancel_at_period_end: cancels })),
  }
}
