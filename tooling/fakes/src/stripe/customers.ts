import { z } from 'zod'
import { type Account, held, mergeMetadata, newStripeId } from './account.ts'
import { takeCard } from './cards.ts'
import { expand, metadata } from './params.ts'
import type { Customer, PortalSession } from './wire.ts'

export const CustomerParams = z.strictObject({
  email: z.string().optional(),
  name: z.string().optional(),
  description: z.string().optional(),
  payment_method: z.string().optional(),
  invoice_settings: z.strictObject({ default_payment_method: z.string() }).optional(),
  preferred_locales: z.array(z.string()).optional(),
  metadata: metadata.optional(),
  test_clock: z.string().optional(),
  expand,
})
type Params = z.output<typeof CustomerParams>

const applyParams = (account: Account, customer: Customer, params: Params): void => {
  const method = params.invoice_settings?.default_payment_method
  Object.assign(customer, {
    email: params.email ?? customer.email,
    name: params.name ?? customer.name ?? null,
    description: params.description ?? customer.description,
    metadata: mergeMetadata(customer.metadata, params.metadata),
    preferred_locales: params.preferred_locales ?? customer.preferred_locales ?? [],
  } satisfies Partial<Customer>)
  if (method) customer.invoice_settings.default_payment_method = takeCard(account, method).id
}

export const createCustomer = (account: Account, params: Params): Customer => {
  if (params.test_clock) held(account, 'test_helpers.test_clock', params.test_clock, 'test_clock')
  const customer: Customer = {
    id: newStripeId('cus'),
    object: 'customer',
    address: null,
    balance: 0,
    created: account.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    email: null,
    invoice_prefix: newStripeId('').slice(1, 9).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: {},
    name: null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: params.test_clock ?? null,
  }
  applyParams(account, customer, params)
  account.objects.customer.set(customer.id, customer)
  account.publish('customer.created', customer)
  return customer
}

export const updateCustomer = (account: Account, id: string, params: Params): Customer => {
  const customer = held(account, 'customer', id)
  applyParams(account, customer, params)
  account.publish('customer.updated', customer)
  return customer
}

/** The customer's time: that of its test clock, else of the account. */
export const timeOf = (account: Account, customerId: string): number => {
  const { test_clock } = held(account, 'customer', customerId)
  return typeof test_clock === 'string' ? held(account, 'test_helpers.test_clock', test_clock).frozen_time : account.now()
}

export const OpenPortal = z.strictObject({
  customer: z.string(),
  return_url: z.string().optional(),
  locale: z.enum(['auto', 'en', 'ja']).optional(),
  configuration: z.string().optional(),
  expand,
})
export const openPortal = (account: Account, params: z.output<typeof OpenPortal>): PortalSession => {
  held(account, 'customer', params.customer, 'customer')
  const id = newStripeId('bps')
  const session: PortalSession = {
    id,
    object: 'billing_portal.session',
    after_expiration: null,
    configuration: params.configuration ?? 'bpc_local',
    created: account.now(),
    customer: params.customer,
    customer_account: null,
    flow: null,
    livemode: false,
    locale: params.locale ?? null,
    on_behalf_of: null,
    return_url: params.return_url ?? null,
    url: `${account.url()}/portal/${id}`,
  }
  account.objects['billing_portal.session'].set(id, session)
  account.publish('billing_portal.session.created', session)
  return session
}
