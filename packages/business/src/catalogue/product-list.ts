import type { Currency, ListProducts, ProductSort } from '@pantheon/contract'
import { fail, type PositionPart, type SortKey } from '@pantheon/kernel'
import type { StoredProduct } from './product.ts'

type PriceSort = 'price_low' | 'price_high'
/** A sort with everything its order depends on: prices compare within one currency. */
export type ProductOrder = Exclude<ProductSort, PriceSort> | `${PriceSort}.${Currency}`

/** A product with the value its list is sorted by. */
export interface ListedProduct extends StoredProduct {
  sortKey: Date | string | number | null
}

/** The order for a request. Fails with `input.invalid` for a sort by price without a currency. */
export const orderOf = ({ sort, currency }: Pick<ListProducts, 'sort' | 'currency'>): ProductOrder => {
  if (sort !== 'price_low' && sort !== 'price_high') return sort
  return currency ? `${sort}.${currency}` : fail('input.invalid', {}, [{ path: 'currency', message: 'A sort by price needs a currency' }])
}

const partOf = (order: ProductOrder): PositionPart => {
  if (order === 'name_az' || order === 'name_za') return 'text'
  return order.startsWith('price') ? 'number' : 'moment'
}

/** The sort key of a product in a list of this order. */
export const productSortKey = (order: ProductOrder): SortKey<ListedProduct> => ({
  parts: [partOf(order), 'id'],
  positionOf: ({ sortKey, id }) => [sortKey instanceof Date ? sortKey.getTime() : (sortKey ?? ''), id],
})
