import type { OrderSort } from '@pantheon/contract'
import type { Sorts } from '@pantheon/ui'

/** The sorts of the orders list. */
export const orderSorts: Sorts<OrderSort> = {
  newest: { column: 'placed', direction: 'descending' },
  oldest: { column: 'placed', direction: 'ascending' },
  amount_high: { column: 'amount', direction: 'descending' },
  amount_low: { column: 'amount', direction: 'ascending' },
}
