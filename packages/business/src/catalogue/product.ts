import type { Currency } from '@pantheon/contract'
import { type CreateProduct, formatAmount, type Product, type ProductCategory, type ProductStatus, parseAmount, type UpdateProduct } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'

/** A product as the shop keeps it: money in minor units, time as Date. */
export interface StoredProduct {
  id: string
  name: string
  description: string
  priceMinor: number
  currency: Currency
  category: ProductCategory
  status: ProductStatus
  version: number
  createdAt: Date
  updatedAt: Date
}

const priceOf = (price: string, currency: Currency): number =>
  parseAmount(price, currency) ?? fail('product.bad_price', { currency }, [{ path: 'price', message: `Too many digits for ${currency}` }])

/** A new product. Fails with `product.bad_price` when the price has more digits than the currency. */
export const newProduct = (input: CreateProduct, id: string, at: Date): StoredProduct => {
  const { price, ...rest } = input
  return { ...rest, id, priceMinor: priceOf(price, input.currency), version: 1, createdAt: at, updatedAt: at }
}

/** The product after an edit. Only what was given changes; a changed currency needs a price that fits it. */
export const editProduct = (product: StoredProduct, change: UpdateProduct, at: Date): StoredProduct => {
  const currency = change.currency ?? product.currency
  const price = change.price ?? formatAmount(product.priceMinor, product.currency)
  return {
    ...product,
    name: change.name ?? product.name,
    description: change.description ?? product.description,
    category: change.category ?? product.category,
    status: change.status ?? product.status,
    currency,
    priceMinor: priceOf(price, currency),
    version: product.version + 1,
    updatedAt: at,
  }
}

/** The product as it goes over the wire. Field by field: gathering the rest of a row costs more than reading it from the database. */
export const toProduct = (product: StoredProduct): Product => ({
  id: product.id,
  name: product.name,
  description: product.description,
  currency: product.currency,
  category: product.category,
  status: product.status,
  version: product.version,
  price: formatAmount(product.priceMinor, product.currency),
  createdAt: product.createdAt.toISOString(),
  updatedAt: product.updatedAt.toISOString(),
})
