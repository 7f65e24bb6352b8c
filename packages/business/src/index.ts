export { createAbsences } from './approvals/absences.service.ts'
export { createApprovalClock } from './approvals/approval-clock.ts'
export { createApprovalWork } from './approvals/approval-work.ts'
export { createApprovals } from './approvals/approvals.service.ts'
export type { Absences, Approvals, Policies } from './approvals/approvals.types.ts'
export { createPolicies } from './approvals/policies.service.ts'
export { type ApprovalRequest, type ApprovalRequests, createApprovalRequests } from './approvals/request-approval.ts'
export { createBusinessRouter } from './business.router.ts'
export type { BusinessServices } from './business.types.ts'
export { type CatalogueInternals, createCatalogue } from './catalogue/catalogue.service.ts'
export type { Catalogue } from './catalogue/catalogue.types.ts'
export type { FileStore, ImagePress, PressedImage, StoredFile } from './catalogue/images.port.ts'
export type { WorkOf } from './credits/credits.port.ts'
export { type CreditsInternals, createCredits } from './credits/credits.service.ts'
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
export { createSubscriptions, type SubscriptionsInternals } from './credits/subscriptions.service.ts'
export { createSavedFilters } from './filters/saved-filters.service.ts'
export type { SavedFilters } from './filters/saved-filters.types.ts'
export { draftsConsumer } from './invoices/invoice-drafts.repo.ts'
export type { InvoicePrinter } from './invoices/invoice-printer.port.ts'
export { createInvoices, type InvoicesInternals } from './invoices/invoices.service.ts'
export type { Invoices } from './invoices/invoices.types.ts'
export { createIssueDrafts } from './invoices/issue-drafts.ts'
export {
  type ChatAction,
  type ChatCarrier,
  type ChatChannel,
  type ChatContent,
  ChatError,
  type ChatPlace,
  type OutgoingChat,
  type Press,
} from './notifications/chat.port.ts'
export { createChatEndings } from './notifications/chat-endings.ts'
export { createChatLinks } from './notifications/chat-links.service.ts'
export { type ChatOutbox, createChatOutbox } from './notifications/chat-outbox.ts'
export { createNewsHandlers } from './notifications/news.ts'
export { createNotifications, type NotificationsInternals } from './notifications/notifications.service.ts'
export type { ChatLinksService, NotificationPreferencesService, Notifications } from './notifications/notifications.types.ts'
export type { Post } from './notifications/post.port.ts'
export { createNotificationPreferences } from './notifications/preferences.service.ts'
export { createPresses, type Presses } from './notifications/presses.service.ts'
export { createTell } from './notifications/tell.ts'
export { createOrderMoves, type OrderWork } from './orders/order-moves.service.ts'
export { createOrders, type OrdersInternals } from './orders/orders.service.ts'
export type { OrderMoves, Orders } from './orders/orders.types.ts'
export { createFigures } from './overview/figures.service.ts'
export type { Figures } from './overview/figures.types.ts'
export { createBusinessOverview } from './overview/overview.service.ts'
export { createPaymentWork } from './payments/payment-work.ts'
export type {
  ChargeRequest,
  CheckoutRequest,
  HostedPage,
  Means,
  PaymentProvider,
  ProviderEvent,
  ProviderPayment,
  ProviderRefund,
  RefundRequest,
} from './payments/payments.port.ts'
export { createPayments, type PaymentsInternals } from './payments/payments.service.ts'
export type { Payments, Reconciler, Refunds } from './payments/payments.types.ts'
export { createReconciler, type ReconcilerInternals } from './payments/reconciler.ts'
export { createRefunds, type RefundsInternals } from './payments/refunds.service.ts'
export { createSettle } from './payments/settle.ts'
