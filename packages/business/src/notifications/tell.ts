import type { NotificationChannel } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, mintScope, newId } from '@pantheon/kernel'
import { audienceOf, isNews, type News, type StoredNotification } from './notification.ts'
import { notificationLetter } from './notification-letter.ts'
import { findPersonName, findReaders, insertNotification, type Reader } from './notifications.repo.ts'
import type { Post } from './post.port.ts'
import { findWishes } from './preferences.repo.ts'
import { channelsFor } from './preferences.ts'

export interface TellDeps {
  db: Db
  clock: Clock
  post: Post
  /** The channels this server has. */
  channels: readonly NotificationChannel[]
  /** Where the shop is, for links. */
  publicUrl: string
}

/** Tells people of what concerns them, over the channels each has chosen. */
export const createTell = ({ db, clock, post, channels, publicUrl }: TellDeps) => {
  const everywhere = db.as(mintScope(null))

  const tellOne = async (tx: Tx, news: News & { person: string | null }, reader: Reader, over: readonly NotificationChannel[]): Promise<void> => {
    const { eventId, organizationId, kind, about, personId } = news
    const { id: userId, email: address, locale } = reader
    const told: StoredNotification = {
      ...{ id: newId(), organizationId, userId, eventId, kind, data: about, personId },
      ...{ isInInbox: over.includes('inbox'), readAt: null, createdAt: clock.now() },
    }
    if (!(await insertNotification(tx, told))) return
    if (told.isInInbox) tx.emit('notification.created', { organizationId, actorId: null, data: { notificationId: told.id, userId } })
    // An address that nobody confirmed may be a stranger's.
    if (over.includes('mail') && reader.isEmailVerified) await post.put(tx, { address, locale }, notificationLetter(reader, news, publicUrl))
  }

  /** Tells those it concerns who may still see it, each once however often it is told. */
  return async (news: News): Promise<void> => {
    if (!isNews(news.at, clock.now())) return
    await everywhere.transaction(async (tx) => {
      const readers = await findReaders(tx, news.organizationId, audienceOf(news))
      const ids = readers.map(({ id }) => id)
      const wishes = await findWishes(tx, ids, news.kind)
      const person = news.personId === null ? null : await findPersonName(tx, news.personId)
      for (const reader of readers) {
        const own = wishes.filter(({ userId }) => userId === reader.id)
        await tellOne(tx, { ...news, person }, reader, channelsFor(news.kind, channels, own))
      }
    })
    post.wake()
  }
}
export type Tell = ReturnType<typeof createTell>
