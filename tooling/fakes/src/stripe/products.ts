import { z } from 'zod'
import { type Account, held, mergeMetadata, newStripeId } from './account.ts'
import { invalid } from './fault.ts'
import { expand, flag, metadata, whole } from './params.ts'
import type { Price, Product } from './wire.ts'

export const CreateProduct = z.strictObject({
  id: z.string().optional(),
  name: z.string().min(1),
  description: z.string().optional(),
  active: flag.optional(),
  metadata: metadata.optional(),
  expand,
})
export const createProduct = (account: Account, params: Omit<z.output<typeof CreateProduct>, 'expand'>): Product => {
  const id = params.id ?? newStripeId('prod')
  if (account.objects.product.has(id)) return invalid('Product already exists.', { code: 'resource_already_exists', param: 'id' })
  const product: Product = {
    id,
    object: 'product',
    active: params.active ?? true,
    created: account.now(),
    default_price: null,
    description: params.description ?? null,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: mergeMetadata(null, params.metadata),
    name: params.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: 'service',
    unit_label: null,
    updated: account.now(),
    url: null,
  }
  account.objects.product.set(id, product)
  account.publish('product.created', product)
  return product
}

const currency = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .toLowerCase()
const recurring = z.strictObject({ interval: z.enum(['day', 'week', 'month', 'year']), interval_count: whole.optional() })
export const CreatePrice = z.strictObject({
  currency,
  unit_amount: whole,
  product: z.string().optional(),
  product_data: z.strictObject({ name: z.string(), metadata: metadata.optional() }).optional(),
  recurring: recurring.optional(),
  lookup_key: z.string().max(200).optional(),
  transfer_lookup_key: flag.optional(),
  nickname: z.string().optional(),
  active: flag.optional(),
  metadata: metadata.optional(),
  expand,
})
/** An inline price of a line item. */
export const PriceData = z.strictObject({
  currency,
  unit_amount: whole,
  product: z.string().optional(),
  product_data: z.strictObject({ name: z.string().min(1), description: z.string().optional(), metadata: metadata.optional() }).optional(),
  recurring: recurring.optional(),
})

export const createPrice = (account: Account, params: Omit<z.output<typeof CreatePrice>, 'expand'>): Price => {
  const holder = [...account.objects.price.values()].find(({ lookup_key }) => params.lookup_key !== undefined && lookup_key === params.lookup_key)
  if (holder && !params.transfer_lookup_key) return invalid(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: 'lookup_key' })
  if (holder) holder.lookup_key = null
  const product = params.product ? held(account, 'product', params.product, 'product') : createProduct(account, params.product_data ?? { name: '' })
  const price: Price = {
    id: newStripeId('price'),
    object: 'price',
    active: params.active ?? true,
    billing_scheme: 'per_unit',
    created: account.now(),
    currency: params.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: params.lookup_key ?? null,
    metadata: mergeMetadata(null, params.metadata),
    nickname: params.nickname ?? null,
    product: product.id,
    recurring: params.recurring
      ? {
          interval: params.recurring.interval,
          interval_count: params.recurring.interval_count ?? 1,
          meter: null,
          trial_period_days: null,
          usage_type: 'licensed',
        }
      : null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: params.recurring ? 'recurring' : 'one_time',
    unit_amount: params.unit_amount,
    unit_amount_decimal: String(params.unit_amount),
  }
  account.objects.price.set(price.id, price)
  account.publish('price.created', price)
  return price
}
