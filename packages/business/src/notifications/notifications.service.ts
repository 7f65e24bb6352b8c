import type { ListNotifications, Notification, NotificationRef, Page, ReadNotifications, UnreadCount } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, by, type Clock, mintScope, orFail, pageByTime } from '@pantheon/kernel'
import { keptSince, toNotification } from './notification.ts'
import { countUnread, dropOlderThan, findNotification, listNotifications, markRead } from './notifications.repo.ts'

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

    /** Drops what is older than 90 days; for a sweep every hour. */
    sweep: (): Promise<void> => dropOlderThan(everywhere, keptSince(clock.now())),
  }
}
export type Notifications = ReturnType<typeof createNotifications>
