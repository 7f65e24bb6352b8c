import { type AuditEntry, agentNameOf, type EventName } from '@pantheon/contract'
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

type Kind = EventName extends infer N ? (N extends `${infer K}.${string}` ? K : never) : never

/** What an event is about: the kind of thing, and the field of its data that names it. A new kind of event does not compile without a line here. */
const resources: Record<Kind, { type: string; field: string }> = {
  user: { type: 'user', field: 'userId' },
  session: { type: 'session', field: 'sessionId' },
  organization: { type: 'organization', field: 'organizationId' },
  member: { type: 'user', field: 'userId' },
  invitation: { type: 'invitation', field: 'invitationId' },
  team: { type: 'team', field: 'teamId' },
  role: { type: 'role', field: 'roleId' },
  api_key: { type: 'api_key', field: 'apiKeyId' },
  task: { type: 'task', field: 'taskId' },
  product: { type: 'product', field: 'productId' },
  order: { type: 'order', field: 'orderId' },
  approval: { type: 'approval', field: 'approvalId' },
  absence: { type: 'absence', field: 'absenceId' },
  policy: { type: 'policy', field: 'policyId' },
  payment: { type: 'payment', field: 'paymentId' },
  refund: { type: 'refund', field: 'refundId' },
  subscription: { type: 'subscription', field: 'subscriptionId' },
  invoice: { type: 'invoice', field: 'invoiceId' },
  job: { type: 'job', field: 'jobId' },
  course: { type: 'course', field: 'courseId' },
  notification: { type: 'notification', field: 'notificationId' },
}

/** Which thing an event is about. */
export const resourceOf = (name: EventName, data: Readonly<Record<string, unknown>>): { resourceType: string; resourceId: string | null } => {
  const { type, field } = resources[name.slice(0, name.indexOf('.')) as Kind]
  const id = data[field]
  return { resourceType: type, resourceId: typeof id === 'string' ? id : null }
}

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
  data: object
  origin: Origin | null
  beforeDigest: string | null
  afterDigest: string | null
}

/** What an event says in the audit log. */
export const draftEntry = ({ id, name, organizationId, actorId, at, data, origin, beforeDigest, afterDigest }: AuditedEvent): Draft => ({
  organizationId: organizationId ?? platformChain,
  id,
  at: new Date(at),
  actorId,
  action: name,
  ...resourceOf(name, data as Record<string, unknown>),
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
