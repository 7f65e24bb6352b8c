import { type Account, held } from './account.ts'
import { invalid } from './fault.ts'
import type { Price, Subscription, SubscriptionItem } from './wire.ts'

export const planOf = (price: Price, recurring: NonNullable<Price['recurring']>): SubscriptionItem['plan'] => ({
  id: price.id,
  object: 'plan',
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: price.unit_amount_decimal,
  billing_scheme: 'per_unit',
  created: price.created,
  currency: price.currency,
  interval: recurring.interval,
  interval_count: recurring.interval_count,
  livemode: false,
  metadata: price.metadata,
  meter: null,
  nickname: price.nickname,
  product: String(price.product),
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: null,
  usage_type: 'licensed',
})
export const recurringPrice = (account: Account, id: string): { price: Price; recurring: NonNullable<Price['recurring']> } => {
  const price = held(account, 'price', id, 'items[0][price]')
  const { recurring } = price
  return recurring ? { price, recurring } : invalid('The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.')
}

/** The only item of a subscription. */
export const itemOf = ({ items, id }: Subscription): SubscriptionItem => items.data[0] ?? invalid(`Subscription ${id} has no item.`)
export const amountOf = ({ price, quantity = 1 }: SubscriptionItem): number => (price.unit_amount ?? 0) * quantity
