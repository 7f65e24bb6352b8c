import { type Account, held, newStripeId } from './account.ts'
import { takeCard } from './cards.ts'
import { StripeFault } from './fault.ts'
import { authenticate, confirmIntent, createIntent } from './payment-intents.ts'
import type { Invoice, InvoiceLine, InvoicePayment, PaymentIntent, Subscription, SubscriptionItem } from './wire.ts'

/** A line for all or part of a period; a negative one credits unused paid time. */
export const lineFor = (
  item: SubscriptionItem,
  part: { amount: number; start: number; end: number; isProration: boolean; description: string },
): InvoiceLine => ({
  id: newStripeId('il'),
  object: 'line_item',
  amount: part.amount,
  currency: item.price.currency,
  description: part.description,
  discount_amounts: [],
  discountable: !part.isProration,
  discounts: [],
  invoice: null,
  livemode: false,
  metadata: {},
  parent: {
    invoice_item_details: null,
    subscription_item_details: {
      invoice_item: null,
      proration: part.isProration,
      proration_details: part.isProration ? { credited_items: null } : null,
      subscription: item.subscription,
      subscription_item: item.id,
    },
    type: 'subscription_item_details',
  },
  period: { end: part.end, start: part.start },
  pretax_credit_amounts: [],
  pricing: {
    price_details: { price: item.price.id, product: String(item.price.product) },
    type: 'price_details',
    unit_amount_decimal: item.price.unit_amount_decimal,
  },
  quantity: item.quantity ?? 1,
  quantity_decimal: String(item.quantity ?? 1),
  subscription: item.subscription,
  subtotal: part.amount,
  taxes: [],
})

const smallestAmount = 50
const draftInvoice = (account: Account, subscription: Subscription, reason: Invoice['billing_reason'], lines: InvoiceLine[], at: number): Invoice => {
  const customer = held(account, 'customer', String(subscription.customer))
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  // A negative balance is credit. Credit of an invoice, and amounts too small to charge, stay in the balance.
  const net = total + customer.balance
  const due = net < smallestAmount ? 0 : net
  const ending = net - due
  const id = newStripeId('in')
  const sequence = customer.next_invoice_sequence ?? 1
  return {
    id,
    object: 'invoice',
    account_country: 'JP',
    account_name: 'Pantheon',
    account_tax_ids: null,
    amount_due: due,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: due,
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: null,
    billing_reason: reason,
    collection_method: 'charge_automatically',
    created: at,
    currency: subscription.currency,
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: null,
    customer_shipping: null,
    customer_tax_exempt: 'none',
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: at,
    ending_balance: ending,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: `${account.url()}/invoices/${id}`,
    invoice_pdf: `${account.url()}/invoices/${id}/pdf`,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: { object: 'list', data: lines.map((line) => ({ ...line, invoice: id })), has_more: false, url: `/v1/invoices/${id}/lines` },
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: `${customer.invoice_prefix}-${String(sequence).padStart(4, '0')}`,
    on_behalf_of: null,
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: 'subscription_details',
    },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: at,
    period_start: at,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: null,
    shipping_cost: null,
    shipping_details: null,
    starting_balance: customer.balance,
    statement_descriptor: null,
    status: 'open',
    status_transitions: { finalized_at: at, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: customer.test_clock ?? null,
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: at,
  }
}

const newInvoice = (...[account, subscription, reason, lines, at]: Parameters<typeof draftInvoice>): Invoice => {
  const invoice = draftInvoice(account, subscription, reason, lines, at)
  const customer = held(account, 'customer', String(subscription.customer))
  customer.balance = invoice.ending_balance ?? 0
  customer.next_invoice_sequence = (customer.next_invoice_sequence ?? 1) + 1
  account.objects.invoice.set(invoice.id, invoice)
  return invoice
}

