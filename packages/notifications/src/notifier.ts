import type { Locale, NotificationChannel } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, newId, systemScope } from '@pantheon/kernel'
import type { ChatTransport } from './chat/chat.port.ts'
import { findChatUsers, findOrganizationName, findTurn } from './chat/chat.repo.ts'
import { type ChatMessageInput, chatMessage, isAsking } from './chat/chat-message.ts'
import type { ChatOutbox } from './chat/chat-outbox.ts'
import { audienceOf, isNotified, type NotificationRequest, type StoredNotification } from './inbox/notification.ts'
import { findPersonName, findReaders, insertNotification, type Reader } from './inbox/notifications.repo.ts'
import { notificationEmail } from './mail/notification-email.ts'
import type { MailOutbox } from './mail/post.port.ts'
import { findPreferences } from './preferences/preferences.repo.ts'
import { channelsFor } from './preferences/preferences.ts'

export interface NotifierDeps {
  db: Db
  clock: Clock
  post: MailOutbox
  chat: Pick<ChatOutbox, 'put' | 'wake' | 'transports'>
  /** The channels of this server. */
  channels: readonly NotificationChannel[]
  /** Base URL of the site, for links. */
  publicUrl: string
}

/** Notifies users over the channels each has chosen. */
export const createNotifier = ({ db, clock, post, chat, channels, publicUrl }: NotifierDeps) => {
  const systemDb = db.as(systemScope)

  const notifyPerson = async (
    tx: Tx,
    request: NotificationRequest & { person: string | null },
    reader: Reader,
    over: readonly NotificationChannel[],
  ): Promise<void> => {
    const { eventId, organizationId, kind, about, personId } = request
    const { id: userId, email: address, locale } = reader
    const notification: StoredNotification = {
      id: newId(clock.now()),
      organizationId,
      userId,
      eventId,
      kind,
      data: about,
      personId,
      isInInbox: over.includes('inbox'),
      readAt: null,
      createdAt: clock.now(),
    }
    if (!(await insertNotification(tx, notification))) return
    if (notification.isInInbox) tx.emit('notification.created', { organizationId, actorId: null, data: { notificationId: notification.id, userId } })
    // An unverified address may belong to somebody else.
    if (over.includes('mail') && reader.isEmailVerified) await post.put(tx, { address, locale }, notificationEmail(reader, request, publicUrl))
  }

  /** Posts to the shared room when a decision is asked for, and sends a direct message to each linked user who wants it. */
  const notifyChat = async (
    tx: Tx,
    request: NotificationRequest & { person: string | null },
    transport: ChatTransport,
    readers: readonly Reader[],
    all: readonly Reader[],
  ) => {
    const { channel, room } = transport
    const { eventId, organizationId, about } = request
    const approvalId = about.subject === 'approval' ? about.subjectId : null
    const known = await findChatUsers(
      tx,
      channel,
      readers.map(({ id }) => id),
    )
    const isForRoom = room !== null && isAsking(request.kind) && all.length > 0
    if (known.length === 0 && !isForRoom) return
    const notification: ChatMessageInput = {
      ...request,
      organizationName: await findOrganizationName(tx, organizationId),
      turn: approvalId === null ? null : await findTurn(tx, approvalId),
    }
    const put = (recipient: 'room' | 'person', recipientId: string, locale: Locale) =>
      chat.put(tx, { organizationId, channel, recipient, recipientId, eventId, approvalId, locale, content: chatMessage(locale, notification, publicUrl) })
    if (isForRoom) await put('room', room, all[0]?.locale ?? 'en')
    for (const { userId, chatUserId } of known) await put('person', chatUserId, readers.find(({ id }) => id === userId)?.locale ?? 'en')
  }

  /** Notifies the concerned users who may still see the subject. Idempotent per event and user. */
  return async (request: NotificationRequest): Promise<void> => {
    if (!isNotified(request.at, clock.now())) return
    await systemDb.transaction(async (tx) => {
      const readers = await findReaders(tx, request.organizationId, audienceOf(request))
      const ids = readers.map(({ id }) => id)
      const preferences = await findPreferences(tx, ids, request.kind)
      const person = request.personId === null ? null : await findPersonName(tx, request.personId)
      const notification = { ...request, person }
      const over = new Map(
        readers.map(({ id }) => [
          id,
          channelsFor(
            request.kind,
            channels,
            preferences.filter(({ userId }) => userId === id),
          ),
        ]),
      )
      for (const reader of readers) await notifyPerson(tx, notification, reader, over.get(reader.id) ?? [])
      for (const transport of chat.transports) {
        const wanting = readers.filter(({ id }) => over.get(id)?.includes(transport.channel))
        await notifyChat(tx, notification, transport, wanting, readers)
      }
    })
    post.wake()
    chat.wake()
  }
}
