import { randomBytes } from 'node:crypto'
import Stripe from 'stripe'
import type { CardScript } from './cards.ts'
import { missing } from './fault.ts'
import type * as wire from './wire.ts'

/** The objects of one account by type and id, in the order of creation. */
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

/** The API version that the library pins, whose objects this server sends. */
export const apiVersion: string = Stripe.API_VERSION

/** A new id in Stripe's format: `pi_` and 24 letters and digits. */
export const newStripeId = (prefix: string): string => {
  const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
  return `${prefix}_${[...randomBytes(24)].map((byte) => characters[byte % characters.length]).join('')}`
}

interface AccountDeps {
  /** Seconds since the epoch, as in all of Stripe's API. */
  now: () => number
  /** The base URL of this server and its pages. */
  url: () => string
  announce: (event: wire.StripeEvent) => void
}

/** Creates an account with its objects. Changes are announced as events. */
export const createAccount = ({ now, url, announce }: AccountDeps) => {
  const objects = emptyObjects()
  const account = {
    objects,
    now,
    url,
    /** The cards of payment methods: attaching a test method creates a new one. */
    cards: new Map<string, CardScript>(),
    /** The status of further refunds. */
    refundsAre: 'succeeded' as 'succeeded' | 'pending',
    /** Lines for a subscription's next invoice. */
    pendingLines: new Map<string, wire.InvoiceLine[]>(),
    /** The current request, for the events that it causes. */
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

/** The object with this id; throws a fault if it does not exist. `param` is the parameter with the id, unless it was in the path. */
export const held = <K extends keyof AccountObjects>(
  account: Account,
  kind: K,
  id: string,
  param?: string,
): NonNullable<ReturnType<AccountObjects[K]['get']>> =>
  (account.objects[kind].get(id) ?? missing(kind, id, param)) as NonNullable<ReturnType<AccountObjects[K]['get']>>

/** Metadata after an update: an empty value removes its key. */
export const mergeMetadata = (before: Record<string, string> | null, change: Record<string, string> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ''))
