import { and, count, desc, eq, gt, type Handle, inArray, lte, olderThan, sql } from '@pantheon/db'
import type { SortedWindow } from '@pantheon/kernel'
import type { StoredEntry } from './approvals.repo.ts'

/** A comment, with the field names of pagination by time. */
export type StoredComment = Pick<StoredEntry, 'id' | 'approvalId' | 'actorId' | 'note'> & { createdAt: Date }

const columnsOf = ({ tables: { approvalEntries: e } }: Handle) => ({ id: e.id, approvalId: e.approvalId, actorId: e.actorId, note: e.note, createdAt: e.at })

/** One page of an approval's comments, newest first. */
export const listComments = (db: Handle, approvalId: string, { after, limit }: SortedWindow): Promise<StoredComment[]> => {
  const { approvalEntries: e } = db.tables
  return db
    .select(columnsOf(db))
    .from(e)
    .where(and(eq(e.approvalId, approvalId), eq(e.kind, 'commented'), olderThan({ createdAt: e.at, id: e.id }, after)))
    .orderBy(desc(e.at), desc(e.id))
    .limit(limit)
}

/** The newest comments of each approval, newest first: at most `each` per approval. */
export const newestComments = async (db: Handle, approvalIds: string[], each: number): Promise<StoredComment[]> => {
  if (approvalIds.length === 0) return []
  const { approvalEntries: e } = db.tables
  const place = sql<number>`row_number() over (partition by ${e.approvalId} order by ${e.at} desc, ${e.id} desc)`.as('place')
  const ranked = db
    .select({ ...columnsOf(db), place })
    .from(e)
    .where(and(inArray(e.approvalId, approvalIds), eq(e.kind, 'commented')))
    .as('ranked')
  return db.select().from(ranked).where(lte(ranked.place, each)).orderBy(desc(ranked.createdAt), desc(ranked.id))
}

/** Number of comments per approval; approvals without any are left out. */
export const countComments = async (db: Handle, approvalIds: string[]): Promise<Map<string, number>> => {
  if (approvalIds.length === 0) return new Map()
  const { approvalEntries: e } = db.tables
  const counted = await db
    .select({ id: e.approvalId, n: count() })
    .from(e)
    .where(and(inArray(e.approvalId, approvalIds), eq(e.kind, 'commented')))
    .groupBy(e.approvalId)
  return new Map(counted.map(({ id, n }) => [id, n]))
}

/** Number of comments on an approval: in total, by one user, and by that user since a time. */
export const countCommentTotals = async (
  db: Handle,
  approvalId: string,
  actorId: string,
  since: Date,
): Promise<{ all: number; own: number; lately: number }> => {
  const { approvalEntries: e } = db.tables
  const comments = and(eq(e.approvalId, approvalId), eq(e.kind, 'commented'))
  const own = and(comments, eq(e.actorId, actorId))
  return { all: await db.$count(e, comments), own: await db.$count(e, own), lately: await db.$count(e, and(own, gt(e.at, since))) }
}

/** Number of steps of an approval, excluding comments. */
export const countSteps = (db: Handle, approvalId: string): Promise<number> => {
  const { approvalEntries: e } = db.tables
  return db.$count(e, and(eq(e.approvalId, approvalId), sql`${e.kind} <> 'commented'`))
}
