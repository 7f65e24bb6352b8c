import type { AnalyticsRequest, Attention, BestSellers, BestSellersRequest, OrderAnalytics, RevenueAnalytics } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Trade over time, as far as the actor sees: an operator everyone's, anybody else their organization's own. */
export interface AnalyticsServices {
  /** What was taken less what was given back, by currency. Money counts in the step in which it moved. */
  revenue(actor: Actor, request: AnalyticsRequest): Promise<RevenueAnalytics>
  /** Orders placed, fulfilled, failed and refunded, each in the step in which it happened. */
  orders(actor: Actor, request: AnalyticsRequest): Promise<OrderAnalytics>
  /** The products that brought in most in one currency. */
  bestSellers(actor: Actor, input: BestSellersRequest): Promise<BestSellers>
  /** What waits for a person, now. */
  attention(actor: Actor): Promise<Attention>
}
