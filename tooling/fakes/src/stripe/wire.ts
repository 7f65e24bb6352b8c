import type Stripe from 'stripe'

/** A type of the library as JSON: decimals are strings. */
type Wire<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends Stripe.Decimal
    ? string
    : T extends (infer E)[]
      ? Wire<E>[]
      : { [K in keyof T]: Wire<T[K]> }

export type PaymentIntent = Wire<Stripe.PaymentIntent>
export type Charge = Wire<Stripe.Charge>
export type Refund = Wire<Stripe.Refund>
export type Dispute = Wire<Stripe.Dispute>
export type Customer = Wire<Stripe.Customer>
export type PaymentMethod = Wire<Stripe.PaymentMethod>
export type Product = Wire<Stripe.Product>
export type Price = Wire<Stripe.Price>
export type CheckoutSession = Wire<Stripe.Checkout.Session>
export type Subscription = Wire<Stripe.Subscription>
export type SubscriptionSchedule = Wire<Stripe.SubscriptionSchedule>
export type SubscriptionItem = Wire<Stripe.SubscriptionItem>
export type Invoice = Wire<Stripe.Invoice>
export type InvoiceLine = Wire<Stripe.InvoiceLineItem>
export type InvoicePayment = Wire<Stripe.InvoicePayment>
export type PortalSession = Wire<Stripe.BillingPortal.Session>
export type TestClock = Wire<Stripe.TestHelpers.TestClock>

/** An event. The library's type is a union of all event types; this server types the objects separately. */
export interface StripeEvent {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: { id: string; object: string }; previous_attributes?: Record<string, unknown> }
  livemode: boolean
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null } | null
  type: string
}
