import { router } from '@pantheon/rpc'
import type { BusinessServices } from './business.types.ts'
import { createCatalogueRouter } from './catalogue/catalogue.router.ts'
import { createCreditsRouter, createPlansRouter } from './credits/credits.router.ts'
import { createSubscriptionsRouter } from './credits/subscriptions.router.ts'
import { createSavedFiltersRouter } from './filters/saved-filters.router.ts'
import { createInvoicesRouter } from './invoices/invoices.router.ts'
import { createOrdersRouter } from './orders/orders.router.ts'
import { createAnalyticsRouter } from './overview/analytics.router.ts'
import { createPaymentsRouter } from './payments/payments.router.ts'

/** Procedures for the business package. */
export const createBusinessRouter = ({
  analytics,
  catalogue,
  credits,
  invoices,
  orderMoves,
  orders,
  payments,
  reconciler,
  refunds,
  savedFilters,
  subscriptions,
}: BusinessServices) =>
  router({
    products: createCatalogueRouter(catalogue),
    orders: createOrdersRouter(orders, orderMoves, refunds),
    credits: createCreditsRouter(credits),
    plans: createPlansRouter(credits),
    subscription: createSubscriptionsRouter(subscriptions),
    invoices: createInvoicesRouter(invoices),
    overview: createAnalyticsRouter(analytics),
    payments: createPaymentsRouter(payments, reconciler),
    savedFilters: createSavedFiltersRouter(savedFilters),
  })
