import { type Currency, type ProductCategory, productCategories, productStatuses } from '@pantheon/contract'
import { newIdOf } from './new-ids.ts'
import type { OldRow } from './old-shape.ts'
import { type Decision, RowReader } from './read-row.ts'
import type { Circumstances, Taken } from './taken.ts'

export type TakenProduct = Taken & { name: string; category: ProductCategory; currency: Currency }

/** Possible status names of the old shop; its default was "active". */
const statuses = { '': 'active', inactive: 'archived' } as const

/** Converts a product, at its old price. */
export const takeProduct = (old: OldRow<'products'>, { at, currency: fallback }: Circumstances): Decision<TakenProduct> =>
  RowReader.decide((row) => {
    const id = newIdOf('products', old.id ?? '')
    const name = row.text('name', old.name, 255)
    const description = (old.description ?? '').trim()
    if (description.length > 5000) row.refuse(`description has ${description.length} characters, more than 5000`)
    const known = row.currency(old.currency, fallback)
    const priceMinor = row.money('price', old.price, known)
    const category = row.oneOf('category', old.category, productCategories) ?? 'technical_support'
    const oldStatus = row.oneOf('status', old.status, productStatuses, statuses) ?? 'draft'
    // A product with a price of zero cannot be sold here; its orders are imported all the same.
    const status = priceMinor === 0 && oldStatus === 'active' ? 'draft' : oldStatus
    const createdAt = row.madeAt(old.createdAt, at)
    const updatedAt = row.instant('updatedAt', old.updatedAt) ?? createdAt
    const currency = known ?? fallback
    const product = { id, sku: null, name, description, priceMinor, currency, otherPrices: [], category, status, image: null, version: 1, createdAt, updatedAt }
    return { id, name, category, currency, status, minor: priceMinor, rows: { products: product } }
  })
