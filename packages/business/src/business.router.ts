import { router } from '@pantheon/rpc'
import { createAbsencesRouter, createApprovalsRouter } from './approvals/approvals.router.ts'
import { createPoliciesRouter } from './approvals/policies.router.ts'
import type { BusinessServices } from './business.types.ts'
import { createCatalogueRouter } from './catalogue/catalogue.router.ts'
import { createCreditsRouter, createPlansRouter } from './credits/credits.router.ts'
import { createSubscriptionsRouter } from './credits/subscriptions.router.ts'
import { createSavedFiltersRouter } from './filters/saved-filters.router.ts'
import { createInvoicesRouter } from './invoices/invoices.router.ts'
import { createNotificationsRouter } from './notifications/notifications.router.ts'
import { createOrdersRouter } from './orders/orders.router.ts'
import { createFiguresRouter } from './overview/figures.router.ts'
import { createPaymentsRouter } from './payments/payments.router.ts'

/** The door to business. */
export const createBusinessRouter = ({
  absences,
  approvals,
  catalogue,
  credits,
  figures,
  invoices,
  chatLinks,
  notificationPreferences,
  notifications,
  orderMoves,
  orders,
  payments,
  policies,
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
    overview: createFiguresRouter(figures),
    payments: createPaymentsRouter(payments, reconciler),
    approvals: createApprovalsRouter(approvals),
    policies: createPoliciesRouter(policies),
    absences: createAbsencesRouter(absences),
    savedFilters: createSavedFiltersRouter(savedFilters),
    notifications: createNotificationsRouter(notifications, notificationPreferences, chatLinks),
  })
