import { router } from '@pantheon/rpc'
import { createCatalogueRouter } from './catalogue/catalogue.router.ts'
import type { Catalogue } from './catalogue/catalogue.service.ts'
import { createNotificationsRouter } from './notifications/notifications.router.ts'
import type { Notifications } from './notifications/notifications.service.ts'
import { createOrdersRouter } from './orders/orders.router.ts'
import type { Orders } from './orders/orders.service.ts'
import { createPaymentsRouter } from './payments/payments.router.ts'
import type { Payments } from './payments/payments.service.ts'
import type { Reconciler } from './payments/reconciler.ts'
import type { Refunds } from './payments/refunds.service.ts'

export interface BusinessServices {
  catalogue: Catalogue
  notifications: Notifications
  orders: Orders
  payments: Payments
  reconciler: Reconciler
  refunds: Refunds
}

/** The door to business. */
export const createBusinessRouter = ({ catalogue, notifications, orders, payments, reconciler, refunds }: BusinessServices) =>
  router({
    products: createCatalogueRouter(catalogue),
    orders: createOrdersRouter(orders, refunds),
    payments: createPaymentsRouter(payments, reconciler),
    notifications: createNotificationsRouter(notifications),
  })
