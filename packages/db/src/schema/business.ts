import { currencies, type OrderInput, orderStatuses, paymentStatuses, productCategories } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { catalogueTables } from './catalogue.ts'
import type { identityTables } from './identity.ts'

/** The shop: orders, payments, and the embedded payment provider's own books. */
export const businessTables = (k: Kit, { users, organizations, products }: ReturnType<typeof identityTables> & ReturnType<typeof catalogueTables>) => {
  const orders = k.table(
    'orders',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      userId: k
        .text()
        .notNull()
        .references(() => users.id),
      productId: k
        .text()
        .notNull()
        .references(() => products.id),
      productName: k.text().notNull(),
      category: k.enumText(productCategories).notNull(),
      quantity: k.int().notNull(),
      /** Frozen when the order is placed. */
      unitPriceMinor: k.money().notNull(),
      totalMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      status: k.enumText(orderStatuses).notNull(),
      input: k.json<OrderInput>().notNull(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
      completedAt: k.timestamp(),
    },
    (t) => [
      k.index('orders_organization_idx').on(t.organizationId, t.createdAt, t.id),
      k.index('orders_created_idx').on(t.createdAt, t.id),
      k.index('orders_product_idx').on(t.productId),
      k.check('orders_quantity_ck', sql`${t.quantity} >= 1`),
      k.check('orders_total_ck', sql`${t.totalMinor} = ${t.unitPriceMinor} * ${t.quantity}`),
    ],
  )

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
      paidAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      // The rule "one payment per order" is the database's, whatever two servers do at once.
      k.uniqueIndex('payments_live_uq').on(t.orderId).where(sql`status in ('pending', 'requires_action', 'succeeded')`),
      k.index('payments_order_idx').on(t.orderId),
      k.index('payments_organization_idx').on(t.organizationId, t.createdAt, t.id),
    ],
  )

  const testCharges = k.table(
    'test_charges',
    {
      id: k.id(),
      /** The idempotency key of the charge: our payment's id. */
      reference: k.text().notNull(),
      amountMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      card: k.text().notNull(),
      outcome: k.enumText(['settled', 'declined']).notNull(),
      settleAt: k.timestamp().notNull(),
      /** When the shop confirmed the callback; null while it is owed. */
      deliveredAt: k.timestamp(),
    },
    (t) => [k.uniqueIndex('test_charges_reference_uq').on(t.reference), k.index('test_charges_due_idx').on(t.deliveredAt, t.settleAt)],
  )

  return { orders, payments, testCharges }
}
