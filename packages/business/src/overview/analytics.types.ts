import type { AnalyticsRequest, Attention, BestSellers, BestSellersRequest, OrderAnalytics, RevenueAnalytics } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Analytics of revenue and orders within the actor's scope: operators see all organizations, everybody else their own. */
export interface AnalyticsServices {
  /** Money received less refunds, by currency, counted in the interval in which it moved. */
  revenue(actor: Actor, request: AnalyticsRequest): Promise<RevenueAnalytics>
  /** Orders placed, fulfilled, failed and refunded, each in the interval in which it happened. */
  orders(actor: Actor, request: AnalyticsRequest): Promise<OrderAnalytics>
  /** The products with the highest revenue in one currency. */
  bestSellers(actor: Actor, input: BestSellersRequest): Promise<BestSellers>
  /** What currently needs attention. */
  attention(actor: Actor): Promise<Attention>
}
