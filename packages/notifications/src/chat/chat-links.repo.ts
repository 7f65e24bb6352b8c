import type { Locale, NotificationChannel } from '@pantheon/contract'
import { and, eq, gt, type Handle, isNull, type Row } from '@pantheon/db'

export type StoredLink = Row<'chatLinks'>
type NewCode = Handle['tables']['chatLinkCodes']['$inferInsert']
export type StoredCode = Row<'chatLinkCodes'>

/** The account linked to a chat account, and its language. */
export const findLinkOf = async (db: Handle, channel: NotificationChannel, chatUserId: string): Promise<{ userId: string; locale: Locale } | undefined> => {
  const { chatLinks, users } = db.tables
  return (
    await db
      .select({ userId: chatLinks.userId, locale: users.locale })
      .from(chatLinks)
      .innerJoin(users, eq(users.id, chatLinks.userId))
      .where(and(eq(chatLinks.channel, channel), eq(chatLinks.chatUserId, chatUserId)))
  )[0]
}

export const listLinks = (db: Handle, userId: string): Promise<StoredLink[]> => {
  const { chatLinks } = db.tables
  return db.select().from(chatLinks).where(eq(chatLinks.userId, userId)).orderBy(chatLinks.channel)
}

/** Saves a link and removes any other link of either account in this channel. */
export const saveLink = async (tx: Handle, link: StoredLink): Promise<void> => {
  const { chatLinks } = tx.tables
  await tx.delete(chatLinks).where(and(eq(chatLinks.channel, link.channel), eq(chatLinks.chatUserId, link.chatUserId)))
  await tx.delete(chatLinks).where(and(eq(chatLinks.channel, link.channel), eq(chatLinks.userId, link.userId)))
  await tx.insert(chatLinks).values(link)
}

export const deleteLink = async (db: Handle, userId: string, channel: NotificationChannel): Promise<void> => {
  const { chatLinks } = db.tables
  await db.delete(chatLinks).where(and(eq(chatLinks.userId, userId), eq(chatLinks.channel, channel)))
}

export const insertCode = async (db: Handle, code: NewCode): Promise<void> => {
  await db.insert(db.tables.chatLinkCodes).values(code)
}

/** The code, while it is valid. */
export const findCode = async (db: Handle, codeHash: string, now: Date): Promise<StoredCode | undefined> => {
  const { chatLinkCodes } = db.tables
  return (
    await db
      .select()
      .from(chatLinkCodes)
      .where(and(eq(chatLinkCodes.codeHash, codeHash), isNull(chatLinkCodes.usedAt), gt(chatLinkCodes.expiresAt, now)))
  )[0]
}

/** Consumes the code. False when a concurrent request did so first. */
export const useCode = async (tx: Handle, id: string, now: Date): Promise<boolean> => {
  const { chatLinkCodes } = tx.tables
  const used = await tx
    .update(chatLinkCodes)
    .set({ usedAt: now })
    .where(and(eq(chatLinkCodes.id, id), isNull(chatLinkCodes.usedAt)))
    .returning({ id: chatLinkCodes.id })
  return used.length > 0
}
