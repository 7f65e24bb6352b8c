import { z } from 'zod'
import { type Account, held, mergeMetadata, newStripeId } from './account.ts'
import { takeCard } from './cards.ts'
import { createCustomer } from './customers.ts'
import { invalid, StripeFault } from './fault.ts'
import { expand, metadata, whole } from './params.ts'
import { confirmIntent, createIntent } from './payment-intents.ts'
import { createPrice, PriceData } from './products.ts'
import { createSubscription } from './subscriptions.ts'
import type { CheckoutSession, PaymentIntent, Price } from './wire.ts'

const line = z.strictObject({ price: z.string().optional(), price_data: PriceData.optional(), quantity: whole.pipe(z.number().min(1)).default(1) })
export const CreateSession = z.strictObject({
  mode: z.enum(['payment', 'subscription']),
  line_items: z.array(line).min(1),
  success_url: z.string(),
  cancel_url: z.string().optional(),
  client_reference_id: z.string().max(200).optional(),
  customer: z.string().optional(),
  customer_email: z.string().optional(),
  expires_at: whole.optional(),
  locale: z.enum(['auto', 'en', 'ja']).optional(),
  metadata: metadata.optional(),
  payment_intent_data: z.strictObject({ description: z.string().optional(), metadata: metadata.optional() }).optional(),
  subscription_data: z.strictObject({ metadata: metadata.optional() }).optional(),
  expand,
})
type Params = z.output<typeof CreateSession>

/** Data of a session that its API object does not contain. */
interface Sale {
  price: Price
  quantity: number
  params: Params
}
const sales = new WeakMap<CheckoutSession, Sale[]>()

const saleOf = (account: Account, params: Params, item: Params['line_items'][number]): Sale => {
  const price = item.price ? held(account, 'price', item.price, 'line_items[0][price]') : undefined
  const written = price ?? (item.price_data && createPrice(account, item.price_data))
  if (!written) return invalid('You must specify either `price` or `price_data`.', { param: 'line_items[0]' })
  const isRecurring = written.type === 'recurring'
  if (isRecurring !== (params.mode === 'subscription')) return invalid(`You specified \`${params.mode}\` mode but passed a price of another type.`)
  return { price: written, quantity: item.quantity, params }
}

export const createSession = (account: Account, params: Params): CheckoutSession => {
  if (params.customer && params.customer_email) return invalid('You may only specify one of these parameters: customer, customer_email.')
  if (params.customer) held(account, 'customer', params.customer, 'customer')
  const email = params.customer_email
  if (email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) invalid(`Invalid email address: ${email}`, { code: 'email_invalid', param: 'customer_email' })
  const sold = params.line_items.map((item) => saleOf(account, params, item))
  const total = sold.reduce((sum, { price, quantity }) => sum + (price.unit_amount ?? 0) * quantity, 0)
  const isPayment = params.mode === 'payment'
  const id = newStripeId('cs_test')
  const session: CheckoutSession = {
    id,
    object: 'checkout.session',
    adaptive_pricing: null,
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: total,
    amount_total: total,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: account.now(),
    currency: sold[0]?.price.currency ?? null,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: params.customer ?? null,
    customer_account: null,
    customer_creation: isPayment ? 'if_required' : 'always',
    customer_details: null,
    customer_email: params.customer_email ?? null,
    discounts: [],
    expires_at: params.expires_at ?? account.now() + 86_400,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: null,
    metadata: mergeMetadata(null, params.metadata),
    mode: params.mode,
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: isPayment ? 'if_required' : 'always',
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: null,
    subscription: null,
    success_url: params.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: `${account.url()}/c/pay/${id}`,
    wallet_options: null,
  }
  sales.set(session, sold)
  account.objects['checkout.session'].set(id, session)
  return session
}

export const expireSession = (account: Account, session: CheckoutSession): CheckoutSession => {
  if (session.status !== 'open') return invalid('Only Checkout Sessions with a status in ["open"] can be expired.')
  session.status = 'expired'
  session.url = null
  account.publish('checkout.session.expired', session)
  return session
}
/** Expires the session if it is overdue. */
export const touchSession = (account: Account, session: CheckoutSession): CheckoutSession =>
  session.status === 'open' && account.now() >= session.expires_at ? expireSession(account, session) : session
/** Expires all overdue sessions. */
export const expireOverdue = (account: Account): void => {
  for (const session of account.objects['checkout.session'].values()) touchSession(account, session)
}

export const completeSession = (account: Account, session: CheckoutSession): void => {
  Object.assign(session, {
    status: 'complete',
    payment_status: 'paid',
    url: null,
    customer_details: {
      address: null,
      business_name: null,
      email: session.customer_email,
      individual_name: null,
      name: null,
      phone: null,
      tax_exempt: 'none',
      tax_ids: [],
    },
  } satisfies Partial<CheckoutSession>)
  account.publish('checkout.session.completed', session)
}

/** The open session of a payment. */
export const openSessionOf = (account: Account, intent: PaymentIntent): CheckoutSession | undefined =>
  [...account.objects['checkout.session'].values()].find(({ payment_intent, status }) => payment_intent === intent.id && status === 'open')

/** Submits the page with a card. Returns the payment; throws a fault on a decline, after which the page can be submitted again. */
export const paySession = (account: Account, session: CheckoutSession, method: string): PaymentIntent | null => {
  const [sale] = sales.get(session) ?? []
  if (touchSession(account, session).status !== 'open' || !sale) return invalid(`This Checkout Session is ${session.status}.`)
  const { params } = sale
  if (session.mode === 'subscription') {
    const { id: taken, card } = takeCard(account, method)
    if (card.declines) throw new StripeFault(402, { type: 'card_error', ...card.declines })
    const customer = session.customer ?? createCustomer(account, { email: session.customer_email ?? undefined }).id
    session.customer = customer
    const subscription = createSubscription(
      account,
      {
        customer: String(customer),
        items: [{ price: sale.price.id, quantity: sale.quantity }],
        default_payment_method: taken,
        metadata: params.subscription_data?.metadata,
      },
      true,
    )
    session.subscription = subscription.id
    session.invoice = typeof subscription.latest_invoice === 'string' ? subscription.latest_invoice : null
    if (subscription.status === 'active') completeSession(account, session)
    return null
  }
  const known = typeof session.payment_intent === 'string' ? account.objects.payment_intent.get(session.payment_intent) : undefined
  const intent =
    known ??
    createIntent(account, {
      amount: session.amount_total ?? 0,
      currency: session.currency ?? '',
      payment_method_types: ['card'],
      ...params.payment_intent_data,
    })
  session.payment_intent = intent.id
  confirmIntent(account, intent, { payment_method: method, return_url: `${account.url()}/c/pay/${session.id}` })
  if (intent.status === 'succeeded') completeSession(account, session)
  return intent
}