/** A preview of the invoice with these lines, which is not stored. */
export const previewOf = (account: Account, subscription: Subscription, lines: InvoiceLine[], at: number): Invoice => {
  const { parent, ...invoice } = draftInvoice(account, subscription, 'subscription_update', lines, at)
  const details = parent?.subscription_details ? { ...parent.subscription_details, subscription_proration_date: at } : null
  return { ...invoice, id: newStripeId('upcoming_in'), number: null, status: 'draft', parent: parent && { ...parent, subscription_details: details } }
}

const markPaid = (account: Account, invoice: Invoice, at: number): void => {
  Object.assign(invoice, { status: 'paid', amount_paid: invoice.amount_due, amount_remaining: 0 } satisfies Partial<Invoice>)
  invoice.status_transitions.paid_at = at
  account.publish('invoice.paid', invoice)
  account.publish('invoice.payment_succeeded', invoice)
}

/** The open payment of an invoice, else a new one. */
const paymentOf = (account: Account, invoice: Invoice, at: number): { payment: InvoicePayment; intent: PaymentIntent } => {
  const begun = [...account.objects.invoice_payment.values()].find((each) => each.invoice === invoice.id && each.status === 'open')
  if (begun) return { payment: begun, intent: held(account, 'payment_intent', String(begun.payment.payment_intent)) }
  const intent = createIntent(account, {
    amount: invoice.amount_due,
    currency: invoice.currency,
    customer: String(invoice.customer),
    description: 'Subscription update',
    payment_method_types: ['card'],
  })
  const payment: InvoicePayment = {
    id: newStripeId('inpay'),
    object: 'invoice_payment',
    amount_paid: null,
    amount_requested: invoice.amount_due,
    created: at,
    currency: invoice.currency,
    invoice: invoice.id,
    is_default: true,
    livemode: false,
    payment: { payment_intent: intent.id, type: 'payment_intent' },
    status: 'open',
    status_transitions: { canceled_at: null, paid_at: null },
  }
  account.objects.invoice_payment.set(payment.id, payment)
  return { payment, intent }
}

/** Tries to pay an invoice. True when nothing is due any more. */
const payInvoice = (account: Account, invoice: Invoice, method: string | undefined, isOnSession: boolean, at: number): boolean => {
  invoice.attempted = true
  if (invoice.amount_due === 0) {
    markPaid(account, invoice, at)
    return true
  }
  invoice.attempt_count += 1
  const { payment, intent } = paymentOf(account, invoice, at)
  try {
    if (!method) return false
    confirmIntent(account, intent, { payment_method: takeCard(account, method).id, off_session: !isOnSession })
    // A buyer on the hosted page authenticates immediately.
    if (isOnSession) authenticate(account, intent, true)
    if (intent.status !== 'succeeded') return false
    Object.assign(payment, {
      amount_paid: invoice.amount_due,
      status: 'paid',
      status_transitions: { canceled_at: null, paid_at: at },
    } satisfies Partial<InvoicePayment>)
    markPaid(account, invoice, at)
    return true
  } catch (fault) {
    if (!(fault instanceof StripeFault)) throw fault
    account.publish('invoice.payment_failed', invoice)
    return false
  }
}
/** Retries the payment of an invoice. True when nothing is due any more. */
export const retryInvoice = (account: Account, invoice: Invoice, method: string | undefined, at: number): boolean =>
  payInvoice(account, invoice, method, false, at)

interface Billing {
  reason: NonNullable<Invoice['billing_reason']>
  lines: InvoiceLine[]
  method: string | undefined
  isOnSession: boolean
  at: number
}
/** Creates an invoice for a subscription and tries to pay it. */
export const bill = (
  account: Account,
  subscription: Subscription,
  { reason, lines, method, isOnSession, at }: Billing,
): { invoice: Invoice; isPaid: boolean } => {
  const invoice = newInvoice(account, subscription, reason, lines, at)
  subscription.latest_invoice = invoice.id
  account.publish('invoice.created', invoice)
  account.publish('invoice.finalized', invoice)
  return { invoice, isPaid: payInvoice(account, invoice, method, isOnSession, at) }
}
