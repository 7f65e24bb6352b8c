import type { NotificationChannel } from '@pantheon/contract'
import { and, asc, desc, eq, gt, type Handle, inArray, isNull, jsonMentions, lockRows, lt, lte, type Row, sql } from '@pantheon/db'
import type { Turn } from './chat-message.ts'

export type StoredChat = Row<'chatMessages'>
type NewChat = Handle['tables']['chatMessages']['$inferInsert']

/** Adds a message unless this recipient already has one for the event. */
export const insertChat = async (tx: Handle, message: NewChat): Promise<void> => {
  await tx.insert(tx.tables.chatMessages).values(message).onConflictDoNothing()
}

/**
 * Claims up to `limit` due messages until `leaseUntil`, and counts an attempt for each. Of two instances, the first to
 * increment the counter owns the message.
 */
export const claimDueChats = async (db: Handle, { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number }): Promise<StoredChat[]> => {
  const { chatMessages } = db.tables
  const isDue = and(lte(chatMessages.nextTryAt, now), isNull(chatMessages.failedAt))
  const due = await db
    .select({ id: chatMessages.id, tries: chatMessages.tries })
    .from(chatMessages)
    .where(isDue)
    .orderBy(asc(chatMessages.nextTryAt), asc(chatMessages.id))
    .limit(limit)
  const claimed: StoredChat[] = []
  for (const { id, tries } of due) {
    const mine = await db
      .update(chatMessages)
      .set({ nextTryAt: leaseUntil, tries: sql`${chatMessages.tries} + 1` })
      .where(and(eq(chatMessages.id, id), eq(chatMessages.tries, tries), isDue))
      .returning()
    claimed.push(...mine)
  }
  return claimed
}

/** Records that this revision was sent. A message that was rewritten meanwhile stays due. */
export const saveSent = async (db: Handle, { id, revision }: StoredChat, at: { place: string; remoteId: string }, now: Date): Promise<void> => {
  const { chatMessages } = db.tables
  await db
    .update(chatMessages)
    .set({ ...at, sentRevision: revision, tries: 0 })
    .where(eq(chatMessages.id, id))
  await db
    .update(chatMessages)
    .set({ nextTryAt: null })
    .where(and(eq(chatMessages.id, id), eq(chatMessages.revision, revision)))
  await db
    .update(chatMessages)
    .set({ nextTryAt: now })
    .where(and(eq(chatMessages.id, id), gt(chatMessages.revision, revision)))
}

export const saveTry = async (db: Handle, { id, tries }: StoredChat, outcome: Partial<Pick<NewChat, 'nextTryAt' | 'failedAt'>>): Promise<void> => {
  const { chatMessages } = db.tables
  await db
    .update(chatMessages)
    .set(outcome)
    .where(and(eq(chatMessages.id, id), eq(chatMessages.tries, tries)))
}

/** The messages of a request, locked: while one is rewritten, an older revision cannot be recorded as sent. */
export const findChatsOf = (db: Handle, approvalId: string): Promise<StoredChat[]> => {
  const { chatMessages } = db.tables
  return lockRows(db, db.select().from(chatMessages).where(eq(chatMessages.approvalId, approvalId)))
}

/** The messages that name a user, locked. */
export const findChatsNaming = (db: Handle, userId: string): Promise<StoredChat[]> => {
  const { chatMessages } = db.tables
  return lockRows(db, db.select().from(chatMessages).where(jsonMentions(chatMessages.content, userId)))
}

/** The messages of an organization, locked. */
export const findChatsOfOrganization = (db: Handle, organizationId: string): Promise<StoredChat[]> => {
  const { chatMessages } = db.tables
  return lockRows(db, db.select().from(chatMessages).where(eq(chatMessages.organizationId, organizationId)))
}

/**
 * Sets new content. A message that was already shown is due at once; an unsent one goes out with the new content at its own
 * time, because making it due now could post it twice.
 */
export const rewriteChat = async (tx: Handle, { id, revision, sentRevision }: StoredChat, content: StoredChat['content'], now: Date): Promise<void> => {
  const { chatMessages } = tx.tables
  await tx
    .update(chatMessages)
    .set({ content, revision: revision + 1, ...(sentRevision > 0 && { nextTryAt: now, failedAt: null, tries: 0 }) })
    .where(and(eq(chatMessages.id, id), eq(chatMessages.revision, revision)))
}

export const findLatestChats = (db: Handle, channel: NotificationChannel, limit: number): Promise<StoredChat[]> => {
  const { chatMessages } = db.tables
  return db
    .select()
    .from(chatMessages)
    .where(and(eq(chatMessages.channel, channel), gt(chatMessages.sentRevision, 0)))
    .orderBy(desc(chatMessages.createdAt), desc(chatMessages.id))
    .limit(limit)
}

export const dropChatsBefore = async (db: Handle, before: Date, now: Date): Promise<void> => {
  const { chatMessages, chatLinkCodes } = db.tables
  await db.delete(chatMessages).where(lt(chatMessages.createdAt, before))
  await db.delete(chatLinkCodes).where(lt(chatLinkCodes.expiresAt, now))
}

/** The current turn of a request, for its message. */
export const findTurn = async (db: Handle, approvalId: string): Promise<Turn | null> => {
  const { approvals } = db.tables
  const [row] = await db.select({ round: approvals.round, stage: approvals.stage }).from(approvals).where(eq(approvals.id, approvalId))
  return row ? { round: row.round, stage: row.stage + 1 } : null
}
export const findOrganizationName = async (db: Handle, id: string): Promise<string> => {
  const { organizations } = db.tables
  const [row] = await db.select({ name: organizations.name }).from(organizations).where(eq(organizations.id, id))
  return row?.name ?? ''
}

/** The chat accounts of these users in a channel. */
export const findChatUsers = async (db: Handle, channel: NotificationChannel, userIds: string[]): Promise<{ userId: string; chatUserId: string }[]> => {
  if (userIds.length === 0) return []
  const { chatLinks } = db.tables
  return db
    .select({ userId: chatLinks.userId, chatUserId: chatLinks.chatUserId })
    .from(chatLinks)
    .where(and(eq(chatLinks.channel, channel), inArray(chatLinks.userId, userIds)))
}
