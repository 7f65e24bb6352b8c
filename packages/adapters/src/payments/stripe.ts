import type {
  ChargeRequest,
  CheckoutRequest,
  HostedPage,
  PaymentMethod,
  PaymentProvider,
  ProviderPayment,
  ProviderRefund,
  RefundRequest,
} from '@pantheon/business'
import { type Clock, fail, type Logger, orFail } from '@pantheon/kernel'
import Stripe from 'stripe'
import { createAsk, isMissing, isReplayed, openStripe, type StripeAccess, withEmail } from './stripe-client.ts'
import { createVerify } from './stripe-events.ts'
import { createLookup } from './stripe-lookup.ts'
import { isFromCheckout, ourKeys, toProviderRefund } from './stripe-payment.ts'

const { StripeCardError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors

export interface StripeSettings extends StripeAccess {
  /** The signing secret of the webhook endpoint: `whsec_…`. */
  webhookSecret: string
}

/** A token created by Stripe's client: a PaymentMethod, or a confirmation token. Card numbers never reach this server. */
const tokenOf = (paymentMethod: PaymentMethod): string =>
  paymentMethod.kind === 'token' && /^pm_\w+$/.test(paymentMethod.token) ? paymentMethod.token : fail('payment.means_not_taken')

/**
 * Stripe, with its own library and the API version that it pins. Amounts are minor units on both sides, also for yen, which has no
 * decimals. Our reference is the idempotency key and is stored in the metadata, by which a payment is found when the response was lost or
 * the key has expired.
 */
export const createStripe = ({ clock, logger, webhookSecret, ...access }: StripeSettings & { clock: Clock; logger: Logger }): PaymentProvider => {
  const stripe = openStripe(access)
  const ask = createAsk(logger)
  const lookup = createLookup({ stripe, ask, clock })
  const found = async (id: string): Promise<ProviderPayment> => orFail(await lookup.find(id), 'payment.not_found')

  /** Maps Stripe's refusal of a payment to our failures; any other refusal is a defect of ours. */
  const refuse = (error: unknown): never => {
    if (!(error instanceof StripeInvalidRequestError)) throw error
    if (error.code === 'amount_too_small' || error.code === 'amount_too_large') return fail('payment.amount_not_taken')
    if (error.param?.startsWith('payment_method')) return fail('payment.means_not_taken')
    throw error
  }

  const begin = async ({ reference, amountMinor, currency, description, paymentMethod, returnUrl }: ChargeRequest): Promise<ProviderPayment> => {
    const created = await stripe.paymentIntents.create(
      {
        amount: amountMinor,
        currency: currency.toLowerCase(),
        description,
        confirm: true,
        payment_method: tokenOf(paymentMethod),
        automatic_payment_methods: { enabled: true, allow_redirects: 'always' },
        return_url: returnUrl,
        metadata: { [ourKeys.reference]: reference, [ourKeys.entry]: 'charge' },
        expand: ['latest_charge.refunds'],
      },
      { idempotencyKey: reference },
    )
    // A replayed response may be stale.
    return isReplayed(created) ? found(created.id) : orFail(await lookup.whole(created), 'payment.not_found')
  }

  const charge = (request: ChargeRequest): Promise<ProviderPayment> =>
    ask(() => begin(request)).catch(async (error: unknown) => {
      if (error instanceof StripeCardError && error.payment_intent) return found(error.payment_intent.id)
      // The key was used with other parameters: this reference has its payment.
      if (error instanceof StripeIdempotencyError) return orFail(await lookup.findByReference(request.reference), 'payment.provider_unreachable')
      return refuse(error)
    })

  const pageFor = async ({ reference, amountMinor, currency, description, email, locale, successUrl, cancelUrl }: CheckoutRequest, isNamed: boolean) => {
    const metadata = { [ourKeys.reference]: reference, [ourKeys.entry]: 'checkout' }
    const session = await stripe.checkout.sessions.create(
      {
        mode: 'payment',
        line_items: [{ price_data: { currency: currency.toLowerCase(), unit_amount: amountMinor, product_data: { name: description } }, quantity: 1 }],
        success_url: successUrl,
        cancel_url: cancelUrl,
        client_reference_id: reference,
        ...(isNamed && { customer_email: email }),
        locale,
        metadata,
        payment_intent_data: { description, metadata },
      },
      { idempotencyKey: `checkout_${isNamed ? '' : 'unnamed_'}${reference}` },
    )
    return isReplayed(session) ? stripe.checkout.sessions.retrieve(session.id) : session
  }
  /** The page; when it has ended, the one the buyer would have returned to. */
  const pageOf = ({ url, status }: Stripe.Checkout.Session, { successUrl, cancelUrl }: CheckoutRequest): HostedPage => ({
    url: url ?? (status === 'complete' ? successUrl : cancelUrl),
  })

  const refundsOf = async (paymentIntent: string, reference: string): Promise<ProviderRefund | undefined> => {
    for await (const refund of stripe.refunds.list({ payment_intent: paymentIntent, limit: 100 })) {
      if (refund.metadata?.[ourKeys.reference] === reference) return toProviderRefund(refund)
    }
    return undefined
  }
  const createRefund = async (paymentIntent: string, { reference, amountMinor }: RefundRequest): Promise<ProviderRefund> => {
    const refund = await stripe.refunds.create(
      { payment_intent: paymentIntent, amount: amountMinor, metadata: { [ourKeys.reference]: reference } },
      { idempotencyKey: `refund_${reference}` },
    )
    return toProviderRefund(isReplayed(refund) ? await stripe.refunds.retrieve(refund.id) : refund)
  }

  return {
    name: 'stripe',
    isTest: !access.secretKey.includes('_live_'),
    entry: 'hosted',
    describe: (paymentMethod) => tokenOf(paymentMethod) && 'card',
    find: lookup.find,
    findByReference: lookup.findByReference,
    verify: createVerify({ webhookSecret, clock }),

    charge: async (request) => {
      tokenOf(request.paymentMethod)
      const known = lookup.isKeyStale(request.reference) ? await lookup.findByReference(request.reference) : null
      return known ?? charge(request)
    },

    openCheckout: async (request) => {
      const known = lookup.isKeyStale(request.reference) ? await lookup.findByReference(request.reference) : null
      if (known && known.state !== 'cancelled') return { url: known.actionUrl ?? request.successUrl }
      const session = await ask(() => withEmail((isNamed) => pageFor(request, isNamed))).catch(async (error: unknown) => {
        if (error instanceof StripeIdempotencyError) return orFail(await lookup.sessionByReference(request.reference), 'payment.provider_unreachable')
        return refuse(error)
      })
      return pageOf(session, request)
    },

    cancel: async (id) => {
      const off = async (): Promise<void> => {
        if (id.startsWith('cs_')) return void (await stripe.checkout.sessions.expire(id))
        const intent = await stripe.paymentIntents.retrieve(id)
        const session = isFromCheckout(intent) ? await lookup.sessionOf(intent) : undefined
        // The payment of an open page is cancelled with the page.
        if (session?.status === 'open') return void (await stripe.checkout.sessions.expire(session.id))
        await stripe.paymentIntents.cancel(id)
      }
      await ask(off).catch((error: unknown) => {
        // It had already ended: return its current state.
        if (!(error instanceof StripeInvalidRequestError)) throw error
      })
      return found(id)
    },

    refund: async (request) => {
      const { providerPaymentId: id, reference, amountMinor } = request
      const paymentIntent = id.startsWith('cs_') ? (await found(id)).providerPaymentId : id
      try {
        // Looked up first: the key may have expired, and money must not be refunded twice.
        return await ask(async () => (await refundsOf(paymentIntent, reference)) ?? (await createRefund(paymentIntent, request)))
      } catch (error) {
        if (isMissing(error)) return fail('payment.not_found')
        if (!(error instanceof StripeInvalidRequestError)) throw error
        // Stripe does not store a refused refund, so its id is derived from ours.
        return { reference, providerRefundId: `refused_${reference}`, amountMinor, state: 'failed', failureCode: error.code ?? 'amount_too_large' }
      }
    },

    payments: lookup.since,
  }
}
