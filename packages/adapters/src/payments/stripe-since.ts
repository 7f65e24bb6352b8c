import type { ProviderPayment } from '@pantheon/business'
import type Stripe from 'stripe'
import type { Ask } from './stripe-client.ts'

export interface SinceDeps {
  stripe: Stripe
  ask: Ask
  retrieve: (id: string) => Promise<Stripe.PaymentIntent>
  /** The payment with its related objects; null for one without an order. */
  read: (intent: Stripe.PaymentIntent) => Promise<ProviderPayment | null>
}

/** Events of refunds and disputes that changed days after their creation, when lists by creation time no longer contain them. */
const laterChanges = ['refund.failed', 'refund.updated', 'charge.dispute.closed']

const idOf = (of: string | { id: string } | null | undefined): string | undefined => (typeof of === 'string' ? of : of?.id)

/** Iterates over a list; each page is requested through `ask`. */
async function* over<T>(ask: Ask, list: AsyncIterable<T>): AsyncGenerator<T> {
  const pages = list[Symbol.asyncIterator]()
  for (let next = await ask(() => pages.next()); !next.done; next = await ask(() => pages.next())) yield next.value
}

/**
 * Every payment that changed since: it was created, refunded or disputed, however old the payment is. Each once. Stripe keeps the events
 * of later changes for thirty days.
 */
export const createSince = ({ stripe, ask, retrieve, read }: SinceDeps) =>
  async function* (since: Date): AsyncGenerator<ProviderPayment> {
    const page = { created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100 }
    const seen = new Set<string>()
    for await (const intent of over(ask, stripe.paymentIntents.list({ ...page, expand: ['data.latest_charge.refunds'] }))) {
      seen.add(intent.id)
      const payment = await ask(() => read(intent))
      if (payment) yield payment
    }
    async function* touched(): AsyncGenerator<string | undefined> {
      for await (const { payment_intent } of over(ask, stripe.refunds.list(page))) yield idOf(payment_intent)
      for await (const { payment_intent } of over(ask, stripe.disputes.list(page))) yield idOf(payment_intent)
      for await (const { data } of over(ask, stripe.events.list({ ...page, types: laterChanges })))
        yield 'payment_intent' in data.object ? idOf(data.object.payment_intent) : undefined
    }
    for await (const id of touched()) {
      if (id === undefined || seen.has(id)) continue
      seen.add(id)
      const payment = await ask(async () => read(await retrieve(id)))
      if (payment) yield payment
    }
  }
