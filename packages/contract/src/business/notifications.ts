import { z } from 'zod'
import { Line } from '../plain-text.ts'
import { Id, Instant, InstantInput, PageRequest, pageOf } from '../primitives.ts'

/** The kinds of notifications, named after their events. */
export const notificationKinds = [
  'order.fulfilled',
  'order.failed',
  'order.cancelled',
  'order.refunded',
  'payment.failed',
  'payment.refunded',
  'payment.refund_failed',
  'subscription.unpaid',
  'subscription.lapsed',
  'subscription.called_off',
  'subscription.ended',
  'subscription.reduced',
  'job.refused',
  'job.failed',
  'invitation.accepted',
  'approval.opened',
  'approval.reminded',
  'approval.escalated',
  'approval.approved',
  'approval.rejected',
  'approval.expired',
  'approval.sent_back',
  'event.parked',
] as const
export const NotificationKind = z.enum(notificationKinds)
export type NotificationKind = z.infer<typeof NotificationKind>

/** The kinds of resources that a notification links to. */
export const notificationSubjects = ['order', 'course', 'job', 'invitation', 'approval', 'plan', 'event'] as const
export const NotificationSubject = z.enum(notificationSubjects)
export type NotificationSubject = z.infer<typeof NotificationSubject>

/** A notification for one person. It has no sentence: the reader's client builds it from the kind, the title and the person. */
export const Notification = z
  .object({
    id: Id,
    organizationId: Id,
    kind: NotificationKind,
    subject: NotificationSubject,
    subjectId: z.string(),
    /** The name of the subject: what an order is about, a course's title, a plan's name. Null when it has none. */
    title: z.string().nullable(),
    /** The current name of the person who caused it. Null without one, or when they have left. */
    person: z.string().nullable(),
    createdAt: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof Notification>

/** The path of a notification's subject on the site, in AIFactory or under `/pantheon/`; undefined where it has no page. */
export const notificationPath = ({ subject, subjectId }: Pick<Notification, 'subject' | 'subjectId'>): string | undefined => {
  if (subject === 'order') return `/orders/${subjectId}`
  if (subject === 'course') return `/courses/${subjectId}`
  if (subject === 'approval') return `/approvals/${subjectId}`
  if (subject === 'plan') return '/plan'
  if (subject === 'event') return '/pantheon/parked-events/'
  return subject === 'invitation' ? '/organization/members' : undefined
}

export const ListNotifications = PageRequest.extend({ show: z.enum(['all', 'unread']).default('all') })
export type ListNotifications = z.infer<typeof ListNotifications>
export const NotificationPage = pageOf(Notification)
export const NotificationRef = z.object({ id: Id })
export type NotificationRef = z.infer<typeof NotificationRef>
/** How many unread notifications the caller has. */
export const UnreadCount = z.object({ unread: z.int() })
export type UnreadCount = z.infer<typeof UnreadCount>
/** Marks all notifications as read, or with `until` those that existed at that time, so that later ones stay unread. */
export const ReadNotifications = z.object({ until: InstantInput.optional() })
export type ReadNotifications = z.infer<typeof ReadNotifications>

/** Channels of notifications. `chat` is the embedded one for development, whose messages stay on the server. */
export const notificationChannels = ['inbox', 'mail', 'slack', 'discord', 'chat'] as const
export const NotificationChannel = z.enum(notificationChannels)
export type NotificationChannel = z.infer<typeof NotificationChannel>

/** The channels of each kind of notification, as chosen by the caller. */
export const NotificationPreferences = z
  .object({
    /** The channels that this server has. */
    channels: z.array(NotificationChannel),
    items: z.array(z.object({ kind: NotificationKind, on: z.array(NotificationChannel) })),
    /** False while mail is off because the address is not verified. */
    isEmailVerified: z.boolean(),
  })
  .meta({ id: 'NotificationPreferences' })
export type NotificationPreferences = z.infer<typeof NotificationPreferences>
export const SetNotificationPreference = z.object({ kind: NotificationKind, channel: NotificationChannel, isOn: z.boolean() })
export type SetNotificationPreference = z.infer<typeof SetNotificationPreference>

/** The code that was shown in a chat. */
export const ChatCode = z.object({ code: Line(40, 4) })
export type ChatCode = z.infer<typeof ChatCode>
export const ChatLinkOffer = z.object({ channel: NotificationChannel, name: z.string() })
export type ChatLinkOffer = z.infer<typeof ChatLinkOffer>
export const ChatRef = z.object({ channel: NotificationChannel })
export type ChatRef = z.infer<typeof ChatRef>
/** The caller's linked chat accounts, with their names there. */
export const ChatLinks = z.object({ items: z.array(z.object({ channel: NotificationChannel, name: z.string(), linkedAt: Instant })) })
export type ChatLinks = z.infer<typeof ChatLinks>
