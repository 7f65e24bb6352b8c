import { type AuditEntry, agentNameOf, type EventName, type EventSubject } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import type { Origin } from '@pantheon/kernel'

/** The chain of events without an organization. */
export const platformChain = 'platform'

/**
 * Events without an entry, and why. Everything else is entered: actions of users and keys, movements of money, every event of
 * identity, and by default any new event.
 */
export const leftOut: Partial<Record<EventName, string>> = {
  'job.progressed': 'the system reporting to itself, up to a hundred times a job; that the job began and how it ended is entered',
  'notification.created': 'somebody is told of what is entered itself',
  'notification.read': 'reading changes nothing but what one person has still to read',
  'course.outlined': 'a step inside a job, which nobody asked for by itself; the course is entered when it is complete',
}
export const leftOutNames = Object.keys(leftOut) as EventName[]
export const isAudited = (name: EventName): boolean => !(name in leftOut)

/** An entry as stored: `seq` is its place in the chain of `organizationId`, from 1. */
export type StoredEntry = Row<'auditEntries'>
/** An entry that has no place in a chain yet. */
export type Draft = Omit<StoredEntry, 'seq' | 'prevHash' | 'hash'>
/** An entry with the actor's current name. */
export type NamedEntry = StoredEntry & { actorName: string | null }

/** The parts of an event that the audit log uses. */
export interface AuditedEvent {
  id: string
  name: EventName
  organizationId: string | null
  actorId: string | null
  at: string
  subject: EventSubject
  origin: Origin | null
  beforeDigest: string | null
  afterDigest: string | null
}

/** Converts an event to an entry. */
export const draftEntry = ({ id, name, organizationId, actorId, at, subject, origin, beforeDigest, afterDigest }: AuditedEvent): Draft => ({
  organizationId: organizationId ?? platformChain,
  id,
  at: new Date(at),
  actorId,
  action: name,
  resourceType: subject.type,
  resourceId: subject.id,
  address: origin?.address || null,
  userAgent: origin?.userAgent || null,
  requestId: origin?.requestId || null,
  apiKey: origin?.apiKey ?? null,
  beforeDigest,
  afterDigest,
})

/** Converts an entry to its wire format: everything its hash covers, and the actor's current name. */
export const toAuditEntry = ({ organizationId: _, at, apiKey, ...entry }: NamedEntry): AuditEntry => ({
  ...entry,
  ...(apiKey && { apiKey }),
  actorName: entry.actorName ?? agentNameOf(entry.actorId),
  at: at.toISOString(),
})
