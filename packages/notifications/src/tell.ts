import type { Locale, NotificationChannel } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, mintScope, newId } from '@pantheon/kernel'
import type { ChatCarrier } from './chat/chat.port.ts'
import { findChatUsers, findOrganizationName, findRound } from './chat/chat.repo.ts'
import { chatMessage, isAsking, type Told } from './chat/chat-message.ts'
import type { ChatOutbox } from './chat/chat-outbox.ts'
import { audienceOf, isNews, type News, type StoredNotification } from './inbox/notification.ts'
import { findPersonName, findReaders, insertNotification, type Reader } from './inbox/notifications.repo.ts'
import { notificationLetter } from './mail/notification-letter.ts'
import type { Post } from './mail/post.port.ts'
import { findWishes } from './preferences/preferences.repo.ts'
import { channelsFor } from './preferences/preferences.ts'

export interface TellDeps {
  db: Db
  clock: Clock
  post: Post
  chat: Pick<ChatOutbox, 'put' | 'wake' | 'carriers'>
  /** The channels this server has. */
  channels: readonly NotificationChannel[]
  /** Where the shop is, for links. */
  publicUrl: string
}

/** Tells people of what concerns them, over the channels each has chosen. */
export const createTell = ({ db, clock, post, chat, channels, publicUrl }: TellDeps) => {
  const everywhere = db.as(mintScope(null))

  const tellOne = async (tx: Tx, news: News & { person: string | null }, reader: Reader, over: readonly NotificationChannel[]): Promise<void> => {
    const { eventId, organizationId, kind, about, personId } = news
    const { id: userId, email: address, locale } = reader
    const told: StoredNotification = {
      ...{ id: newId(clock.now()), organizationId, userId, eventId, kind, data: about, personId },
      ...{ isInInbox: over.includes('inbox'), readAt: null, createdAt: clock.now() },
    }
    if (!(await insertNotification(tx, told))) return
    if (told.isInInbox) tx.emit('notification.created', { organizationId, actorId: null, data: { notificationId: told.id, userId } })
    // An address that nobody confirmed may be a stranger's.
    if (over.includes('mail') && reader.isEmailVerified) await post.put(tx, { address, locale }, notificationLetter(reader, news, publicUrl))
  }

  /** To everybody of the room where decisions are asked for, and to each in person who wants that and is known there. */
  const tellChat = async (tx: Tx, news: News & { person: string | null }, carrier: ChatCarrier, readers: readonly Reader[], all: readonly Reader[]) => {
    const { channel, room } = carrier
    const { eventId, organizationId, about } = news
    const approvalId = about.subject === 'approval' ? about.subjectId : null
    const known = await findChatUsers(
      tx,
      channel,
      readers.map(({ id }) => id),
    )
    const isForRoom = room !== null && isAsking(news.kind) && all.length > 0
    if (known.length === 0 && !isForRoom) return
    const told: Told = {
      ...news,
      organizationName: await findOrganizationName(tx, organizationId),
      round: approvalId === null ? null : await findRound(tx, approvalId),
    }
    const put = (recipient: 'room' | 'person', recipientId: string, locale: Locale) =>
      chat.put(tx, { organizationId, channel, recipient, recipientId, eventId, approvalId, locale, content: chatMessage(locale, told, publicUrl) })
    if (isForRoom) await put('room', room, all[0]?.locale ?? 'en')
    for (const { userId, chatUserId } of known) await put('person', chatUserId, readers.find(({ id }) => id === userId)?.locale ?? 'en')
  }

  /** Tells those it concerns who may still see it, each once however often it is told. */
  return async (news: News): Promise<void> => {
    if (!isNews(news.at, clock.now())) return
    await everywhere.transaction(async (tx) => {
      const readers = await findReaders(tx, news.organizationId, audienceOf(news))
      const ids = readers.map(({ id }) => id)
      const wishes = await findWishes(tx, ids, news.kind)
      const person = news.personId === null ? null : await findPersonName(tx, news.personId)
      const told = { ...news, person }
      const over = new Map(
        readers.map(({ id }) => [
          id,
          channelsFor(
            news.kind,
            channels,
            wishes.filter(({ userId }) => userId === id),
          ),
        ]),
      )
      for (const reader of readers) await tellOne(tx, told, reader, over.get(reader.id) ?? [])
      for (const carrier of chat.carriers) {
        const wanting = readers.filter(({ id }) => over.get(id)?.includes(carrier.channel))
        await tellChat(tx, told, carrier, wanting, readers)
      }
    })
    post.wake()
    chat.wake()
  }
}
