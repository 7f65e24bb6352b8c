import { locales, type NotificationSubject, notificationChannels, notificationKinds } from '@pantheon/contract'
import { sql } from 'drizzle-orm'
import type { Kit } from '../kit.ts'
import type { identityTables } from './identity.ts'

/** What a chat message says and asks; `value` of an action comes back with the press of it. */
export interface ChatContent {
  text: string
  details: string[]
  link: { label: string; url: string }
  actions: { id: 'approve' | 'reject'; label: string; value: string }[]
  /** Whom it names, in which of its lines, and what that line is without the name. Absent where it names nobody. */
  people?: { id: string; line: string; anonymous: string }[]
}

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

  /** Who somebody is in a chat. They have shown that both accounts are theirs. */
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

  /** Codes given to people in a chat, to be confirmed by the account they belong to. */
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

  /** Chat messages as they should be, on their way to where they are read. The embedded chat is read here. */
  const chatMessages = k.table(
    'chat_messages',
    {
      id: k.id(),
      organizationId: k
        .text()
        .notNull()
        .references(() => organizations.id),
      channel: k.enumText(notificationChannels).notNull(),
      /** A room everybody in it reads, or one person, by their id in the chat. */
      recipient: k.enumText(['room', 'person']).notNull(),
      recipientId: k.text().notNull(),
      /** What it comes of: told once for each recipient. */
      eventId: k.text().notNull(),
      approvalId: k.text(),
      locale: k.enumText(locales).notNull(),
      content: k.json<ChatContent>().notNull(),
      /** Grows when it is rewritten. */
      revision: k.int().notNull().default(1),
      /** The revision that is shown there; 0 before the first. */
      sentRevision: k.int().notNull().default(0),
      /** Where it is there, once it was sent. */
      place: k.text(),
      remoteId: k.text(),
      tries: k.int().notNull().default(0),
      /** Null while nothing is to be sent. */
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
