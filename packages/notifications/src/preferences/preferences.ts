import { type NotificationChannel, type NotificationKind, type NotificationPreferences, notificationKinds } from '@pantheon/contract'

/** A wish that somebody has expressed; whatever they said nothing about is as usual. */
export interface Preference {
  kind: NotificationKind
  channel: NotificationChannel
  isOn: boolean
}

/** What comes by mail unless somebody wants it otherwise: what is waited for, and what something has to be done about. */
const mailed: ReadonlySet<NotificationKind> = new Set<NotificationKind>([
  'order.fulfilled',
  'order.failed',
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
  'approval.opened',
  'approval.reminded',
  'approval.escalated',
  'approval.rejected',
  'approval.expired',
  'approval.sent_back',
  'event.parked',
])
/** What comes by chat unless somebody wants it otherwise: what asks for an answer. */
const chatted: ReadonlySet<NotificationKind> = new Set<NotificationKind>(['approval.opened', 'approval.reminded', 'approval.escalated', 'approval.sent_back'])

const isUsual = (kind: NotificationKind, channel: NotificationChannel): boolean => {
  if (channel === 'inbox') return true
  return channel === 'mail' ? mailed.has(kind) : chatted.has(kind)
}

/** The channels, of those the server has, over which somebody with these wishes is told of a kind. */
export const channelsFor = (kind: NotificationKind, available: readonly NotificationChannel[], wishes: readonly Preference[]): NotificationChannel[] =>
  available.filter((channel) => wishes.find((wish) => wish.kind === kind && wish.channel === channel)?.isOn ?? isUsual(kind, channel))

/** What only those are told who may do something about it. */
const operatorKinds: ReadonlySet<NotificationKind> = new Set<NotificationKind>(['event.parked'])

/** Everything as it goes over the wire: each kind that the reader can be told of, with the channels that are on. */
export const toPreferences = (
  available: readonly NotificationChannel[],
  wishes: readonly Preference[],
  { isEmailVerified, isOperator }: { isEmailVerified: boolean; isOperator: boolean },
): NotificationPreferences => ({
  channels: [...available],
  items: notificationKinds.filter((kind) => isOperator || !operatorKinds.has(kind)).map((kind) => ({ kind, on: channelsFor(kind, available, wishes) })),
  isEmailVerified,
})
