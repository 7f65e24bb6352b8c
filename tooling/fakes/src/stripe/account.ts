import { randomBytes } from 'node:crypto'
import Stripe from 'stripe'
import type { CardScript } from './cards.ts'
import { missing } from './fault.ts'
import type * as wire from './wire.ts'

/** Everything one account holds: each kind of object by id, in the order of making. */
const emptyObjects = () => ({
  payment_intent: new Map<string, wire.PaymentIntent>(),
  charge: new Map<string, wire.Charge>(),
  refund: new Map<string, wire.Refund>(),
  dispute: new Map<string, wire.Dispute>(),
  customer: new Map<string, wire.Customer>(),
  product: new Map<string, wire.Product>(),
  price: new Map<string, wire.Price>(),
  'checkout.session': new Map<string, wire.CheckoutSession>(),
  subscription: new Map<string, wire.Subscription>(),
  subscription_schedule: new Map<string, wire.SubscriptionSchedule>(),
  invoice: new Map<string, wire.Invoice>(),
  invoice_payment: new Map<string, wire.InvoicePayment>(),
  'billing_portal.session': new Map<string, wire.PortalSession>(),
  'test_helpers.test_clock': new Map<string, wire.TestClock>(),
  event: new Map<string, wire.StripeEvent>(),
})
export type AccountObjects = ReturnType<typeof emptyObjects>

/** The version of the API that the library speaks: its objects are what this server sends. */
export const apiVersion: string = Stripe.API_VERSION

/** An id as Stripe's look: `pi_` and 24 letters and digits. */
export const newStripeId = (prefix: string): string => {
  const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  return `${prefix}_${[...randomBytes(24)].map((byte) => letters[byte % letters.length]).join('')}`
}

interface AccountDeps {
  /** Seconds since the epoch, as everything at Stripe. */
  now: () => number
  /** Where this server is reached: its pages' addresses begin with it. */
  url: () => string
  announce: (event: wire.StripeEvent) => void
}

/** An account with its books. What happens in it becomes an event. */
export const createAccount = ({ now, url, announce }: AccountDeps) => {
  const objects = emptyObjects()
  const account = {
    objects,
    now,
    url,
    /** The cards behind payment methods: attaching one of the test methods makes a new one. */
    cards: new Map<string, CardScript>(),
    /** What the next refunds do. */
    refundsAre: 'succeeded' as 'succeeded' | 'pending',
    /** What is added to a subscription's next invoice. */
    pendingLines: new Map<string, wire.InvoiceLine[]>(),
    /** What is asked at this moment, for the events it leads to. */
    request: null as wire.StripeEvent['request'],
    publish: (type: string, object: { id: string; object: string }, previous?: Record<string, unknown>): void => {
      const event: wire.StripeEvent = {
        id: newStripeId('evt'),
        object: 'event',
        api_version: apiVersion,
        created: now(),
        data: { object: structuredClone(object), ...(previous && { previous_attributes: previous }) },
        livemode: false,
        pending_webhooks: 1,
        request: account.request,
        type,
      }
      objects.event.set(event.id, event)
      announce(event)
    },
  }
  return account
}
export type Account = ReturnType<typeof createAccount>

/** The object with this id, or the fault that it does not exist. `param` says where the id was, when not in the path. */
export const held = <K extends keyof AccountObjects>(
  account: Account,
  kind: K,
  id: string,
  param?: string,
): NonNullable<ReturnType<AccountObjects[K]['get']>> =>
  (account.objects[kind].get(id) ?? missing(kind, id, param)) as NonNullable<ReturnType<AccountObjects[K]['get']>>

/** Metadata after an update: an empty value takes its key away. */
export const mergeMetadata = (before: Record<string, string> | null, change: Record<string, string> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ''))
