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

/** What a paper says, numbered or not. */
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
  /** What the provider of the subscription calls the bill that was paid. */
  billId: k.text(),
  /** The refund that a credit note is for. */
  refundId: k.text().references(() => refunds.id),
  currency: k.enumText(currencies).notNull(),
  lines: k.json<StoredLine[]>().notNull(),
  /** Percent, as it was then, e.g. `10`. */
  taxRate: k.text().notNull(),
  /** Contained in the total. */
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

/** What was billed, and credited: written once, numbered without gaps. For an order, or for a month of a plan. */
export const invoiceTables = (k: Kit, known: Known) => {
  const invoices = k.table(
    'invoices',
    {
      ...paperColumns(k, known),
      /** `INV-2026`; null for those from before there was one series for all: they count up in each organization. */
      series: k.text(),
      number: k.int().notNull(),
      /** The number of the invoice that a credit note corrects, and its series. */
      corrects: k.int(),
      correctsSeries: k.text(),
      issuedAt: k.timestamp().notNull(),
      /** The same as a day where the seller is, `2026-12-01`; null for those from before that was kept, which are dated in UTC. */
      issuedOn: k.text(),
      /** What lists are sorted by. Columns, not expressions of an index: Postgres seeks in those only past row-level security. */
      signedMinor: k.money().generatedAlwaysAs(sql`case when kind = 'credit_note' then -total_minor else total_minor end`),
      buyerSort: k.textKey(),
      /** For servers of the version before, which may still run beside this one. */
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
      // Within one organization there is little to sort by its name.
      k.index('invoices_buyer_idx').on(t.buyerSort, t.id),
      k.index('invoices_unkeyed_idx').on(t.id).where(sql.raw(unkeyed.invoices)),
      ...paperChecks(k, 'invoices', t),
    ],
  )

  /** Papers that are due, written with what they are for. They have no number yet; each leaves when it is issued under its id. */
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

  /** The last number given out in a series. Its row is the lock under which the next ones are. */
  const invoiceSeries = k.table('invoice_series', { series: k.text().primaryKey(), last: k.int().notNull() })

  /** The last number of each organization, from before there was one series for all. A server of the version before may still run beside this one. */
  const invoiceCounters = k.table('invoice_counters', {
    organizationId: k
      .text()
      .primaryKey()
      .references(() => known.organizations.id),
    last: k.int().notNull(),
  })

  return { invoices, invoiceDrafts, invoiceSeries, invoiceCounters }
}
