import {
  type CreateProduct,
  type Currency,
  formatAmount,
  type Price,
  type Product,
  type ProductImage,
  type ProductStatus,
  type UpdateProduct,
} from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { fail, transitions } from '@pantheon/kernel'
import { changePrices, type StoredPrice } from './price.ts'

/** An image in the file store. Its name is never reused. */
export interface StoredImage {
  file: string
  alt: string
  width: number
  height: number
}

/** A product as stored: money in minor units, time as Date. */
export type StoredProduct = Row<'products'>

/** Drafts and active products change into each other freely; an archived product comes back through `restoreProduct`. */
const productSteps = transitions<ProductStatus>(
  { draft: ['active', 'archived'], active: ['draft', 'archived'], archived: ['draft', 'active'] },
  'product.wrong_state',
)

/** Every price of a product, the main one first. */
export const pricesOf = ({ priceMinor, currency, otherPrices }: StoredProduct): [StoredPrice, ...StoredPrice[]] => [
  { currency, minor: priceMinor },
  ...otherPrices,
]

const toColumns = ([main, ...otherPrices]: [StoredPrice, ...StoredPrice[]]) => ({ priceMinor: main.minor, currency: main.currency, otherPrices })

/** The price in `currency`; the main price when none is given. Fails with `product.not_sold_in`. */
export const priceIn = (product: StoredProduct, currency: Currency | undefined): StoredPrice => {
  const prices = pricesOf(product)
  const price = currency === undefined ? prices[0] : prices.find((candidate) => candidate.currency === currency)
  const sold = prices.map((candidate) => candidate.currency)
  return price ?? fail('product.not_sold_in', { currency, sold }, [{ path: 'currency', message: `Sold in ${sold.join(', ')}` }])
}

/** A new product. Fails as `changePrices` does. */
export const newProduct = (input: CreateProduct, id: string, at: Date): StoredProduct => ({
  id,
  sku: input.sku ?? null,
  name: input.name,
  description: input.description,
  ...toColumns(changePrices([], input)),
  category: input.category,
  status: input.status,
  image: null,
  version: 1,
  createdAt: at,
  updatedAt: at,
})

/** Products imported from an older system may have no price yet; those cannot be active. */
const requirePrices = (product: StoredProduct): StoredProduct => {
  const without = pricesOf(product).find(({ minor }) => minor === 0)
  if (!without || product.status !== 'active') return product
  return fail('product.bad_price', { currency: without.currency }, [{ path: 'price', message: `More than 0 ${without.currency}` }])
}

/** The product after an edit of the given fields. Fails as `changePrices` does; a changed currency needs a price that fits it. */
export const editProduct = (product: StoredProduct, change: UpdateProduct, at: Date): StoredProduct =>
  requirePrices({
    ...product,
    name: change.name ?? product.name,
    sku: change.sku === undefined ? product.sku : change.sku,
    description: change.description ?? product.description,
    category: change.category ?? product.category,
    status: change.status ?? product.status,
    ...toColumns(changePrices(pricesOf(product), change)),
    version: product.version + 1,
    updatedAt: at,
  })

/**
 * The product in another status. Fails with `product.wrong_state` when it already has that status, and with `product.bad_price`
 * when it would be active at a price of zero.
 */
export const moveProduct = (product: StoredProduct, to: ProductStatus, at: Date): StoredProduct =>
  requirePrices({ ...productSteps.move(product, to), version: product.version + 1, updatedAt: at })

/** An archived product restored as `to`. Fails with `product.wrong_state` for any other. */
export const restoreProduct = (product: StoredProduct, to: 'draft' | 'active', at: Date): StoredProduct =>
  product.status === 'archived' ? moveProduct(product, to, at) : fail('product.wrong_state', { status: product.status, wanted: to })

const toImage = ({ file, ...rest }: StoredImage): ProductImage => ({ url: `/files/${file}`, ...rest })

/** The product with another image, or none. */
export const withImage = (product: StoredProduct, image: StoredImage | null, at: Date): StoredProduct => ({
  ...product,
  image,
  version: product.version + 1,
  updatedAt: at,
})

const toPrice = ({ currency, minor }: StoredPrice): Price => ({ currency, amount: formatAmount(minor, currency) })

/** Converts a product to its wire format. Field by field: a rest spread of the row costs more than reading it from the database. */
export const toProduct = (product: StoredProduct): Product => ({
  id: product.id,
  sku: product.sku,
  name: product.name,
  description: product.description,
  currency: product.currency,
  category: product.category,
  status: product.status,
  image: product.image && toImage(product.image),
  version: product.version,
  price: formatAmount(product.priceMinor, product.currency),
  prices: pricesOf(product).map(toPrice),
  createdAt: product.createdAt.toISOString(),
  updatedAt: product.updatedAt.toISOString(),
})
