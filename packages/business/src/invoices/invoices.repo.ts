import type { InvoiceBuyer, InvoiceSort } from '@pantheon/contract'
import { and, type Builder, behind, eq, type Handle, inOrder, type Keyset, sql } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import type { ListedInvoice, StoredInvoice } from './invoice.ts'

const within = (db: Builder, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.invoices.organizationId, scope.organizationId))

/** What is kept of an invoice: all but what lists are sorted by, which nobody writes. */
const storedIn = ({ tables: { invoices } }: Builder) => {
  const { id, organizationId, number, kind, orderId, paymentId, subscriptionId, billId, refundId, corrects } = invoices
  const { currency, lines, taxRate, taxMinor, totalMinor, seller, buyer, issuedAt } = invoices
  return {
    ...{ id, organizationId, number, kind, orderId, paymentId, subscriptionId, billId, refundId, corrects },
    ...{ currency, lines, taxRate, taxMinor, totalMinor, seller, buyer, issuedAt },
  }
}

/** The next number of an organization. Its counter stays locked until the transaction ends, and goes back with it: no gaps. */
export const takeNumber = async (tx: Handle, organizationId: string): Promise<number> => {
  const { invoiceCounters } = tx.tables
  const [counter] = await tx
    .insert(invoiceCounters)
    .values({ organizationId, last: 1 })
    .onConflictDoUpdate({ target: invoiceCounters.organizationId, set: { last: sql`${invoiceCounters.last} + 1` } })
    .returning()
  if (!counter) throw new Error('An invoice counter answered nothing')
  return counter.last
}

export const insertInvoice = async (tx: Handle, invoice: StoredInvoice): Promise<void> => {
  await tx.insert(tx.tables.invoices).values(invoice)
}

/** The invoice of a payment. */
export const findInvoiceOf = async (db: Handle, paymentId: string): Promise<StoredInvoice | undefined> => {
  const { invoices } = db.tables
  return (
    await db
      .select(storedIn(db))
      .from(invoices)
      .where(and(eq(invoices.paymentId, paymentId), eq(invoices.kind, 'invoice')))
  )[0]
}

/** The papers of a subscription. */
export const findInvoicesOfPlan = async (db: Handle, subscriptionId: string): Promise<StoredInvoice[]> => {
  const { invoices } = db.tables
  return db.select(storedIn(db)).from(invoices).where(eq(invoices.subscriptionId, subscriptionId))
}

/** What credit notes have taken off the invoice of a payment, in minor units. */
export const sumCredited = async (db: Handle, paymentId: string): Promise<number> => {
  const { invoices } = db.tables
  const rows = await db
    .select({ minor: invoices.totalMinor })
    .from(invoices)
    .where(and(eq(invoices.paymentId, paymentId), eq(invoices.kind, 'credit_note')))
  return rows.reduce((sum, { minor }) => sum + minor, 0)
}

export const findInvoice = async (db: Handle, scope: Scope, id: string): Promise<StoredInvoice | undefined> => {
  const { invoices } = db.tables
  return (
    await db
      .select(storedIn(db))
      .from(invoices)
      .where(and(eq(invoices.id, id), within(db, scope)))
  )[0]
}

export interface InvoiceWindow extends SortedWindow {
  orderId: string | undefined
  sort: InvoiceSort
}

const keysetOf = ({ tables: { invoices: i } }: Builder, sort: InvoiceSort): Keyset => {
  const isDescending = sort === 'newest' || sort === 'amount_high' || sort === 'buyer_za'
  if (sort === 'newest' || sort === 'oldest') return { columns: [i.issuedAt, i.id], isDescending }
  if (sort === 'buyer_az' || sort === 'buyer_za') return { columns: [i.buyerKey, i.id], isDescending }
  return { columns: [i.currency, i.signedMinor, i.id], isDescending }
}

/** The list as SQL: invoices of the scope in the order of an index. */
export const buildInvoiceList = (b: Builder, scope: Scope, { orderId, sort, after, limit }: InvoiceWindow) => {
  const { invoices } = b.tables
  const keyset = keysetOf(b, sort)
  return b
    .select()
    .from(invoices)
    .where(and(within(b, scope), orderId === undefined ? undefined : eq(invoices.orderId, orderId), behind(keyset, after)))
    .orderBy(...inOrder(keyset))
    .limit(limit)
}

/** Invoices of the scope, in the order that was asked for. */
export const listInvoices = async (db: Handle, scope: Scope, window: InvoiceWindow): Promise<ListedInvoice[]> => buildInvoiceList(db, scope, window)

/** Who bought, as they are called now. */
export const findBuyer = async (db: Handle, userId: string, organizationId: string): Promise<InvoiceBuyer> => {
  const { users, organizations } = db.tables
  const [person] = await db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, userId))
  const [organization] = await db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, organizationId))
  return { organization: organization?.name ?? '', name: person?.name ?? '', email: person?.email ?? '' }
}

/** Who pays for what nobody in particular ordered: an organization's owner, the first where it has several. */
export const findOwner = async (db: Handle, organizationId: string): Promise<string | undefined> => {
  const { memberships } = db.tables
  return (
    await db
      .select({ userId: memberships.userId })
      .from(memberships)
      .where(and(eq(memberships.organizationId, organizationId), eq(memberships.role, 'owner')))
      .orderBy(memberships.createdAt, memberships.userId)
      .limit(1)
  )[0]?.userId
}
