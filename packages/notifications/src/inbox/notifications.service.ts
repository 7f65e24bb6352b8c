import type { ListNotifications, Notification, NotificationRef, Page, ReadNotifications, UnreadCount } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, actorFields, type Clock, orFail, pageByTime, systemScope } from '@pantheon/kernel'
import type { Notifications } from '../notifications.types.ts'
import { keptSince, toNotification } from './notification.ts'
import { countUnread, dropOlderThan, findNotification, listNotifications, markRead } from './notifications.repo.ts'

/** `Notifications` plus methods for the rest of the server. */
export interface NotificationsInternals extends Notifications {
  /** Deletes notifications older than 90 days; run hourly. */
  sweep(): Promise<void>
}

/** The inbox of each user, in the organization they act in. */
export const createNotifications = ({ db, clock }: { db: Db; clock: Clock }): NotificationsInternals => {
  const systemDb = db.as(systemScope)

  const unreadOf = async (actor: Actor): Promise<UnreadCount> => ({ unread: await countUnread(db.as(actor.scope), actor) })

  const mark = (actor: Actor, which: { id?: string; until?: Date }): Promise<void> =>
    db.as(actor.scope).transaction(async (tx) => {
      const marked = await markRead(tx, actor, clock.now(), which)
      if (marked > 0) tx.emit('notification.read', { ...actorFields(actor), data: { userId: actor.userId } })
    })

  return {
    list: (actor: Actor, input: ListNotifications): Promise<Page<Notification>> =>
      pageByTime(input, (window) => listNotifications(db.as(actor.scope), actor, { isUnreadOnly: input.show === 'unread', ...window }), toNotification),

    unread: unreadOf,

    read: async (actor: Actor, { id }: NotificationRef): Promise<Notification> => {
      await mark(actor, { id })
      return toNotification(orFail(await findNotification(db.as(actor.scope), actor, id), 'notification.not_found'))
    },

    readAll: async (actor: Actor, { until }: ReadNotifications): Promise<UnreadCount> => {
      await mark(actor, until === undefined ? {} : { until: new Date(until) })
      return unreadOf(actor)
    },

    sweep: (): Promise<void> => dropOlderThan(systemDb, keptSince(clock.now())),
  }
}
