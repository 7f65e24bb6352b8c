import { z } from 'zod'
import { AnalyticsRequest, Period } from '../analytics.ts'
import { Currency } from '../money.ts'
import { Id, Instant } from '../primitives.ts'

/** Money of one period: captured, refunded, and the net amount, which can be negative. */
export const Revenue = z.object({ captured: z.string(), refunded: z.string(), net: z.string() })
export type Revenue = z.infer<typeof Revenue>

/** Revenue in one currency. Currencies are never added together. `buckets` are those of the period, in order. */
export const CurrencyRevenue = z.object({ currency: Currency, total: Revenue, before: Revenue, buckets: z.array(Revenue) })
export type CurrencyRevenue = z.infer<typeof CurrencyRevenue>

/** Revenue over time, for every currency with a payment or a refund. */
export const RevenueAnalytics = z.object({ period: Period, currencies: z.array(CurrencyRevenue) }).meta({ id: 'RevenueAnalytics' })
export type RevenueAnalytics = z.infer<typeof RevenueAnalytics>

/** Orders by outcome: placed, fulfilled, failed (and not retried) or refunded in the period. */
export const orderOutcomes = ['placed', 'fulfilled', 'failed', 'refunded'] as const
export type OrderOutcome = (typeof orderOutcomes)[number]
export const OrderCounts = z.record(z.enum(orderOutcomes), z.int())
export type OrderCounts = z.infer<typeof OrderCounts>
export const OrderAnalytics = z
  .object({ period: Period, total: OrderCounts, before: OrderCounts, buckets: z.array(OrderCounts) })
  .meta({ id: 'OrderAnalytics' })
export type OrderAnalytics = z.infer<typeof OrderAnalytics>

export const BestSellersRequest = AnalyticsRequest.safeExtend({ currency: Currency, limit: z.int().min(1).max(20).default(5) })
export type BestSellersRequest = z.infer<typeof BestSellersRequest>
/** Sales of a product: orders paid in the period, their quantity, and the money less later refunds. */
export const BestSeller = z.object({ productId: Id, name: z.string(), orders: z.int(), quantity: z.int(), net: z.string() })
export type BestSeller = z.infer<typeof BestSeller>
export const BestSellers = z.object({ currency: Currency, items: z.array(BestSeller) }).meta({ id: 'BestSellers' })
export type BestSellers = z.infer<typeof BestSellers>

export const concernKinds = ['order_failed', 'refund_failed', 'dispute_open', 'payment_stuck'] as const
/** A problem with an order or its payment that needs a person. */
export const Concern = z.object({
  kind: z.enum(concernKinds),
  orderId: Id,
  productName: z.string(),
  about: z.string(),
  amount: z.string(),
  currency: Currency,
  at: Instant,
})
export type Concern = z.infer<typeof Concern>
/**
 * What needs a person: the number of each kind of failure and the latest of them, the paid orders that people deliver (since when
 * the oldest waits), and the result of the last reconciliation.
 */
export const Attention = z
  .object({
    counts: z.record(z.enum(concernKinds), z.int()),
    latest: z.array(Concern),
    toDeliver: z.object({ count: z.int(), oldestAt: Instant.nullable() }),
    lastComparison: z.object({ finishedAt: Instant, checked: z.int(), unrepaired: z.int() }).nullable(),
  })
  .meta({ id: 'Attention' })
export type Attention = z.infer<typeof Attention>
