import { type Currency, formatAmount, type Price, parsePrice } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'

/** A price as stored. */
export interface StoredPrice {
  currency: Currency
  /** Minor units: cents, or yen. */
  minor: number
}

/** A requested change of prices: of the main price, of the whole list, or both. */
export interface PriceChange {
  price?: string | undefined
  currency?: Currency | undefined
  prices?: readonly Price[] | undefined
}

const read = ({ currency, amount }: Price, path: string): StoredPrice => ({
  currency,
  minor: parsePrice(amount, currency) ?? fail('product.bad_price', { currency }, [{ path, message: `More than 0, in the digits of ${currency}` }]),
})

const readList = (prices: readonly Price[]): StoredPrice[] => {
  const repeated = prices.findIndex(({ currency }, i) => prices.findIndex((other) => other.currency === currency) < i)
  if (repeated >= 0) fail('product.price_twice', {}, [{ path: `prices.${repeated}.currency`, message: 'This currency has a price already' }])
  return prices.map((price, i) => read(price, `prices.${i}.amount`))
}

/**
 * The prices after a change, the main one first. A list replaces all of them. A price or currency alone changes the main one: a
 * currency that already has a price becomes the main one, any other replaces the main one's currency. Fails with
 * `product.price_missing`, `product.price_twice`, and `product.bad_price` for a price of zero or with more digits than its
 * currency.
 */
export const changePrices = (before: readonly StoredPrice[], { price, currency, prices }: PriceChange): [StoredPrice, ...StoredPrice[]] => {
  const all = prices && prices.length > 0 ? readList(prices) : before
  const [main, ...others] = all
  if (price === undefined && currency === undefined && main) return [main, ...others]
  const named = currency ?? main?.currency
  const known = all.find((candidate) => candidate.currency === named)
  const like = known ?? main
  const amount = price ?? (like && formatAmount(like.minor, like.currency))
  if (named === undefined || amount === undefined) return fail('product.price_missing', {}, [{ path: 'price', message: 'A price with its currency' }])
  const rest = known || all !== before ? all : others
  return [read({ currency: named, amount }, 'price'), ...rest.filter((other) => other.currency !== named)]
}
