import type { ListNotifications, Notification, NotificationRef, Page, ReadNotifications, UnreadCount } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, mintScope, newId, orFail, pageByTime } from '@pantheon/kernel'
import { audienceOf, isNews, keptSince, type News, type StoredNotification, toNotification } from './notification.ts'
import { countUnread, dropOlderThan, findNotification, findReaders, insertNotification, listNotifications, markRead } from './notifications.repo.ts'

/** What people are told: the inbox of each, in the organization they are in. */
export const createNotifications = ({ db, clock }: { db: Db; clock: Clock }) => {
  const everywhere = db.as(mintScope(null))

  const unreadOf = async (actor: Actor): Promise<UnreadCount> => ({ unread: await countUnread(db.as(actor.scope), actor) })

  const mark = (actor: Actor, which: { id?: string; until?: Date }): Promise<void> =>
    db.as(actor.scope).transaction(async (tx) => {
      const marked = await markRead(tx, actor, clock.now(), which)
      if (marked > 0) tx.emit('notification.read', { ...by(actor), data: { userId: actor.userId } })
    })

  return {
    /** The actor's own notifications, newest first. */
    list: (actor: Actor, input: ListNotifications): Promise<Page<Notification>> =>
      pageByTime(input, (window) => listNotifications(db.as(actor.scope), actor, { isUnreadOnly: input.show === 'unread', ...window }), toNotification),

    unread: unreadOf,

    /** Marks one as read. Read before, it stays as it is. */
    read: async (actor: Actor, { id }: NotificationRef): Promise<Notification> => {
      await mark(actor, { id })
      return toNotification(orFail(await findNotification(db.as(actor.scope), actor, id), 'notification.not_found'))
    },

    /** Marks all as read that was there at `until`. How many are unread after that. */
    readAll: async (actor: Actor, { until }: ReadNotifications): Promise<UnreadCount> => {
      await mark(actor, until === undefined ? {} : { until: new Date(until) })
      return unreadOf(actor)
    },

    /** Tells those it concerns who may still see it, each once however often it is told. */
    tell: async (news: News): Promise<void> => {
      const now = clock.now()
      if (!isNews(news.at, now)) return
      await everywhere.transaction(async (tx) => {
        const { eventId, organizationId, kind, about, personId } = news
        for (const { id: userId } of await findReaders(tx, organizationId, audienceOf(news))) {
          const told: StoredNotification = {
            ...{ id: newId(), organizationId, userId, eventId, kind, data: about, personId },
            ...{ isInInbox: true, readAt: null, createdAt: now },
          }
          if (!(await insertNotification(tx, told))) continue
          tx.emit('notification.created', { organizationId, actorId: null, data: { notificationId: told.id, userId } })
        }
      })
    },

    /** Drops what is older than 90 days; for a sweep every hour. */
    sweep: (): Promise<void> => dropOlderThan(everywhere, keptSince(clock.now())),
  }
}
export type Notifications = ReturnType<typeof createNotifications>
