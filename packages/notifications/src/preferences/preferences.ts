import { type NotificationChannel, type NotificationKind, type NotificationPreferences, notificationKinds } from '@pantheon/contract'

/** An explicit preference; defaults apply to everything else. */
export interface Preference {
  kind: NotificationKind
  channel: NotificationChannel
  isOn: boolean
}

/** Sent by mail by default: what users wait for, and what they have to act on. */
const mailedByDefault: ReadonlySet<NotificationKind> = new Set<NotificationKind>([
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
/** Sent by chat by default: what needs an answer. */
const sentToChatByDefault: ReadonlySet<NotificationKind> = new Set<NotificationKind>([
  'approval.opened',
  'approval.reminded',
  'approval.escalated',
  'approval.sent_back',
])

const isOnByDefault = (kind: NotificationKind, channel: NotificationChannel): boolean => {
  if (channel === 'inbox') return true
  return channel === 'mail' ? mailedByDefault.has(kind) : sentToChatByDefault.has(kind)
}

/** The available channels over which a user with these preferences is notified of a kind. */
export const channelsFor = (kind: NotificationKind, available: readonly NotificationChannel[], preferences: readonly Preference[]): NotificationChannel[] =>
  available.filter(
    (channel) => preferences.find((preference) => preference.kind === kind && preference.channel === channel)?.isOn ?? isOnByDefault(kind, channel),
  )

/** Kinds for operators only. */
const operatorKinds: ReadonlySet<NotificationKind> = new Set<NotificationKind>(['event.parked'])

/** Converts preferences to their wire format: each kind the reader can be notified of, with its active channels. */
export const toPreferences = (
  available: readonly NotificationChannel[],
  preferences: readonly Preference[],
  { isEmailVerified, isOperator }: { isEmailVerified: boolean; isOperator: boolean },
): NotificationPreferences => ({
  channels: [...available],
  items: notificationKinds.filter((kind) => isOperator || !operatorKinds.has(kind)).map((kind) => ({ kind, on: channelsFor(kind, available, preferences) })),
  isEmailVerified,
})
