import type { PaidPlan, PlanOffer, ProviderSubscription, SubscribeRequest, SubscriptionProvider } from '@pantheon/business'
import { Currency } from '@pantheon/contract'
import { type Clock, fail, type Logger, orFail } from '@pantheon/kernel'
import Stripe from 'stripe'
import { createBills } from './stripe-bills.ts'
import { createChanges, refuse } from './stripe-changes.ts'
import { createAsk, isMissing, isReplayed, openStripe, type StripeAccess, withEmail } from './stripe-client.ts'
import { createLookup, sinceOf } from './stripe-lookup.ts'
import { ourKeys, referenceOf } from './stripe-payment.ts'
import { lookupKeys, planKey, toProviderCard, toProviderSubscription } from './stripe-subscription.ts'

const { StripeIdempotencyError } = Stripe.errors

const paymentMethodOf = ['default_payment_method', 'customer.invoice_settings.default_payment_method']
const unsupported = async (): Promise<never> => fail('payment.means_not_taken')
/** The page was paid or expired in the meantime: then there is nothing to close. */
const ifOpen = (error: unknown): void => {
  if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error
}

/** Subscriptions at Stripe: its Checkout, its customer portal, and a monthly price for each plan, found by its lookup key: `pantheon_basic`, `pantheon_pro`. */
export const createStripeSubscriptions = ({ clock, logger, ...access }: StripeAccess & { clock: Clock; logger: Logger }): SubscriptionProvider => {
  const stripe = openStripe(access)
  const ask = createAsk(logger)
  const lookup = createLookup({ stripe, ask, clock })

  const offered = async (plan: PaidPlan): Promise<Stripe.Price | undefined> =>
    (await stripe.prices.list({ lookup_keys: [lookupKeys[plan]], active: true, limit: 1 })).data[0]
  const priceOf = async (plan: PaidPlan): Promise<string> => orFail(await offered(plan), 'plan.not_offered', { plan }).id

  /** Prices are immutable at Stripe: a new one takes over the lookup key. */
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
        metadata: { [planKey]: plan },
        ...(current ? { product: typeof current.product === 'string' ? current.product : current.product.id } : { product_data: { name } }),
      },
      // Servers that start at the same time create one price.
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

  const changes = createChanges({ stripe, ask, priceOf })
  const closePage = async (reference: string): Promise<void> => {
    const session = await lookup.sessionByReference(reference)
    if (session?.status === 'open') await ask(() => stripe.checkout.sessions.expire(session.id)).catch(ifOpen)
  }

  const findByReference = (reference: string): Promise<ProviderSubscription | null> =>
    ask(async () => {
      for await (const subscription of stripe.subscriptions.list({
        ...sinceOf(reference, clock.now()),
        status: 'all',
        limit: 100,
        expand: ['data.schedule'],
      })) {
        if (referenceOf(subscription.metadata) === reference) return toProviderSubscription(subscription)
      }
      return null
    })

  return {
    name: 'stripe',
    entry: 'hosted',
    offer: (plans) =>
      ask(async () => {
        for (const plan of plans) await offer(plan)
      }),
    openCheckout: async (request) => {
      const { reference, successUrl, cancelUrl } = request
      if (lookup.isKeyStale(reference) && (await findByReference(reference))) return { url: successUrl }
      const session = await ask(() => withEmail((isNamed) => pageFor(request, isNamed))).catch(async (error: unknown) => {
        // The key was used with other texts or another plan: this reference has its page.
        if (error instanceof StripeIdempotencyError) return orFail(await lookup.sessionByReference(reference), 'payment.provider_unreachable')
        return refuse(error)
      })
      return { url: session.url ?? (session.status === 'complete' ? successUrl : cancelUrl) }
    },
    closeCheckout: closePage,
    subscribe: unsupported,
    replacePaymentMethod: unsupported,
    openPortal: ({ customerId, locale, returnUrl }) =>
      ask(async () => {
        const { url } = await stripe.billingPortal.sessions.create({ customer: customerId, locale, return_url: returnUrl })
        return { url }
      }).catch(refuse),
    cardOf: (id) =>
      ask(async () => toProviderCard(await stripe.subscriptions.retrieve(id, { expand: paymentMethodOf }))).catch((error: unknown) => {
        if (isMissing(error)) return null
        throw error
      }),
    billsOf: createBills({ stripe, ask }),
    find: (id) =>
      ask(async () => toProviderSubscription(await stripe.subscriptions.retrieve(id, { expand: ['schedule'] }))).catch((error: unknown) => {
        if (isMissing(error)) return null
        throw error
      }),
    findByReference,
    ...changes,
    quote: async (id, plan) => {
      const { currency, ...quote } = await changes.quote(id, plan)
      return { ...quote, currency: Currency.parse(currency.toUpperCase()) }
    },
  }
}
