import { type AuditEntry, agentNameOf, type EventName, type EventSubject } from '@pantheon/contract'
import type { Origin, UsedKey } from '@pantheon/kernel'

/** The chain of what belongs to no organization. */
export const platformChain = 'platform'

/**
 * What is not entered, and why. Everything else is: what a person or a key did, what money did, every event of
 * identity, and whatever is new and nobody has thought about yet.
 */
export const leftOut: Partial<Record<EventName, string>> = {
  'job.progressed': 'the system reporting to itself, up to a hundred times a job; that the job began and how it ended is entered',
  'notification.created': 'somebody is told of what is entered itself',
  'notification.read': 'reading changes nothing but what one person has still to read',
  'course.outlined': 'a step inside a job, which nobody asked for by itself; the course is entered when it is complete',
}
export const leftOutNames = Object.keys(leftOut) as EventName[]
export const isAudited = (name: EventName): boolean => !(name in leftOut)

/** An entry before it has its place in a chain. */
export interface Draft {
  organizationId: string
  id: string
  at: Date
  actorId: string | null
  action: string
  resourceType: string
  resourceId: string | null
  address: string | null
  userAgent: string | null
  requestId: string | null
  apiKey: UsedKey | null
  beforeDigest: string | null
  afterDigest: string | null
}
/** An entry as it is stored: `seq` is its place in the chain of `organizationId`, from 1. */
export interface StoredEntry extends Draft {
  seq: number
  prevHash: string
  hash: string
}
/** With the actor's name as it is today. */
export type NamedEntry = StoredEntry & { actorName: string | null }

/** What the log tells of an event. */
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

/** What an event says in the audit log. */
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

/** An entry as it goes over the wire: everything its hash covers, and what the actor is called today. */
export const toAuditEntry = ({ organizationId: _, at, apiKey, ...entry }: NamedEntry): AuditEntry => ({
  ...entry,
  ...(apiKey && { apiKey }),
  actorName: entry.actorName ?? agentNameOf(entry.actorId),
  at: at.toISOString(),
})
