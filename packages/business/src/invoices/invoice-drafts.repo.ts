import { subjectKey } from '@pantheon/contract'
import { and, asc, desc, eq, type Handle, inArray, type SQL, sql } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { InvoiceDraft, InvoiceNumber } from './invoice.ts'

export const insertDraft = async (tx: Handle, draft: InvoiceDraft): Promise<void> => {
  await tx.insert(tx.tables.invoiceDrafts).values(draft)
}

/** The event consumer that retries failed drafts. */
export const draftsConsumer = 'invoices'

/** The stream key of a draft in SQL: that of its order, or else of its plan. */
const streamKeyIn = (orderId: SQL, subscriptionId: SQL): SQL => {
  const [order, subscription] = (['order', 'subscription'] as const).map((type) => sql.raw(`'${subjectKey({ type, id: '' })}'`))
  return sql`coalesce(${order} || ${orderId}, ${subscription} || ${subscriptionId})`
}

/** Drafts without a failure: the consumer neither holds a failed event of their order or plan, nor has yet to read one from the log. */
const isDue = (db: Handle): SQL => {
  const { invoiceDrafts: draft } = db.tables
  const stream = streamKeyIn(sql`${draft.orderId}`, sql`${draft.subscriptionId}`)
  return sql`not exists (select 1 from held_events held where held.consumer = ${draftsConsumer} and held.subject = ${stream})
    and not exists (select 1 from events failure where failure.name = 'invoice.issue_failed'
      and failure.stream_key = ${stream}
      and failure.seq > (select reader.last_seq from event_consumers reader where reader.name = ${draftsConsumer}))`
}

/** The oldest due drafts, at most `limit`; never a credit note without its invoice. */
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

/** Number of due drafts in the scope, optionally of one order. */
export const countDrafts = (db: Handle, scope: Scope, orderId: string | undefined): Promise<number> => {
  const { invoiceDrafts } = db.tables
  const ofScope = scope.organizationId === null ? undefined : eq(invoiceDrafts.organizationId, scope.organizationId)
  return db.$count(invoiceDrafts, and(ofScope, orderId === undefined ? undefined : eq(invoiceDrafts.orderId, orderId)))
}

/** Deletes and returns those of the drafts that still exist. */
export const takeDrafts = async (tx: Handle, ids: readonly string[]): Promise<InvoiceDraft[]> => {
  const { invoiceDrafts } = tx.tables
  if (ids.length === 0) return []
  return tx
    .delete(invoiceDrafts)
    .where(inArray(invoiceDrafts.id, [...ids]))
    .returning()
}

/** The last number of a series, 0 for a new one. Locks the series until the transaction ends. */
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

/** Numbers of issued documents, by id. */
export const findNumbers = async (db: Handle, ids: string[]): Promise<Map<string, InvoiceNumber>> => {
  const { invoices } = db.tables
  if (ids.length === 0) return new Map()
  const rows = await db.select({ id: invoices.id, series: invoices.series, number: invoices.number }).from(invoices).where(inArray(invoices.id, ids))
  return new Map(rows.map(({ id, ...number }) => [id, number]))
}
