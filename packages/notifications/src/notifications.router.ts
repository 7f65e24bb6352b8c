import {
  ChatCode,
  ChatLinkOffer,
  ChatLinks,
  ChatRef,
  ListNotifications,
  Notification,
  NotificationPage,
  NotificationPreferences,
  NotificationRef,
  ReadNotifications,
  SetNotificationPreference,
  UnreadCount,
} from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { NotificationServices } from './notifications.types.ts'

const tags = ['notifications']

/** Procedures for the caller's inbox and notification preferences. */
export const createNotificationsRouter = ({ notifications, notificationPreferences: preferences, chatLinks }: NotificationServices) =>
  router({
    list: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/notifications', summary: 'List your notifications, newest first', tags, protect: true } })
      .input(ListNotifications)
      .output(NotificationPage)
      .query(({ ctx, input }) => notifications.list(ctx.actor, input)),
    unread: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/notifications/unread', summary: 'Count unread notifications', tags, protect: true } })
      .input(z.void())
      .output(UnreadCount)
      .query(({ ctx }) => notifications.unread(ctx.actor)),
    read: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/notifications/{id}/read', summary: 'Mark a notification as read', tags, protect: true } })
      .input(NotificationRef)
      .output(Notification)
      .mutation(({ ctx, input }) => notifications.read(ctx.actor, input)),
    readAll: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/notifications/read', summary: 'Mark all notifications as read', tags, protect: true } })
      .input(ReadNotifications)
      .output(UnreadCount)
      .mutation(({ ctx, input }) => notifications.readAll(ctx.actor, input)),
    preferences: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/notifications/preferences', summary: 'Read your notification settings', tags, protect: true } })
      .input(z.void())
      .output(NotificationPreferences)
      .query(({ ctx }) => preferences.read(ctx.actor)),
    setPreference: allow('account:manage')
      .meta({ openapi: { method: 'PUT', path: '/notifications/preferences', summary: 'Update a notification setting', tags, protect: true } })
      .input(SetNotificationPreference)
      .output(NotificationPreferences)
      .mutation(({ ctx, input }) => preferences.set(ctx.actor, input)),
    chatLinks: allow('account:read')
      .meta({ openapi: { method: 'GET', path: '/notifications/chat-links', summary: 'List your linked chat accounts', tags, protect: true } })
      .input(z.void())
      .output(ChatLinks)
      .query(({ ctx }) => chatLinks.list(ctx.actor)),
    chatOffer: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/notifications/chat-links/offer', summary: 'Read the chat account of a code', tags, protect: true } })
      .input(ChatCode)
      .output(ChatLinkOffer)
      .mutation(({ input }) => chatLinks.offer(input)),
    linkChat: allow('account:manage')
      .meta({ openapi: { method: 'POST', path: '/notifications/chat-links', summary: 'Link a chat account', tags, protect: true } })
      .input(ChatCode)
      .output(ChatLinks)
      .mutation(({ ctx, input }) => chatLinks.confirm(ctx.actor, input)),
    unlinkChat: allow('account:manage')
      .meta({ openapi: { method: 'DELETE', path: '/notifications/chat-links/{channel}', summary: 'Unlink a chat account', tags, protect: true } })
      .input(ChatRef)
      .output(ChatLinks)
      .mutation(({ ctx, input }) => chatLinks.remove(ctx.actor, input)),
  })
