import { ListNotifications, Notification, NotificationPage, NotificationRef, ReadNotifications, UnreadCount } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Notifications } from './notifications.service.ts'

const tags = ['notifications']

/** The door to one's own inbox. */
export const createNotificationsRouter = (notifications: Notifications) =>
  router({
    list: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/notifications', summary: 'What you were told, newest first', tags, protect: true } })
      .input(ListNotifications)
      .output(NotificationPage)
      .query(({ ctx, input }) => notifications.list(ctx.actor, input)),
    unread: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/notifications/unread', summary: 'How many you have not read', tags, protect: true } })
      .input(z.void())
      .output(UnreadCount)
      .query(({ ctx }) => notifications.unread(ctx.actor)),
    read: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/notifications/{id}/read', summary: 'Mark one as read', tags, protect: true } })
      .input(NotificationRef)
      .output(Notification)
      .mutation(({ ctx, input }) => notifications.read(ctx.actor, input)),
    readAll: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/notifications/read', summary: 'Mark all as read', tags, protect: true } })
      .input(ReadNotifications)
      .output(UnreadCount)
      .mutation(({ ctx, input }) => notifications.readAll(ctx.actor, input)),
  })
