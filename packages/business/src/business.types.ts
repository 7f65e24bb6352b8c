import type { Catalogue } from './catalogue/catalogue.types.ts'
import type { Credits, Subscriptions } from './credits/credits.types.ts'
import type { SavedFilters } from './filters/saved-filters.types.ts'
import type { Invoices } from './invoices/invoices.types.ts'
import type { OrderMoves, Orders } from './orders/orders.types.ts'
import type { AnalyticsServices } from './overview/analytics.types.ts'
import type { Payments, Reconciler, Refunds } from './payments/payments.types.ts'

/** The services that the API exposes from this package. */
export interface BusinessServices {
  catalogue: Catalogue
  credits: Credits
  analytics: AnalyticsServices
  invoices: Invoices
  orderMoves: OrderMoves
  orders: Orders
  payments: Payments
  reconciler: Reconciler
  refunds: Refunds
  savedFilters: SavedFilters
  subscriptions: Subscriptions
}
