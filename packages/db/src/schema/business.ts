import { currencies, type OrderInput, orderStatuses, productCategories } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { catalogueTables } from './catalogue.ts'
import type { identityTables } from './identity.ts'

/** Orders. */
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
      /** Fixed when the order is placed. */
      unitPriceMinor: k.money().notNull(),
      totalMinor: k.money().notNull(),
      currency: k.enumText(currencies).notNull(),
      status: k.enumText(orderStatuses).notNull(),
      input: k.json<OrderInput>().notNull(),
      /** The buyer's notes for whoever works on the order. */
      notes: k.text(),
      version: k.int().notNull().default(1),
      createdAt: k.timestamp().notNull(),
      updatedAt: k.timestamp().notNull(),
      completedAt: k.timestamp(),
    },
    (t) => [
      k.index('orders_organization_idx').on(t.organizationId, t.createdAt, t.id),
      k.index('orders_created_idx').on(t.createdAt, t.id),
      k.index('orders_product_idx').on(t.productId),
      // Partial indexes without open orders, so that changes of open orders do not update them.
      k.index('orders_completed_idx').on(t.completedAt).where(sql`completed_at is not null`),
      k.index('orders_undone_idx').on(t.status, t.updatedAt).where(sql`status in ('failed', 'refunded')`),
      k.index('orders_status_idx').on(t.status, t.createdAt, t.id),
      k.index('orders_buyer_idx').on(t.userId),
      // Amounts of two currencies do not compare, so the index begins with the currency.
      k.index('orders_amount_idx').on(t.currency, t.totalMinor, t.id),
      k.index('orders_organization_amount_idx').on(t.organizationId, t.currency, t.totalMinor, t.id),
      k.check('orders_quantity_ck', sql`${t.quantity} >= 1`),
      k.check('orders_total_ck', sql`${t.totalMinor} = ${t.unitPriceMinor} * ${t.quantity}`),
    ],
  )

  return { orders }
}
