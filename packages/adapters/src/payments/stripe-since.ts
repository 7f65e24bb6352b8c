import type { ProviderPayment } from '@pantheon/business'
import type Stripe from 'stripe'
import type { Ask } from './stripe-client.ts'

export interface SinceDeps {
  stripe: Stripe
  ask: Ask
  retrieve: (id: string) => Promise<Stripe.PaymentIntent>
  /** The payment with everything around it; null for one that is no order's. */
  read: (intent: Stripe.PaymentIntent) => Promise<ProviderPayment | null>
}

/** What tells of a refund or a dispute that moved on days after it was made, when lists by the time of making show it no more. */
const laterChanges = ['refund.failed', 'refund.updated', 'charge.dispute.closed']

const idOf = (of: string | { id: string } | null | undefined): string | undefined => (typeof of === 'string' ? of : of?.id)

/** Pages of a list, each of them asked for with care. */
async function* over<T>(ask: Ask, list: AsyncIterable<T>): AsyncGenerator<T> {
  const pages = list[Symbol.asyncIterator]()
  for (let next = await ask(() => pages.next()); !next.done; next = await ask(() => pages.next())) yield next.value
}

/**
 * Every payment to which something happened since: it was begun, or money of it was given back or disputed, however old
 * the payment is. Each once. Stripe keeps the events that tell of the later turns for thirty days.
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
