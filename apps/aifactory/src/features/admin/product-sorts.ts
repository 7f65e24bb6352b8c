import type { ProductSort } from '@pantheon/contract'
import type { Sorts } from '@pantheon/ui'

/** The sorts of the product management list. */
export const productSorts: Sorts<ProductSort> = {
  newest: { column: 'made', direction: 'descending' },
  oldest: { column: 'made', direction: 'ascending' },
  name_az: { column: 'name', direction: 'ascending' },
  name_za: { column: 'name', direction: 'descending' },
  price_low: { column: 'price', direction: 'ascending' },
  price_high: { column: 'price', direction: 'descending' },
  updated_newest: { column: 'changed', direction: 'descending' },
  updated_oldest: { column: 'changed', direction: 'ascending' },
}
