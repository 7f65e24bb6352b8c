import { subjectKey } from '@pantheon/contract'
import { and, asc, desc, eq, type Handle, inArray, type SQL, sql } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { InvoiceDraft, InvoiceNumber } from './invoice.ts'

export const insertDraft = async (tx: Handle, draft: InvoiceDraft): Promise<void> => {
  await tx.insert(tx.tables.invoiceDrafts).values(draft)
}

/** The consumer of the log that tries failed drafts again. */
export const draftsConsumer = 'invoices'

/** The key of a draft's stream in SQL: its order's, or else its plan's. */
const streamKeyIn = (orderId: SQL, subscriptionId: SQL): SQL => {
  const [order, subscription] = (['order', 'subscription'] as const).map((type) => sql.raw(`'${subjectKey({ type, id: '' })}'`))
  return sql`coalesce(${order} || ${orderId}, ${subscription} || ${subscriptionId})`
}

/**
 * Drafts of which nothing has failed: neither does the consumer hold a failure of their order or plan, nor is one of theirs in
 * the log which it has not read yet.
 */
const isDue = (db: Handle): SQL => {
  const { invoiceDrafts: draft } = db.tables
  const stream = streamKeyIn(sql`${draft.orderId}`, sql`${draft.subscriptionId}`)
  return sql`not exists (select 1 from held_events held where held.consumer = ${draftsConsumer} and held.subject = ${stream})
    and not exists (select 1 from events failure where failure.name = 'invoice.issue_failed'
      and failure.stream_key = ${stream}
      and failure.seq > (select reader.last_seq from event_consumers reader where reader.name = ${draftsConsumer}))`
}

/** What is due, at most `limit` drafts, the oldest; no credit note whose invoice stays behind. */
export const findDue = (db: Handle, limit: number): Promise<Pick<InvoiceDraft, 'id' | 'orderId' | 'subscriptionId'>[]> => {
  const { invoiceDrafts } = db.tables
  const { id, orderId, subscriptionId, kind, createdAt } = invoiceDrafts
  return db
    .select({ id, orderId, subscriptionId })
    .from(invoiceDrafts)
    .where(isDue(db))
    .orderBy(desc(kind), asc(createdAt), asc(id)) // `invoice` comes before `credit_note`
    .limit(limit)
}

/** How many papers of the scope are due, of one order where it is given. */
export const countDrafts = (db: Handle, scope: Scope, orderId: string | undefined): Promise<number> => {
  const { invoiceDrafts } = db.tables
  const ofScope = scope.organizationId === null ? undefined : eq(invoiceDrafts.organizationId, scope.organizationId)
  return db.$count(invoiceDrafts, and(ofScope, orderId === undefined ? undefined : eq(invoiceDrafts.orderId, orderId)))
}

/** Takes these drafts away, where they are still there. */
export const takeDrafts = async (tx: Handle, ids: readonly string[]): Promise<InvoiceDraft[]> => {
  const { invoiceDrafts } = tx.tables
  if (ids.length === 0) return []
  return tx
    .delete(invoiceDrafts)
    .where(inArray(invoiceDrafts.id, [...ids]))
    .returning()
}

/** The last number of a series, 0 for a new one. Nobody else takes one until the transaction ends. */
export const lockSeries = async (tx: Handle, series: string): Promise<number> => {
  const { invoiceSeries } = tx.tables
  const [row] = await tx.insert(invoiceSeries).values({ series, last: 0 }).onConflictDoUpdate({ target: invoiceSeries.series, set: { series } }).returning()
  if (!row) throw new Error('A series of invoices answered nothing')
  return row.last
}

export const saveLast = async (tx: Handle, series: string, last: number): Promise<void> => {
  const { invoiceSeries } = tx.tables
  await tx.update(invoiceSeries).set({ last }).where(eq(invoiceSeries.series, series))
}

/** The numbers of issued papers, by id. */
export const findNumbers = async (db: Handle, ids: string[]): Promise<Map<string, InvoiceNumber>> => {
  const { invoices } = db.tables
  if (ids.length === 0) return new Map()
  const rows = await db.select({ id: invoices.id, series: invoices.series, number: invoices.number }).from(invoices).where(inArray(invoices.id, ids))
  return new Map(rows.map(({ id, ...number }) => [id, number]))
}
