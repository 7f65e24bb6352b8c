import { currencies, type InvoiceBuyer, type InvoiceSeller, invoiceKinds } from '@pantheon/contract'
import { type AnyColumn, sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { businessTables } from './business.ts'
import type { creditTables } from './credits.ts'
import type { identityTables } from './identity.ts'
import type { paymentTables } from './payments.ts'
import { unkeyed } from './unkeyed.ts'

interface StoredLine {
  description: string
  quantity: number
  unitMinor: number
  totalMinor: number
}

type Known = ReturnType<typeof identityTables> & ReturnType<typeof businessTables> & ReturnType<typeof paymentTables> & ReturnType<typeof creditTables>

/** The content of an invoice, numbered or not. */
const paperColumns = (k: Kit, { organizations, orders, payments, refunds, subscriptions }: Known) => ({
  id: k.id(),
  organizationId: k
    .text()
    .notNull()
    .references(() => organizations.id),
  kind: k.enumText(invoiceKinds).notNull(),
  orderId: k.text().references(() => orders.id),
  paymentId: k.text().references(() => payments.id),
  subscriptionId: k.text().references(() => subscriptions.id),
  /** The provider's id of the paid bill of a subscription. */
  billId: k.text(),
  /** The refund that a credit note is for. */
  refundId: k.text().references(() => refunds.id),
  currency: k.enumText(currencies).notNull(),
  lines: k.json<StoredLine[]>().notNull(),
  /** The percentage at the time, e.g. `10`. */
  taxRate: k.text().notNull(),
  /** Included in the total. */
  taxMinor: k.money().notNull(),
  totalMinor: k.money().notNull(),
  seller: k.json<InvoiceSeller>().notNull(),
  buyer: k.json<InvoiceBuyer>().notNull(),
})
type Paper = Record<'taxMinor' | 'totalMinor' | 'orderId' | 'paymentId' | 'subscriptionId' | 'billId', AnyColumn>

/** Constraint names begin with the name of the table. */
const paperChecks = (k: Kit, name: string, t: Paper) => [
  k.check(`${name}_tax_ck`, sql`${t.taxMinor} between 0 and ${t.totalMinor}`),
  k.check(
    `${name}_for_ck`,
    sql`case when ${t.orderId} is null then ${t.paymentId} is null and ${t.subscriptionId} is not null and ${t.billId} is not null
          else ${t.paymentId} is not null and ${t.subscriptionId} is null and ${t.billId} is null end`,
  ),
]

/** Invoices and credit notes: immutable, numbered without gaps. For an order, or for a month of a plan. */
export const invoiceTables = (k: Kit, known: Known) => {
  const invoices = k.table(
    'invoices',
    {
      ...paperColumns(k, known),
      /** `INV-2026`; null for invoices older than the common series: their numbers count per organization. */
      series: k.text(),
      number: k.int().notNull(),
      /** The number and series of the invoice that a credit note corrects. */
      corrects: k.int(),
      correctsSeries: k.text(),
      issuedAt: k.timestamp().notNull(),
      /** The issue date in the seller's time zone, `2026-12-01`; null for invoices older than this field, which are dated in UTC. */
      issuedOn: k.text(),
      /** A sort column. Not an index expression, because Postgres does not seek in those under row-level security. */
      signedMinor: k.money().generatedAlwaysAs(sql`case when kind = 'credit_note' then -total_minor else total_minor end`),
      buyerSort: k.textKey(),
      /** For servers of the previous version, which may run at the same time. */
      buyerKey: k.text().generatedAlwaysAs(sql`lower(buyer ->> 'organization')`),
    },
    (t) => [
      k.uniqueIndex('invoices_number_uq').on(t.organizationId, t.number).where(sql`series is null`),
      k.uniqueIndex('invoices_series_number_uq').on(t.series, t.number),
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
      // For lists of all organizations; within one organization few rows have to be sorted.
      k.index('invoices_buyer_idx').on(t.buyerSort, t.id),
      k.index('invoices_unkeyed_idx').on(t.id).where(sql.raw(unkeyed.invoices)),
      ...paperChecks(k, 'invoices', t),
    ],
  )

  /** Invoices to be issued, stored with what they are for. They get their number when they are issued under the same id and deleted here. */
  const invoiceDrafts = k.table(
    'invoice_drafts',
    {
      ...paperColumns(k, known),
      /** The id of the invoice that a credit note corrects. */
      correctsId: k.text(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('invoice_drafts_payment_uq').on(t.paymentId).where(sql`kind = 'invoice'`),
      k.uniqueIndex('invoice_drafts_refund_uq').on(t.refundId),
      k.uniqueIndex('invoice_drafts_bill_uq').on(t.billId, t.kind),
      k.index('invoice_drafts_order_idx').on(t.orderId),
      k.index('invoice_drafts_subscription_idx').on(t.subscriptionId),
      k.index('invoice_drafts_organization_idx').on(t.organizationId),
      k.index('invoice_drafts_created_idx').on(t.createdAt, t.id),
      ...paperChecks(k, 'invoice_drafts', t),
    ],
  )

  /** The last number of each series. Its row is the lock for assigning the next one. */
  const invoiceSeries = k.table('invoice_series', { series: k.text().primaryKey(), last: k.int().notNull() })

  /** The last number of each organization, older than the common series. A server of the previous version may still use it. */
  const invoiceCounters = k.table('invoice_counters', {
    organizationId: k
      .text()
      .primaryKey()
      .references(() => known.organizations.id),
    last: k.int().notNull(),
  })

  return { invoices, invoiceDrafts, invoiceSeries, invoiceCounters }
}
