import { currencies, type Difference, type Dispute, paymentStatuses, refundStatuses } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { businessTables } from './business.ts'
import type { identityTables } from './identity.ts'

/** Payments, refunds, webhook events, reconciliations, and the records of the embedded provider. */
export const paymentTables = (k: Kit, { organizations, orders }: ReturnType<typeof identityTables> & ReturnType<typeof businessTables>) => {
  const payments = k.table(
    'payments',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      orderId: k
        .text()
        .notNull()
        .references(() => orders.id),
      amountMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      method: k.text().notNull(),
      provider: k.text().notNull(),
      providerPaymentId: k.text(),
      status: k.enumText(paymentStatuses).notNull(),
      failureCode: k.text(),
      /** The page where the buyer confirms, while the payment requires it. */
      actionUrl: k.text(),
      refundedMinor: k.money().notNull().default(0),
      dispute: k.json<Dispute>(),
      paidAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      // One open payment per order, even with concurrent servers.
      k.uniqueIndex('payments_open_uq').on(t.orderId).where(sql`status in ('pending', 'requires_action')`),
      k.index('payments_order_idx').on(t.orderId),
      k.index('payments_organization_idx').on(t.organizationId, t.createdAt, t.id),
      k.index('payments_provider_idx').on(t.providerPaymentId),
      k.index('payments_paid_idx').on(t.paidAt).where(sql`paid_at is not null`),
      k.index('payments_disputed_idx').on(t.createdAt).where(sql`dispute is not null`),
    ],
  )

  const refunds = k.table(
    'refunds',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      orderId: k
        .text()
        .notNull()
        .references(() => orders.id),
      paymentId: k
        .text()
        .notNull()
        .references(() => payments.id),
      amountMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      reason: k.text().notNull(),
      /** Null when it was made at the provider, or by the shop itself for money that was not owed. */
      requestedBy: k.text(),
      status: k.enumText(refundStatuses).notNull(),
      providerRefundId: k.text(),
      failureCode: k.text(),
      /** When the provider is called again; null when nothing is pending. */
      dueAt: k.timestamp(),
      attempts: k.int().notNull().default(0),
      settledAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.index('refunds_payment_idx').on(t.paymentId),
      k.index('refunds_order_idx').on(t.orderId),
      k.index('refunds_due_idx').on(t.dueAt),
      k.index('refunds_settled_idx').on(t.status, t.settledAt),
      k.uniqueIndex('refunds_provider_uq').on(t.providerRefundId),
      k.check('refunds_amount_ck', sql`${t.amountMinor} > 0`),
    ],
  )

  /**
   * Webhook events, once per event id, and whether they changed anything. Not scoped to an organization: the row is written before the
   * organization is known.
   */
  const providerEvents = k.table(
    'provider_events',
    {
      id: k.id(),
      type: k.text().notNull(),
      aboutKind: k.enumText(['payment', 'subscription']),
      aboutId: k.text(),
      at: k.timestamp().notNull(),
      receivedAt: k.timestamp().notNull(),
      appliedAt: k.timestamp(),
    },
    (t) => [k.index('provider_events_applied_idx').on(t.appliedAt, t.receivedAt)],
  )

  /** Results of payment reconciliations. */
  const reconciliations = k.table(
    'reconciliations',
    {
      id: k.id(),
      provider: k.text().notNull(),
      since: k.timestamp().notNull(),
      startedAt: k.timestamp().notNull(),
      finishedAt: k.timestamp().notNull(),
      checked: k.int().notNull(),
      differences: k.json<Difference[]>().notNull(),
    },
    (t) => [k.index('reconciliations_started_idx').on(t.startedAt)],
  )

  const testCharges = k.table(
    'test_charges',
    {
      id: k.id(),
      /** The idempotency key of the charge: our payment id. */
      reference: k.text().notNull(),
      amountMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      /** The last four digits. */
      card: k.text().notNull(),
      brand: k.text(),
      outcome: k.enumText(['settled', 'declined', 'cancelled']).notNull(),
      declineCode: k.text(),
      settleAt: k.timestamp().notNull(),
      /** When the shop confirmed the webhook; null while it is pending. */
      deliveredAt: k.timestamp(),
    },
    (t) => [k.uniqueIndex('test_charges_reference_uq').on(t.reference), k.index('test_charges_due_idx').on(t.deliveredAt, t.settleAt)],
  )

  const testRefunds = k.table(
    'test_refunds',
    {
      id: k.id(),
      /** The idempotency key: our refund id. */
      reference: k.text().notNull(),
      chargeId: k.text().notNull(),
      amountMinor: k.money().notNull(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.uniqueIndex('test_refunds_reference_uq').on(t.reference), k.index('test_refunds_charge_idx').on(t.chargeId)],
  )

  return { payments, refunds, providerEvents, reconciliations, testCharges, testRefunds }
}
