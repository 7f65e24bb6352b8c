import type { ProviderPayment } from '@pantheon/business'
import type { Clock } from '@pantheon/kernel'
import type Stripe from 'stripe'
import { type Ask, isMissing } from './stripe-client.ts'
import { isFromCheckout, ourKeys, referenceOf, toProviderPayment, toUnpaid } from './stripe-payment.ts'
import { createSince } from './stripe-since.ts'

const minuteMs = 60_000
/** When a reference was created: a UUIDv7 begins with the milliseconds (RFC 9562). Undefined for any other. */
const madeAt = (reference: string): number | undefined =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7/i.test(reference) ? Number.parseInt(reference.replaceAll('-', '').slice(0, 12), 16) : undefined

/** Stripe drops idempotency keys after 24 hours. */
const keysLastMs = 20 * 60 * minuteMs

/** The part of a list that can contain a reference. Nothing of ours is older than its reference, apart from clock differences. */
export const sinceOf = (reference: string, now: Date): { created?: { gte: number } } => {
  const made = madeAt(reference)
  return made === undefined ? {} : { created: { gte: Math.max(0, Math.floor((Math.min(made, now.getTime()) - 10 * minuteMs) / 1000)) } }
}

/** Reads complete payments at Stripe: with their charge, refunds, dispute, and checkout page. */
export const createLookup = ({ stripe, ask, clock }: { stripe: Stripe; ask: Ask; clock: Clock }) => {
  const refundsOf = async (charge: Stripe.Charge): Promise<Stripe.Refund[]> => {
    if (charge.refunds && !charge.refunds.has_more) return charge.refunds.data
    const all: Stripe.Refund[] = []
    for await (const refund of stripe.refunds.list({ charge: charge.id, limit: 100 })) all.push(refund)
    return all
  }
  const needsSession = (intent: Stripe.PaymentIntent): boolean => isFromCheckout(intent) && intent.status === 'requires_payment_method'
  const sessionOf = async (intent: Stripe.PaymentIntent): Promise<Stripe.Checkout.Session | undefined> =>
    (await stripe.checkout.sessions.list({ payment_intent: intent.id, limit: 1 })).data[0]

  /** The payment with its related objects. Null for a currency that is not ours. */
  const whole = async (intent: Stripe.PaymentIntent): Promise<ProviderPayment | null> => {
    const { latest_charge } = intent
    const charge = typeof latest_charge === 'string' ? await stripe.charges.retrieve(latest_charge, { expand: ['refunds'] }) : (latest_charge ?? undefined)
    const refunds = charge?.paid ? await refundsOf(charge) : []
    const dispute = charge?.disputed ? (await stripe.disputes.list({ payment_intent: intent.id, limit: 1 })).data[0] : undefined
    return toProviderPayment(intent, { charge, refunds, dispute, session: needsSession(intent) ? await sessionOf(intent) : undefined })
  }

  const retrieve = (id: string): Promise<Stripe.PaymentIntent> => stripe.paymentIntents.retrieve(id, { expand: ['latest_charge.refunds'] })
  const ofSession = async (session: Stripe.Checkout.Session): Promise<ProviderPayment | null> => {
    const { payment_intent } = session
    if (!payment_intent) return toUnpaid(session)
    return whole(await retrieve(typeof payment_intent === 'string' ? payment_intent : payment_intent.id))
  }

  /** A payment by Stripe's id, or by that of its unpaid checkout page: `pi_…`, `cs_…`. */
  const find = (id: string): Promise<ProviderPayment | null> =>
    ask(async () => (id.startsWith('cs_') ? ofSession(await stripe.checkout.sessions.retrieve(id)) : whole(await retrieve(id)))).catch((error: unknown) => {
      if (isMissing(error)) return null
      throw error
    })

  const ageOf = (reference: string): number => clock.now().getTime() - (madeAt(reference) ?? 0)
  // The search index lags up to a minute and is not available everywhere, so a miss proves nothing: a hit only saves reading the list.
  const search = (reference: string): Promise<Stripe.PaymentIntent | undefined> =>
    stripe.paymentIntents.search({ query: `metadata['${ourKeys.reference}']:'${reference}'`, limit: 1 }).then(
      ({ data }) => data[0],
      () => undefined,
    )

  const sessionByReference = async (reference: string): Promise<Stripe.Checkout.Session | undefined> => {
    for await (const session of stripe.checkout.sessions.list({ ...sinceOf(reference, clock.now()), limit: 100 })) {
      if (referenceOf(session.metadata) === reference) return session
    }
    return undefined
  }

  /** True for the payment of an invoice, which belongs to a subscription and is processed there. Our own payments have no customer. */
  const isOfInvoice = async ({ id, customer, metadata }: Stripe.PaymentIntent): Promise<boolean> => {
    if (customer === null || referenceOf(metadata) !== null) return false
    const { data } = await stripe.invoicePayments.list({ payment: { type: 'payment_intent', payment_intent: id }, limit: 1 })
    return data.length > 0
  }

  return {
    whole,
    find,
    since: createSince({ stripe, ask, retrieve, read: async (intent) => ((await isOfInvoice(intent)) ? null : whole(intent)) }),
    sessionByReference: (reference: string) => ask(() => sessionByReference(reference)),
    sessionOf: (intent: Stripe.PaymentIntent) => ask(() => sessionOf(intent)),
    /**
     * A payment by our reference. Stripe's search is not consistent right after a payment, so the list, which is, is read back to when the
     * reference was created.
     */
    findByReference: (reference: string): Promise<ProviderPayment | null> =>
      ask(async () => {
        const found = /^[\w-]+$/.test(reference) && ageOf(reference) > 2 * minuteMs ? await search(reference) : undefined
        if (found) return whole(await retrieve(found.id))
        for await (const intent of stripe.paymentIntents.list({ ...sinceOf(reference, clock.now()), limit: 100, expand: ['data.latest_charge.refunds'] })) {
          if (referenceOf(intent.metadata) === reference) return whole(intent)
        }
        const session = await sessionByReference(reference)
        return session ? ofSession(session) : null
      }),
    /** True when the idempotency key of this reference may have been dropped, so that a repeated request could be executed again. */
    isKeyStale: (reference: string): boolean => ageOf(reference) > keysLastMs,
  }
}
