import { z } from 'zod'
import { type Account, type AccountObjects, held } from './account.ts'
import { CreateSession, createSession, expireSession } from './checkout-sessions.ts'
import { CustomerParams, createCustomer, OpenPortal, openPortal, updateCustomer } from './customers.ts'
import { expanded } from './expand.ts'
import { invalid } from './fault.ts'
import { listOf } from './listing.ts'
import { created, expand, type Form, page, read } from './params.ts'
import { CancelIntent, ConfirmIntent, CreateIntent, cancelIntent, confirmIntent, createIntent } from './payment-intents.ts'
import { CreatePrice, CreateProduct, createPrice, createProduct } from './products.ts'
import { CreateRefund, createRefund } from './refunds.ts'
import { CreateSchedule, createSchedule, releaseSchedule, UpdateSchedule, updateSchedule } from './schedules.ts'
import { Search, searchIntents } from './search.ts'
import {
  CancelSubscription,
  CreateSubscription,
  cancelSubscription,
  createSubscription,
  PreviewInvoice,
  previewInvoice,
  UpdateSubscription,
  updateSubscription,
} from './subscriptions.ts'
import { AdvanceClock, advanceClock, CreateClock, createClock } from './test-clocks.ts'

export interface Endpoint {
  method: 'GET' | 'POST' | 'DELETE'
  path: RegExp
  answer: (account: Account, id: string, form: Form) => unknown
}
type Expandable = { expand?: string[] | undefined }

/** An endpoint such as `POST /v1/refunds`, with `:id` for an id: reads the parameters, runs, and expands the response. */
const on = <T extends z.ZodType<Expandable>>(
  method: Endpoint['method'],
  path: string,
  shape: T,
  act: (account: Account, id: string, params: z.output<T>) => unknown,
): Endpoint => ({
  method,
  path: new RegExp(`^/v1/${path.replace(':id', '([\\w-]+)')}$`),
  answer: (account, id, form) => {
    const params = read(shape, form)
    return expanded(account, act(account, id, params), params.expand)
  },
})

const Nothing = z.strictObject({ expand })
const one = (path: string, kind: keyof AccountObjects): Endpoint => on('GET', `${path}/:id`, Nothing, (account, id) => held(account, kind, id))

/** A list endpoint with filters by these fields. */
const many = <K extends keyof AccountObjects>(
  path: string,
  kind: K,
  narrowing: (keyof NonNullable<ReturnType<AccountObjects[K]['get']>> & string)[] = [],
): Endpoint => {
  const shape = z.strictObject({ ...page, created, ...Object.fromEntries(narrowing.map((field) => [field, z.string().optional()])) })
  return on('GET', path, shape, (account, _, params) => {
    const wanted = params as Record<string, unknown>
    const all = [...account.objects[kind].values()] as { id: string; created?: number; [field: string]: unknown }[]
    const fits = all.filter((each) =>
      narrowing.every((field) => wanted[field] === undefined || wanted[field] === 'all' || String(each[field]) === wanted[field]),
    )
    return listOf(fits, params, `/v1/${path}`)
  })
}

const ListPrices = z.strictObject({ ...page, created, lookup_keys: z.array(z.string()).max(10).optional(), active: z.enum(['true', 'false']).optional() })
const ListSubscriptions = z.strictObject({ ...page, created, customer: z.string().optional(), status: z.string().optional() })

const ListInvoices = z.strictObject({
  ...page,
  created,
  customer: z.string().optional(),
  status: z.string().optional(),
  subscription: z.string().optional(),
})
const ListInvoicePayments = z.strictObject({
  ...page,
  created,
  invoice: z.string().optional(),
  payment: z.strictObject({ type: z.literal('payment_intent'), payment_intent: z.string() }).optional(),
})

const ListEvents = z.strictObject({ ...page, created, type: z.string().optional(), types: z.array(z.string()).max(20).optional() })

