import { locales, type NotificationSubject, notificationChannels, notificationKinds } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'

/** The content of a chat message; `value` of an action is returned when its button is clicked. */
export interface ChatContent {
  text: string
  details: string[]
  link: { label: string; url: string }
  actions: { id: 'approve' | 'reject'; label: string; value: string }[]
  /** The people it names, the lines with their names, and those lines without the names. Absent when it names nobody. */
  people?: { id: string; line: string; anonymous: string }[]
}

/** Notifications, their preferences, and linked chat accounts. */
export const notificationTables = (k: Kit, { users, organizations }: ReturnType<typeof identityTables>) => {
  const notifications = k.table(
    'notifications',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      /** The recipient. */
      userId: k
        .text()
        .notNull()
        .references(() => users.id),
      /** The event, so that a recipient gets one notification per event. */
      eventId: k.text().notNull(),
      kind: k.enumText(notificationKinds).notNull(),
      data: k.json<{ subject: NotificationSubject; subjectId: string; title: string | null }>().notNull(),
      /** The person who caused it; the name is read when it is displayed, so that it is erased with the account. */
      personId: k.text().references(() => users.id),
      /** False for notifications that were only sent over other channels: stored so that they are sent once. */
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

  /** Preferences that differ from the defaults, by kind and channel. They apply in all organizations of the user. */
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

  /** Verified links between accounts and chat accounts. */
  const chatLinks = k.table(
    'chat_links',
    {
      id: k.id(),
      channel: k.enumText(notificationChannels).notNull(),
      chatUserId: k.text().notNull(),
      chatUserName: k.text().notNull(),
      userId: k
        .text()
        .notNull()
        .references(() => users.id, { onDelete: 'cascade' }),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [k.uniqueIndex('chat_links_chat_user_uq').on(t.channel, t.chatUserId), k.uniqueIndex('chat_links_user_uq').on(t.userId, t.channel)],
  )

  /** Codes that were shown in a chat, to be confirmed by the account's owner. */
  const chatLinkCodes = k.table(
    'chat_link_codes',
    {
      id: k.id(),
      codeHash: k.text().notNull(),
      channel: k.enumText(notificationChannels).notNull(),
      chatUserId: k.text().notNull(),
      chatUserName: k.text().notNull(),
      createdAt: k.timestamp().notNull(),
      expiresAt: k.timestamp().notNull(),
      usedAt: k.timestamp(),
    },
    (t) => [k.uniqueIndex('chat_link_codes_hash_uq').on(t.codeHash), k.index('chat_link_codes_expires_idx').on(t.expiresAt)],
  )

  /** The outbox of chat messages in their latest version. The embedded chat reads from here. */
  const chatMessages = k.table(
    'chat_messages',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      channel: k.enumText(notificationChannels).notNull(),
      /** A room, or one person by their chat id. */
      recipient: k.enumText(['room', 'person']).notNull(),
      recipientId: k.text().notNull(),
      /** The event: one message per recipient. */
      eventId: k.text().notNull(),
      approvalId: k.text(),
      locale: k.enumText(locales).notNull(),
      content: k.json<ChatContent>().notNull(),
      /** Incremented with every edit. */
      revision: k.int().notNull().default(1),
      /** The revision last sent; 0 before the first. */
      sentRevision: k.int().notNull().default(0),
      /** Its channel in the chat, once it was sent. */
      place: k.text(),
      remoteId: k.text(),
      tries: k.int().notNull().default(0),
      /** Null when nothing has to be sent. */
      nextTryAt: k.timestamp(),
      failedAt: k.timestamp(),
      createdAt: k.timestamp().notNull(),
    },
    (t) => [
      k.uniqueIndex('chat_messages_event_uq').on(t.eventId, t.channel, t.recipientId),
      k.index('chat_messages_due_idx').on(t.nextTryAt),
      k.index('chat_messages_approval_idx').on(t.approvalId),
      k.index('chat_messages_created_idx').on(t.createdAt),
    ],
  )

  return { notifications, notificationPreferences, chatLinks, chatLinkCodes, chatMessages }
}
