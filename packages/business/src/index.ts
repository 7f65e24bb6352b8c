export { createBusinessRouter } from './business.router.ts'
export type { BusinessServices } from './business.types.ts'
export { createCatalogueModule } from './catalogue/catalogue.module.ts'
export type { CatalogueInternals } from './catalogue/catalogue.service.ts'
export type { Catalogue } from './catalogue/catalogue.types.ts'
export type { FileStore, ImageProcessor, ProcessedImage, StoredFile } from './catalogue/images.port.ts'
export type { WorkOf } from './credits/credits.port.ts'
export type { CreditsInternals } from './credits/credits.service.ts'
export type { Credits, Subscriptions } from './credits/credits.types.ts'
export { createGenerationRate } from './credits/generation-rate.ts'
export { monthsAfter, periodAt } from './credits/period.ts'
export {
  type PaidPlan,
  type PlanBill,
  type PlanOffer,
  type ProviderCard,
  type ProviderSubscription,
  paidPlans,
  type SubscribeRequest,
  type SubscriptionProvider,
} from './credits/subscriptions.port.ts'
export type { SubscriptionsInternals } from './credits/subscriptions.service.ts'
export type { SavedFilters } from './filters/saved-filters.types.ts'
export type { InvoicePrinter } from './invoices/invoice-printer.port.ts'
export type { InvoicesInternals } from './invoices/invoices.service.ts'
export type { Invoices } from './invoices/invoices.types.ts'
export type { OrderWork } from './orders/order-work.port.ts'
export { createOrdersModule } from './orders/orders.module.ts'
export { createOrders, type OrdersInternals } from './orders/orders.service.ts'
export type { OrderMoves, Orders } from './orders/orders.types.ts'
export type { AnalyticsServices } from './overview/analytics.types.ts'
export { createBusinessOverview } from './overview/overview.service.ts'
export { createPaymentsModule } from './payments/payments.module.ts'
export type {
  ChargeRequest,
  CheckoutRequest,
  HostedPage,
  PaymentMethod,
  PaymentProvider,
  ProviderEvent,
  ProviderPayment,
  ProviderRefund,
  RefundRequest,
} from './payments/payments.port.ts'
export type { PaymentsInternals } from './payments/payments.service.ts'
export type { Payments, Reconciler, Refunds } from './payments/payments.types.ts'
export type { ReconcilerInternals } from './payments/reconciler.ts'
export { orderOfRefund } from './payments/refunds.repo.ts'
export { createRefunds, type RefundsInternals } from './payments/refunds.service.ts'