/** The supported endpoints. Any other responds with 404, as an unknown path does at Stripe. */
export const endpoints: Endpoint[] = [
  on('POST', 'payment_intents', CreateIntent, (account, _, params) => createIntent(account, params)),
  on('GET', 'payment_intents/search', Search, (account, _, params) => searchIntents(account, params)),
  many('payment_intents', 'payment_intent', ['customer']),
  one('payment_intents', 'payment_intent'),
  on('POST', 'payment_intents/:id/confirm', ConfirmIntent, (account, id, params) => confirmIntent(account, held(account, 'payment_intent', id), params)),
  on('POST', 'payment_intents/:id/cancel', CancelIntent, (account, id, params) =>
    cancelIntent(account, held(account, 'payment_intent', id), params.cancellation_reason ?? null),
  ),
  one('charges', 'charge'),
  many('charges', 'charge', ['customer', 'payment_intent']),
  on('POST', 'refunds', CreateRefund, (account, _, params) => createRefund(account, params)),
  one('refunds', 'refund'),
  many('refunds', 'refund', ['charge', 'payment_intent']),
  one('disputes', 'dispute'),
  many('disputes', 'dispute', ['charge', 'payment_intent']),
  one('events', 'event'),
  on('GET', 'events', ListEvents, (account, _, params) => {
    const { type, types } = params
    if (type !== undefined && types !== undefined) invalid('You may only specify one of these parameters: type, types.', { param: 'types' })
    const fits = [...account.objects.event.values()].filter((event) => (!type || event.type === type) && (!types || types.includes(event.type)))
    return listOf(fits, params, '/v1/events')
  }),
  on('POST', 'checkout/sessions', CreateSession, (account, _, params) => createSession(account, params)),
  one('checkout/sessions', 'checkout.session'),
  on('POST', 'checkout/sessions/:id/expire', Nothing, (account, id) => expireSession(account, held(account, 'checkout.session', id))),
  many('checkout/sessions', 'checkout.session', ['customer', 'payment_intent', 'subscription', 'status']),
  on('POST', 'customers', CustomerParams, (account, _, params) => createCustomer(account, params)),
  on('POST', 'customers/:id', CustomerParams, (account, id, params) => updateCustomer(account, id, params)),
  one('customers', 'customer'),
  many('customers', 'customer', ['email']),
  on('POST', 'products', CreateProduct, (account, _, params) => createProduct(account, params)),
  one('products', 'product'),
  many('products', 'product'),
  on('POST', 'prices', CreatePrice, (account, _, params) => createPrice(account, params)),
  one('prices', 'price'),
  on('GET', 'prices', ListPrices, (account, _, params) => {
    const { lookup_keys: keys, active } = params
    const fits = [...account.objects.price.values()].filter(
      (price) => (!keys || keys.includes(price.lookup_key ?? '')) && (!active || String(price.active) === active),
    )
    return listOf(fits, params, '/v1/prices')
  }),
  on('POST', 'subscriptions', CreateSubscription, (account, _, params) => createSubscription(account, params)),
  on('POST', 'subscriptions/:id', UpdateSubscription, (account, id, params) => updateSubscription(account, id, params)),
  on('DELETE', 'subscriptions/:id', CancelSubscription, (account, id) => cancelSubscription(account, id)),
  one('subscriptions', 'subscription'),
  on('GET', 'subscriptions', ListSubscriptions, (account, _, params) => {
    // Without a status Stripe omits canceled ones.
    const { customer, status = 'live' } = params
    const isWanted = (is: string) => (status === 'live' ? is !== 'canceled' : status === 'all' || status === is)
    const fits = [...account.objects.subscription.values()].filter((each) => (!customer || each.customer === customer) && isWanted(String(each.status)))
    return listOf(fits, params, '/v1/subscriptions')
  }),
  on('POST', 'subscription_schedules', CreateSchedule, (account, _, params) => createSchedule(account, params)),
  on('POST', 'subscription_schedules/:id', UpdateSchedule, (account, id, params) => updateSchedule(account, id, params)),
  on('POST', 'subscription_schedules/:id/release', Nothing, (account, id) => releaseSchedule(account, id)),
  one('subscription_schedules', 'subscription_schedule'),
  on('POST', 'invoices/create_preview', PreviewInvoice, (account, _, params) => previewInvoice(account, params)),
  one('invoices', 'invoice'),
  on('GET', 'invoices', ListInvoices, (account, _, params) => {
    const { customer, status, subscription } = params
    const fits = [...account.objects.invoice.values()].filter(
      (each) =>
        (!customer || each.customer === customer) &&
        (!status || each.status === status) &&
        (!subscription || each.parent?.subscription_details?.subscription === subscription),
    )
    return listOf(fits, params, '/v1/invoices')
  }),
  on('GET', 'invoice_payments', ListInvoicePayments, (account, _, params) => {
    const { invoice, payment } = params
    const all = [...account.objects.invoice_payment.values()]
    const fits = all.filter((each) => (!invoice || each.invoice === invoice) && (!payment || each.payment.payment_intent === payment.payment_intent))
    return listOf(fits, params, '/v1/invoice_payments')
  }),
  on('POST', 'billing_portal/sessions', OpenPortal, (account, _, params) => openPortal(account, params)),
  on('POST', 'test_helpers/test_clocks', CreateClock, (account, _, params) => createClock(account, params)),
  on('POST', 'test_helpers/test_clocks/:id/advance', AdvanceClock, (account, id, params) => advanceClock(account, id, params)),
  one('test_helpers/test_clocks', 'test_helpers.test_clock'),
  one('events', 'event'),
  many('events', 'event', ['type']),
]
