import { AnalyticsRequest, Attention, BestSellers, BestSellersRequest, OrderAnalytics, RevenueAnalytics } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { AnalyticsServices } from './analytics.types.ts'

const tags = ['overview']

/** Procedures for analytics of revenue and orders. */
export const createAnalyticsRouter = (analytics: AnalyticsServices) =>
  router({
    revenue: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/overview/revenue', summary: 'Revenue over time, by currency', tags, protect: true } })
      .input(AnalyticsRequest)
      .output(RevenueAnalytics)
      .query(({ ctx, input }) => analytics.revenue(ctx.actor, input)),
    orders: allow('order:read')
      .meta({ openapi: { method: 'GET', path: '/overview/orders', summary: 'Orders over time, by status', tags, protect: true } })
      .input(AnalyticsRequest)
      .output(OrderAnalytics)
      .query(({ ctx, input }) => analytics.orders(ctx.actor, input)),
    bestSellers: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/overview/products', summary: 'Products with the highest revenue', tags, protect: true } })
      .input(BestSellersRequest)
      .output(BestSellers)
      .query(({ ctx, input }) => analytics.bestSellers(ctx.actor, input)),
    attention: allow('payment:reconcile')
      .meta({ openapi: { method: 'GET', path: '/overview/attention', summary: 'Payments, orders and jobs that need a person', tags, protect: true } })
      .input(z.void())
      .output(Attention)
      .query(({ ctx }) => analytics.attention(ctx.actor)),
  })
