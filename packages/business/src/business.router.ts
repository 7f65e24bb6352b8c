import { router } from '@pantheon/rpc'
import type { Absences } from './approvals/absences.service.ts'
import { createAbsencesRouter, createApprovalsRouter } from './approvals/approvals.router.ts'
import type { Approvals } from './approvals/approvals.service.ts'
import { createPoliciesRouter } from './approvals/policies.router.ts'
import type { Policies } from './approvals/policies.service.ts'
import { createCatalogueRouter } from './catalogue/catalogue.router.ts'
import type { Catalogue } from './catalogue/catalogue.service.ts'
import { createCreditsRouter, createPlansRouter } from './credits/credits.router.ts'
import type { Credits } from './credits/credits.service.ts'
import { createSubscriptionsRouter } from './credits/subscriptions.router.ts'
import type { Subscriptions } from './credits/subscriptions.service.ts'
import { createSavedFiltersRouter } from './filters/saved-filters.router.ts'
import type { SavedFilters } from './filters/saved-filters.service.ts'
import { createInvoicesRouter } from './invoices/invoices.router.ts'
import type { Invoices } from './invoices/invoices.service.ts'
import type { ChatLinksService } from './notifications/chat-links.service.ts'
import { createNotificationsRouter } from './notifications/notifications.router.ts'
import type { Notifications } from './notifications/notifications.service.ts'
import type { NotificationPreferencesService } from './notifications/preferences.service.ts'
import type { OrderMoves } from './orders/order-moves.service.ts'
import { createOrdersRouter } from './orders/orders.router.ts'
import type { Orders } from './orders/orders.service.ts'
import { createFiguresRouter } from './overview/figures.router.ts'
import type { Figures } from './overview/figures.service.ts'
import { createPaymentsRouter } from './payments/payments.router.ts'
import type { Payments } from './payments/payments.service.ts'
import type { Reconciler } from './payments/reconciler.ts'
import type { Refunds } from './payments/refunds.service.ts'

export interface BusinessServices {
  absences: Absences
  approvals: Approvals
  catalogue: Catalogue
  credits: Credits
  figures: Figures
  invoices: Invoices
  chatLinks: ChatLinksService
  notifications: Notifications
  notificationPreferences: NotificationPreferencesService
  orderMoves: OrderMoves
  orders: Orders
  payments: Payments
  policies: Policies
  reconciler: Reconciler
  refunds: Refunds
  savedFilters: SavedFilters
  subscriptions: Subscriptions
}

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
