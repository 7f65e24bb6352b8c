import { type InvoiceBuyer, type InvoiceSort, orderTitle } from '@pantheon/contract'
import { and, type Builder, behind, eq, type Handle, inArray, inOrder, type Keyset } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import type { InvoiceDocument, ListedInvoice, StoredInvoice } from './invoice.ts'

const within = (db: Builder, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.invoices.organizationId, scope.organizationId))

/** The columns that are read: all but the generated sort columns. */
const storedIn = ({ tables: { invoices } }: Builder) => {
  const { id, organizationId, series, number, kind, orderId, paymentId, subscriptionId, billId, refundId, corrects, correctsSeries } = invoices
  const { currency, lines, taxRate, taxMinor, totalMinor, seller, buyer, issuedAt, issuedOn } = invoices
  return {
    id,
    organizationId,
    series,
    number,
    kind,
    orderId,
    paymentId,
    subscriptionId,
    billId,
    refundId,
    corrects,
    correctsSeries,
    currency,
    lines,
    taxRate,
    taxMinor,
    totalMinor,
    seller,
    buyer,
    issuedAt,
    issuedOn,
  }
}

export const insertInvoices = async (tx: Handle, invoices: StoredInvoice[]): Promise<void> => {
  if (invoices.length > 0) await tx.insert(tx.tables.invoices).values(invoices)
}

/** Documents of an order or a subscription, issued or due. */
export const findDocumentsOf = async (db: Handle, by: 'orderId' | 'subscriptionId', id: string): Promise<InvoiceDocument[]> => {
  const { invoices, invoiceDrafts } = db.tables
  // Drafts first: a document issued in between is read twice rather than missed.
  const due = await db.select().from(invoiceDrafts).where(eq(invoiceDrafts[by], id))
  const issued = await db.select(storedIn(db)).from(invoices).where(eq(invoices[by], id))
  const ids = new Set(issued.map((document) => document.id))
  return [...issued, ...due.filter((document) => !ids.has(document.id))]
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
  if (sort === 'buyer_az' || sort === 'buyer_za') return { columns: [i.buyerSort, i.id], isDescending }
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

/** Invoices of the scope, in the requested order. */
export const listInvoices = async (db: Handle, scope: Scope, window: InvoiceWindow): Promise<ListedInvoice[]> => buildInvoiceList(db, scope, window)

/** Titles of orders, by their ids. */
export const findOrderTitles = async (db: Handle, orderIds: readonly string[]): Promise<Map<string, string>> => {
  const { id, input, productName } = db.tables.orders
  if (orderIds.length === 0) return new Map()
  const found = await db
    .select({ id, input, productName })
    .from(db.tables.orders)
    .where(inArray(id, [...new Set(orderIds)]))
  return new Map(found.map((order) => [order.id, orderTitle(order)]))
}

/** The buyer's current name, e-mail and organization. */
export const findBuyer = async (db: Handle, userId: string, organizationId: string): Promise<InvoiceBuyer> => {
  const { users, organizations } = db.tables
  const [person] = await db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, userId))
  const [organization] = await db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, organizationId))
  return { organization: organization?.name ?? '', name: person?.name ?? '', email: person?.email ?? '' }
}

/** The payer of what no single user ordered: an organization's owner, the first of several. */
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
