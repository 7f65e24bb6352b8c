import type { Currency, Product } from '@pantheon/contract'
import { useState } from 'react'
import { priceOf } from '../catalogue/use-currency.ts'

export type ShownPrice = Product['prices'][number]
const isSame = (a: ShownPrice, b: ShownPrice) => a.currency === b.currency && a.amount === b.amount

/**
 * The price the buyer has seen, and the current one. They differ when the shop changes the price while the page is open, until the buyer accepts
 * it or chooses another currency.
 */
export const useSeenPrice = (product: Product, wanted: Currency) => {
  const now = priceOf(product, wanted)
  const [kept, keep] = useState({ wanted, price: now })
  const seen = kept.wanted === wanted ? kept.price : now
  if (kept.wanted !== wanted) keep({ wanted, price: now })
  return { seen, now, hasChanged: !isSame(seen, now), accept: () => keep({ wanted, price: now }) }
}
