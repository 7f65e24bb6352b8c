import { currencies, type InvoiceBuyer, type InvoiceSeller, invoiceKinds } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { businessTables } from './business.ts'
import type { creditTables } from './credits.ts'
import type { identityTables } from './identity.ts'
import type { paymentTables } from './payments.ts'

interface StoredLine {
  description: string
  quantity: number
  unitMinor: number
  totalMinor: number
}

type Known = ReturnType<typeof identityTables> & ReturnType<typeof businessTables> & ReturnType<typeof paymentTables> & ReturnType<typeof creditTables>

/** What was billed, and credited: written once, numbered without gaps in each organization. For an order, or for a month of a plan. */
export const invoiceTables = (k: Kit, { organizations, orders, payments, refunds, subscriptions }: Known) => {
  const invoices = k.table(
    'invoices',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      number: k.int().notNull(),
      kind: k.enumText(invoiceKinds).notNull(),
      orderId: k.text().references(() => orders.id),
      paymentId: k.text().references(() => payments.id),
      subscriptionId: k.text().references(() => subscriptions.id),
      /** What the provider of the subscription calls the bill that was paid. */
      billId: k.text(),
      /** The refund that a credit note is for. */
      refundId: k.text().references(() => refunds.id),
      /** The number of the invoice that a credit note corrects. */
      corrects: k.int(),
      currency: k.enumText(currencies).notNull(),
      lines: k.json<StoredLine[]>().notNull(),
      /** Percent, as it was then, e.g. `10`. */
      taxRate: k.text().notNull(),
      /** Contained in the total. */
      taxMinor: k.money().notNull(),
      totalMinor: k.money().notNull(),
      seller: k.json<InvoiceSeller>().notNull(),
      buyer: k.json<InvoiceBuyer>().notNull(),
      issuedAt: k.timestamp().notNull(),
      /** What lists are sorted by. Columns, not expressions of an index: Postgres seeks in those only past row-level security. */
      signedMinor: k.money().generatedAlwaysAs(sql`case when kind = 'credit_note' then -total_minor else total_minor end`),
      buyerKey: k.text().generatedAlwaysAs(sql`lower(buyer ->> 'organization')`),
    },
    (t) => [
      k.uniqueIndex('invoices_number_uq').on(t.organizationId, t.number),
      k.uniqueIndex('invoices_payment_uq').on(t.paymentId).where(sql`kind = 'invoice'`),
      k.uniqueIndex('invoices_refund_uq').on(t.refundId),
      k.uniqueIndex('invoices_bill_uq').on(t.billId, t.kind),
      k.index('invoices_subscription_idx').on(t.subscriptionId),
      k.index('invoices_plan_issued_idx').on(t.issuedAt).where(sql`bill_id is not null`),
      k.index('invoices_order_idx').on(t.orderId),
      k.index('invoices_issued_idx').on(t.issuedAt, t.id),
      k.index('invoices_organization_issued_idx').on(t.organizationId, t.issuedAt, t.id),
      k.index('invoices_amount_idx').on(t.currency, t.signedMinor, t.id),
      k.index('invoices_organization_amount_idx').on(t.organizationId, t.currency, t.signedMinor, t.id),
      // Within one organization there is little to sort by its name.
      k.index('invoices_buyer_idx').on(t.buyerKey, t.id),
      k.check('invoices_tax_ck', sql`${t.taxMinor} between 0 and ${t.totalMinor}`),
      k.check(
        'invoices_for_ck',
        sql`case when ${t.orderId} is null then ${t.paymentId} is null and ${t.subscriptionId} is not null and ${t.billId} is not null
          else ${t.paymentId} is not null and ${t.subscriptionId} is null and ${t.billId} is null end`,
      ),
    ],
  )

  /** The last number given out. Its row is the lock under which the next one is. */
  const invoiceCounters = k.table('invoice_counters', {
    organizationId: k
      .text()
      .primaryKey()
      .references(() => organizations.id),
    last: k.int().notNull(),
  })

  return { invoices, invoiceCounters }
}
