import { type NotificationSubject, notificationChannels, notificationKinds } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'

/** What people are told, and over which channels they want to be. */
export const notificationTables = (k: Kit, { users, organizations }: ReturnType<typeof identityTables>) => {
  const notifications = k.table(
    'notifications',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      /** Who is told. */
      userId: k
        .text()
        .notNull()
        .references(() => users.id),
      /** What it comes of: nobody is told twice of one event. */
      eventId: k.text().notNull(),
      kind: k.enumText(notificationKinds).notNull(),
      data: k.json<{ subject: NotificationSubject; subjectId: string; title: string | null }>().notNull(),
      /** Who did it; their name is read when it is shown, so that it is forgotten with them. */
      personId: k.text().references(() => users.id),
      /** False for what only went out over other channels: it is kept so that it goes out once. */
      isInInbox: k.bool().notNull(),
      readAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('notifications_event_uq').on(t.eventId, t.userId),
      k.index('notifications_user_idx').on(t.userId, t.organizationId, t.createdAt, t.id),
      k.index('notifications_unread_idx').on(t.userId, t.organizationId).where(sql`read_at is null`),
      k.index('notifications_created_idx').on(t.createdAt),
    ],
  )

  /** What somebody wants otherwise than is usual, by kind and channel. It is theirs in whatever organization they are. */
  const notificationPreferences = k.table(
    'notification_preferences',
    {
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      kind: k.enumText(notificationKinds).notNull(),
      channel: k.enumText(notificationChannels).notNull(),
      isOn: k.bool().notNull(),
    },
    (t) => [k.primaryKey({ columns: [t.userId, t.kind, t.channel] })],
  )

  return { notifications, notificationPreferences }
}
