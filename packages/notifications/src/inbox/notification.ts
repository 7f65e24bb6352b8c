import type { Notification, NotificationKind, NotificationSubject } from '@pantheon/contract'

const day = 24 * 3_600_000
const keepMs = 90 * day

/** What a notification is about. */
export interface About {
  subject: NotificationSubject
  subjectId: string
  title: string | null
}

/** A notification as we keep it. */
export interface StoredNotification {
  id: string
  organizationId: string
  userId: string
  eventId: string
  kind: NotificationKind
  data: About
  personId: string | null
  isInInbox: boolean
  readAt: Date | null
  createdAt: Date
}
/** With the name of whoever did it, as lists are read. */
export interface NamedNotification extends StoredNotification {
  personName: string | null
}

/** Something that happened, and whom it concerns; who of them is told, and how, is decided later. */
export interface NotificationRequest {
  eventId: string
  organizationId: string
  kind: NotificationKind
  at: Date
  about: About
  /** Who did it; null when no person did. */
  personId: string | null
  concerns: readonly string[]
}

/** Whom the news is told: each once, and nobody what they did themselves. */
export const audienceOf = ({ concerns, personId }: Pick<NotificationRequest, 'concerns' | 'personId'>): string[] =>
  [...new Set(concerns)].filter((id) => id !== personId)

/** True while something is worth telling. A log that is read from its beginning, after an upgrade, tells nobody of last year. */
export const isNotified = (happenedAt: Date, now: Date): boolean => now.getTime() - happenedAt.getTime() < day

/** What is older than this is dropped: 90 days. */
export const keptSince = (now: Date): Date => new Date(now.getTime() - keepMs)

/** The notification as it goes over the wire. */
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
