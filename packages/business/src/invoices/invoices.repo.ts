import type { InvoiceBuyer } from '@pantheon/contract'
import { and, desc, eq, type Handle, sql } from '@pantheon/db'
import type { Scope, TimeWindow } from '@pantheon/kernel'
import type { StoredInvoice } from './invoice.ts'

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.invoices.organizationId, scope.organizationId))

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
      .select()
      .from(invoices)
      .where(and(eq(invoices.paymentId, paymentId), eq(invoices.kind, 'invoice')))
  )[0]
}

export const findInvoice = async (db: Handle, scope: Scope, id: string): Promise<StoredInvoice | undefined> => {
  const { invoices } = db.tables
  return (
    await db
      .select()
      .from(invoices)
      .where(and(eq(invoices.id, id), within(db, scope)))
  )[0]
}

/** Invoices of the scope, newest first. */
export const listInvoices = (db: Handle, scope: Scope, { orderId, after, limit }: { orderId: string | undefined } & TimeWindow): Promise<StoredInvoice[]> => {
  const { invoices } = db.tables
  const older = after && sql`(${invoices.issuedAt}, ${invoices.id}) < (${new Date(after[0])}, ${after[1]})`
  return db
    .select()
    .from(invoices)
    .where(and(within(db, scope), orderId === undefined ? undefined : eq(invoices.orderId, orderId), older))
    .orderBy(desc(invoices.issuedAt), desc(invoices.id))
    .limit(limit)
}

/** Who bought, as they are called now. */
export const findBuyer = async (db: Handle, userId: string, organizationId: string): Promise<InvoiceBuyer> => {
  const { users, organizations } = db.tables
  const [person] = await db.select({ name: users.name, email: users.email }).from(users).where(eq(users.id, userId))
  const [organization] = await db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, organizationId))
  return { organization: organization?.name ?? '', name: person?.name ?? '', email: person?.email ?? '' }
}
