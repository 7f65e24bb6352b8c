import { router } from '@pantheon/rpc'
import { createCatalogueRouter } from './catalogue/catalogue.router.ts'
import type { Catalogue } from './catalogue/catalogue.service.ts'
import { createNotificationsRouter } from './notifications/notifications.router.ts'
import type { Notifications } from './notifications/notifications.service.ts'
import { createOrdersRouter } from './orders/orders.router.ts'
import type { Orders } from './orders/orders.service.ts'
import { createPaymentsRouter } from './payments/payments.router.ts'
import type { Payments } from './payments/payments.service.ts'

export interface BusinessServices {
  catalogue: Catalogue
  notifications: Notifications
  orders: Orders
  payments: Payments
}

/** The door to business. */
export const createBusinessRouter = ({ catalogue, notifications, orders, payments }: BusinessServices) =>
  router({
    products: createCatalogueRouter(catalogue),
    orders: createOrdersRouter(orders),
    payments: createPaymentsRouter(payments),
    notifications: createNotificationsRouter(notifications),
  })
