import { z } from 'zod'
import { type Account, held, mergeMetadata, newStripeId } from './account.ts'
import { type CardScript, takeCard } from './cards.ts'
import { chargeCard } from './charges.ts'
import { invalid, StripeFault } from './fault.ts'
import { expand, flag, metadata, whole } from './params.ts'
import type { PaymentIntent } from './wire.ts'

const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, 'a three-letter ISO code')
  .toLowerCase()
const method = z.string().min(1)
export const CreateIntent = z.strictObject({
  amount: whole,
  currency,
  confirm: flag.optional(),
  payment_method: method.optional(),
  payment_method_types: z.array(z.string()).optional(),
  automatic_payment_methods: z.strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).optional() }).optional(),
  return_url: z.string().optional(),
  off_session: flag.optional(),
  description: z.string().optional(),
  receipt_email: z.string().optional(),
  customer: z.string().optional(),
  metadata: metadata.optional(),
  expand,
})
export const ConfirmIntent = z.strictObject({ payment_method: method.optional(), return_url: z.string().optional(), off_session: flag.optional(), expand })
export const CancelIntent = z.strictObject({
  cancellation_reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned']).optional(),
  expand,
})
type Confirmation = Omit<z.output<typeof ConfirmIntent>, 'expand'>

/** Stripe's minimum amounts, in the currency's smallest unit; 50 if not listed. */
const smallest: Record<string, number> = { gbp: 30 }
const checkAmount = (amount: number, currency: string): void => {
  if (amount < (smallest[currency] ?? 50)) {
    invalid(`Amount must be at least ${smallest[currency] ?? 50} ${currency}.`, { code: 'amount_too_small', param: 'amount' })
  }
  if (amount > 99_999_999) invalid(`Amount must be no more than 99999999 ${currency}.`, { code: 'amount_too_large', param: 'amount' })
}

const unexpected = (intent: PaymentIntent, verb: string): never =>
  invalid(`You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: structuredClone(intent),
  })

const decline = (account: Account, intent: PaymentIntent, charge: string | undefined, why: NonNullable<CardScript['declines']>): never => {
  intent.status = 'requires_payment_method'
  intent.next_action = null
  intent.payment_method = null
  intent.last_payment_error = { type: 'card_error', ...why, ...(charge && { charge }) }
  account.publish('payment_intent.payment_failed', intent)
  throw new StripeFault(402, { type: 'card_error', ...why, ...(charge && { charge }), payment_intent: structuredClone(intent) })
}

/** Charges the card: the payment succeeds, or a fault with status 402 is thrown. */
const settle = (account: Account, intent: PaymentIntent, id: string, card: CardScript): PaymentIntent => {
  const charge = chargeCard(account, intent, id, card)
  intent.latest_charge = charge.id
  if (card.declines) return decline(account, intent, charge.id, card.declines)
  Object.assign(intent, { status: 'succeeded', amount_received: intent.amount, next_action: null, last_payment_error: null } satisfies Partial<PaymentIntent>)
  account.publish('payment_intent.succeeded', intent)
  return intent
}

/** Confirms a payment: it succeeds, requires authentication, or is declined (402). */
export const confirmIntent = (account: Account, intent: PaymentIntent, { payment_method, return_url, off_session }: Confirmation): PaymentIntent => {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(intent.status)) return unexpected(intent, 'confirm')
  const wanted = payment_method ?? intent.payment_method
  if (typeof wanted !== 'string') return invalid('You cannot confirm this PaymentIntent because it is missing a payment method.', { param: 'payment_method' })
  const { id, card } = takeCard(account, wanted)
  if (intent.automatic_payment_methods?.allow_redirects === 'always' && !return_url && !off_session) {
    return invalid('This PaymentIntent accepts payment methods that redirect your customer, so you must provide a `return_url`.', { param: 'return_url' })
  }
  intent.payment_method = id
  if (!card.authenticates) return settle(account, intent, id, card)
  if (off_session) return decline(account, intent, undefined, { code: 'authentication_required', message: 'This transaction requires authentication.' })
  intent.status = 'requires_action'
  intent.next_action = {
    redirect_to_url: { return_url: return_url ?? null, url: `${account.url()}/authenticate/${intent.id}` },
    type: 'redirect_to_url',
  }
  account.publish('payment_intent.requires_action', intent)
  return intent
}

/** Completes or rejects the authentication with the bank. Null if the payment requires none any more. */
export const authenticate = (account: Account, intent: PaymentIntent, isComplete: boolean): PaymentIntent | null => {
  if (intent.status !== 'requires_action' || typeof intent.payment_method !== 'string') return null
  const { id, card } = takeCard(account, intent.payment_method)
  const refused = { code: 'payment_intent_authentication_failure', message: 'We are unable to authenticate your payment method.' }
  try {
    return isComplete ? settle(account, intent, id, card) : decline(account, intent, undefined, refused)
  } catch (fault) {
    if (fault instanceof StripeFault) return intent
    throw fault
  }
}

export const createIntent = (account: Account, params: z.output<typeof CreateIntent>): PaymentIntent => {
  checkAmount(params.amount, params.currency)
  if (params.customer) held(account, 'customer', params.customer, 'customer')
  const isAutomatic = params.automatic_payment_methods?.enabled ?? params.payment_method_types === undefined
  const allowRedirects = params.automatic_payment_methods?.allow_redirects ?? 'always'
  if (params.confirm && params.payment_method) takeCard(account, params.payment_method)
  const id = newStripeId('pi')
  const intent: PaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: params.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: isAutomatic ? { allow_redirects: allowRedirects, enabled: true } : null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${newStripeId('s').slice(2)}`,
    confirmation_method: 'automatic',
    created: account.now(),
    currency: params.currency,
    customer: params.customer ?? null,
    customer_account: null,
    description: params.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: mergeMetadata(null, params.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' } },
    payment_method_types: params.payment_method_types ?? ['card'],
    payment_record: null,
    processing: null,
    receipt_email: params.receipt_email ?? null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
  account.objects.payment_intent.set(id, intent)
  account.publish('payment_intent.created', intent)
  if (params.confirm) return confirmIntent(account, intent, params)
  if (params.payment_method) {
    intent.payment_method = takeCard(account, params.payment_method).id
    intent.status = 'requires_confirmation'
  }
  return intent
}

export const cancelIntent = (account: Account, intent: PaymentIntent, reason: PaymentIntent['cancellation_reason']): PaymentIntent => {
  if (!['requires_payment_method', 'requires_confirmation', 'requires_action', 'requires_capture'].includes(intent.status)) return unexpected(intent, 'cancel')
  const open = [...account.objects['checkout.session'].values()].find((session) => session.payment_intent === intent.id && session.status === 'open')
  if (open) return invalid('You cannot cancel the PaymentIntent of a Checkout Session. Expire the Checkout Session instead.')
  Object.assign(intent, { status: 'canceled', canceled_at: account.now(), cancellation_reason: reason, next_action: null } satisfies Partial<PaymentIntent>)
  account.publish('payment_intent.canceled', intent)
  return intent
}
