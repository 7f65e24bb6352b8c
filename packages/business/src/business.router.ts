import { router } from '@pantheon/rpc'
import { createCatalogueRouter } from './catalogue/catalogue.router.ts'
import type { Catalogue } from './catalogue/catalogue.service.ts'
import { createOrdersRouter } from './orders/orders.router.ts'
import type { Orders } from './orders/orders.service.ts'
import { createPaymentsRouter } from './payments/payments.router.ts'
import type { Payments } from './payments/payments.service.ts'

/** The door to business. */
export const createBusinessRouter = ({ catalogue, orders, payments }: { catalogue: Catalogue; orders: Orders; payments: Payments }) =>
  router({ products: createCatalogueRouter(catalogue), orders: createOrdersRouter(orders), payments: createPaymentsRouter(payments) })
