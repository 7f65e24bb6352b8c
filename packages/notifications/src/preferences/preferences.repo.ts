import type { NotificationKind } from '@pantheon/contract'
import { and, eq, type Handle, inArray } from '@pantheon/db'
import type { Preference } from './preferences.ts'

/** A user's preferences that differ from the defaults. */
export const listPreferences = (db: Handle, userId: string): Promise<Preference[]> => {
  const { notificationPreferences: wishes } = db.tables
  return db.select({ kind: wishes.kind, channel: wishes.channel, isOn: wishes.isOn }).from(wishes).where(eq(wishes.userId, userId))
}

/** The preferences of these users for one kind. */
export const findWishes = async (db: Handle, userIds: string[], kind: NotificationKind): Promise<(Preference & { userId: string })[]> => {
  if (userIds.length === 0) return []
  const { notificationPreferences: wishes } = db.tables
  return db
    .select()
    .from(wishes)
    .where(and(inArray(wishes.userId, userIds), eq(wishes.kind, kind)))
}

export const savePreference = async (db: Handle, userId: string, { kind, channel, isOn }: Preference): Promise<void> => {
  const { notificationPreferences: wishes } = db.tables
  await db
    .insert(wishes)
    .values({ userId, kind, channel, isOn })
    .onConflictDoUpdate({ target: [wishes.userId, wishes.kind, wishes.channel], set: { isOn } })
}

/** Whether the user's address is verified. */
export const isAddressConfirmed = async (db: Handle, userId: string): Promise<boolean> => {
  const { users } = db.tables
  const [user] = await db.select({ at: users.emailVerifiedAt }).from(users).where(eq(users.id, userId))
  return user !== undefined && user.at !== null
}
