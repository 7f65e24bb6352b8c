import type { Locale } from '@pantheon/contract'
import { and, desc, eq, type Handle, inArray, isNotNull, isNull, lt, lte, olderThan, or } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import type { NamedNotification, StoredNotification } from './notification.ts'

/** The inbox to read: that of one user, within their scope. */
export interface Inbox {
  scope: Scope
  userId: string
}

const inside = (db: Handle, { scope, userId }: Inbox) => {
  const { notifications } = db.tables
  return and(
    eq(notifications.userId, userId),
    eq(notifications.isInInbox, true),
    scope.organizationId === null ? undefined : eq(notifications.organizationId, scope.organizationId),
  )
}

/** Notifications with the name of the actor, unless that user was deleted. */
const named = (db: Handle) => {
  const { notifications, users } = db.tables
  return db
    .select({ notification: notifications, personName: users.name })
    .from(notifications)
    .leftJoin(users, and(eq(users.id, notifications.personId), isNull(users.deletedAt)))
}
const flat = ({ notification, personName }: { notification: StoredNotification; personName: string | null }): NamedNotification => ({
  ...notification,
  personName,
})

/** Notifications of an inbox, newest first. */
export const listNotifications = async (db: Handle, inbox: Inbox, filter: SortedWindow & { isUnreadOnly: boolean }): Promise<NamedNotification[]> => {
  const { notifications } = db.tables
  const rows = await named(db)
    .where(and(inside(db, inbox), filter.isUnreadOnly ? isNull(notifications.readAt) : undefined, olderThan(notifications, filter.after)))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(filter.limit)
  return rows.map(flat)
}

export const findNotification = async (db: Handle, inbox: Inbox, id: string): Promise<NamedNotification | undefined> =>
  (await named(db).where(and(inside(db, inbox), eq(db.tables.notifications.id, id)))).map(flat)[0]

export const countUnread = (db: Handle, inbox: Inbox): Promise<number> =>
  db.$count(db.tables.notifications, and(inside(db, inbox), isNull(db.tables.notifications.readAt)))

/** Marks unread notifications as read: one, or all created by `until`. Resolves to how many. */
export const markRead = async (tx: Handle, inbox: Inbox, at: Date, which: { id?: string; until?: Date }): Promise<number> => {
  const { notifications } = tx.tables
  const rules = [
    inside(tx, inbox),
    isNull(notifications.readAt),
    which.id === undefined ? undefined : eq(notifications.id, which.id),
    which.until === undefined ? undefined : lte(notifications.createdAt, which.until),
  ]
  const marked = await tx
    .update(notifications)
    .set({ readAt: at })
    .where(and(...rules))
    .returning({ id: notifications.id })
  return marked.length
}

/** Adds a notification unless this user already has one for the event. True when it was added. */
export const insertNotification = async (tx: Handle, notification: StoredNotification): Promise<boolean> => {
  const { notifications } = tx.tables
  const added = await tx.insert(notifications).values(notification).onConflictDoNothing().returning({ id: notifications.id })
  return added.length > 0
}

/** Deletes older notifications, read or not. */
export const dropOlderThan = async (db: Handle, before: Date): Promise<void> => {
  const { notifications } = db.tables
  await db.delete(notifications).where(lt(notifications.createdAt, before))
}

/** A user who can be notified. */
export interface Reader {
  id: string
  name: string
  email: string
  isEmailVerified: boolean
  locale: Locale
}

/** The users among these who may still see the organization: its members, and the platform's operators. */
export const findReaders = async (db: Handle, organizationId: string, userIds: string[]): Promise<Reader[]> => {
  if (userIds.length === 0) return []
  const { users, memberships } = db.tables
  const rows = await db
    .select({ id: users.id, name: users.name, email: users.email, emailVerifiedAt: users.emailVerifiedAt, locale: users.locale })
    .from(users)
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.organizationId, organizationId)))
    .where(and(inArray(users.id, userIds), isNull(users.deletedAt), or(isNotNull(memberships.userId), eq(users.role, 'admin'))))
  return rows.map(({ emailVerifiedAt, ...reader }) => ({ ...reader, isEmailVerified: emailVerifiedAt !== null }))
}

/** The name of a user; null when deleted. */
export const findPersonName = async (db: Handle, userId: string): Promise<string | null> => {
  const { users } = db.tables
  const [user] = await db
    .select({ name: users.name })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt)))
  return user?.name ?? null
}
