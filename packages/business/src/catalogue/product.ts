import {
  type CreateProduct,
  type Currency,
  formatAmount,
  type Price,
  type Product,
  type ProductCategory,
  type ProductImage,
  type ProductStatus,
  type UpdateProduct,
} from '@pantheon/contract'
import { fail, transitions } from '@pantheon/kernel'
import { changePrices, type StoredPrice } from './price.ts'

/** A picture in the store of files. Its name is never used for another. */
export interface StoredImage {
  file: string
  alt: string
  width: number
  height: number
}

/** A product as the shop keeps it: money in minor units, time as Date. */
export interface StoredProduct {
  id: string
  sku: string | null
  name: string
  description: string
  priceMinor: number
  currency: Currency
  otherPrices: StoredPrice[]
  category: ProductCategory
  status: ProductStatus
  image: StoredImage | null
  version: number
  createdAt: Date
  updatedAt: Date
}

/** Drafts and products on sale become each other freely; what is archived comes back by being restored. */
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

/** What it costs in `currency`; in its main one when none is named. Fails with `product.not_sold_in`. */
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

/** What was taken from an old shop may have no price yet; then it is not for sale. */
const requirePrices = (product: StoredProduct): StoredProduct => {
  const without = pricesOf(product).find(({ minor }) => minor === 0)
  if (!without || product.status !== 'active') return product
  return fail('product.bad_price', { currency: without.currency }, [{ path: 'price', message: `More than 0 ${without.currency}` }])
}

/** The product after an edit. Fails as `changePrices` does. Only what was given changes; a changed currency needs a price that fits it. */
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

/** The product in another state. Fails with `product.wrong_state` when it is there already, and with `product.bad_price` for a sale at nothing. */
export const moveProduct = (product: StoredProduct, to: ProductStatus, at: Date): StoredProduct =>
  requirePrices({ ...productSteps.move(product, to), version: product.version + 1, updatedAt: at })

/** An archived product back in the catalogue. Fails with `product.wrong_state` for any other. */
export const restoreProduct = (product: StoredProduct, to: 'draft' | 'active', at: Date): StoredProduct =>
  product.status === 'archived' ? moveProduct(product, to, at) : fail('product.wrong_state', { status: product.status, wanted: to })

const toImage = ({ file, ...rest }: StoredImage): ProductImage => ({ url: `/files/${file}`, ...rest })

/** The product with another picture, or none. */
export const pictureProduct = (product: StoredProduct, image: StoredImage | null, at: Date): StoredProduct => ({
  ...product,
  image,
  version: product.version + 1,
  updatedAt: at,
})

const toPrice = ({ currency, minor }: StoredPrice): Price => ({ currency, amount: formatAmount(minor, currency) })

/** The product as it goes over the wire. Field by field: gathering the rest of a row costs more than reading it from the database. */
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
