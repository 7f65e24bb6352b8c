import type { NotificationKind } from '@pantheon/contract'
import { and, eq, type Handle, inArray } from '@pantheon/db'
import type { Preference } from './preferences.ts'

/** A user's preferences that differ from the defaults. */
export const listPreferences = (db: Handle, userId: string): Promise<Preference[]> => {
  const { notificationPreferences: preferences } = db.tables
  return db.select({ kind: preferences.kind, channel: preferences.channel, isOn: preferences.isOn }).from(preferences).where(eq(preferences.userId, userId))
}

/** The preferences of these users for one kind. */
export const findPreferences = async (db: Handle, userIds: string[], kind: NotificationKind): Promise<(Preference & { userId: string })[]> => {
  if (userIds.length === 0) return []
  const { notificationPreferences: preferences } = db.tables
  return db
    .select()
    .from(preferences)
    .where(and(inArray(preferences.userId, userIds), eq(preferences.kind, kind)))
}

export const savePreference = async (db: Handle, userId: string, { kind, channel, isOn }: Preference): Promise<void> => {
  const { notificationPreferences: preferences } = db.tables
  await db
    .insert(preferences)
    .values({ userId, kind, channel, isOn })
    .onConflictDoUpdate({ target: [preferences.userId, preferences.kind, preferences.channel], set: { isOn } })
}

/** Whether the user's address is verified. */
export const isAddressConfirmed = async (db: Handle, userId: string): Promise<boolean> => {
  const { users } = db.tables
  const [user] = await db.select({ at: users.emailVerifiedAt }).from(users).where(eq(users.id, userId))
  return user !== undefined && user.at !== null
}
