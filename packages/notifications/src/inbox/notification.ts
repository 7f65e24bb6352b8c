import type { Notification, NotificationKind, NotificationSubject } from '@pantheon/contract'
import type { Row } from '@pantheon/db'

const day = 24 * 3_600_000
const keepMs = 90 * day

/** The subject of a notification. */
export interface About {
  subject: NotificationSubject
  subjectId: string
  title: string | null
}

/** A notification as stored. */
export type StoredNotification = Row<'notifications'>
/** With the name of the actor, as lists are read. */
export interface NamedNotification extends StoredNotification {
  personName: string | null
}

/** An event and the users it concerns; which of them are notified, and how, is decided later. */
export interface NotificationRequest {
  eventId: string
  organizationId: string
  kind: NotificationKind
  at: Date
  about: About
  /** The acting user; null when no user acted. */
  personId: string | null
  concerns: readonly string[]
}

/** The users to notify: each once, and never of their own actions. */
export const audienceOf = ({ concerns, personId }: Pick<NotificationRequest, 'concerns' | 'personId'>): string[] =>
  [...new Set(concerns)].filter((id) => id !== personId)

/** True while an event is recent enough: reading the log from its start, after an upgrade, must not notify of old events. */
export const isNotified = (happenedAt: Date, now: Date): boolean => now.getTime() - happenedAt.getTime() < day

/** Notifications older than 90 days are deleted. */
export const keptSince = (now: Date): Date => new Date(now.getTime() - keepMs)

/** Converts a notification to its wire format. */
export const toNotification = ({ id, organizationId, kind, data, personName, createdAt, readAt }: NamedNotification): Notification => ({
  id,
  organizationId,
  kind,
  subject: data.subject,
  subjectId: data.subjectId,
  title: data.title,
  person: personName,
  createdAt: createdAt.toISOString(),
  readAt: readAt?.toISOString() ?? null,
})
