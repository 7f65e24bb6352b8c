import { z } from 'zod'
import { JobStep, JobType } from './agents/jobs.ts'
import { TaskStatus } from './agents/tasks.ts'
import { ApprovalResource } from './business/approvals.ts'
import { ProductCategory } from './business/catalogue.ts'
import { PlanEvent, PlanName } from './business/credits.ts'
import { invoiceKinds } from './business/invoices.ts'
import { OrderInput } from './business/orders.ts'
import { EventSubject } from './event-subject.ts'
import { Id, Instant } from './primitives.ts'

const product = z.object({ productId: Id })
const order = z.object({ orderId: Id })
const payment = z.object({ paymentId: Id, orderId: Id })
const refund = payment.extend({ refundId: Id })
const job = z.object({ jobId: Id, jobType: JobType, orderId: Id.nullable() })
const course = z.object({ courseId: Id, jobId: Id, orderId: Id.nullable() })

const user = z.object({ userId: Id })
const session = z.object({ sessionId: z.string(), userId: Id })
const organization = z.object({ organizationId: Id })
const role = z.object({ roleId: Id })
const team = z.object({ teamId: Id })
const invitation = z.object({ invitationId: Id })
const apiKey = z.object({ apiKeyId: Id, userId: Id })
const task = z.object({ taskId: Id })
const reader = z.object({ userId: Id })
const approval = z.object({ approvalId: Id, resourceType: ApprovalResource, resourceId: Id, requesterId: Id })
/** `userIds` are the users who have to decide next. */
const approvalStep = approval.extend({ userIds: z.array(Id) })
const absence = z.object({ absenceId: Id, userId: Id, deputyId: Id })
/** An event that a consumer of the log failed to handle. */
const parked = z.object({ parkedEventId: Id, eventId: Id, eventName: z.string(), consumer: z.string(), organizationId: Id.nullable() })
const policy = z.object({ policyId: Id, subject: ApprovalResource })

/** All events, past tense, with their data. The event log drives jobs, timelines and live updates. */
export const events = {
  'user.registered': user,
  'user.profile_changed': user,
  'user.email_verified': user,
  'user.password_changed': user,
  'user.password_reset': user,
  'user.github_linked': user,
  'user.github_unlinked': user,
  'user.deleted': user,
  'session.started': session,
  'session.ended': session,
  'session.switched': session,
  'session.token_reused': session,
  'organization.created': organization,
  'organization.renamed': organization,
  'organization.transferred': organization.extend({ userId: Id }),
  'organization.deleted': organization,
  'organization.restored': organization,
  'organization.purged': organization,
  'member.joined': user,
  'member.role_changed': user,
  'member.left': user,
  'member.removed': user,
  'invitation.sent': invitation,
  'invitation.accepted': invitation.extend({ userId: Id }),
  'invitation.declined': invitation,
  'invitation.revoked': invitation,
  'team.created': team,
  'team.renamed': team,
  'team.deleted': team,
  'team.member_added': team.extend({ userId: Id }),
  'team.member_removed': team.extend({ userId: Id }),
  'role.created': role,
  'role.changed': role,
  'role.deleted': role,
  'api_key.created': apiKey,
  'api_key.revoked': apiKey,
  'task.created': task,
  'task.updated': task.extend({ status: TaskStatus }),
  'task.deleted': task,
  'product.created': product,
  'product.updated': product,
  'product.archived': product,
  'product.restored': product,
  'product.deleted': product,
  'order.placed': order,
  'order.approved': order,
  'order.paid': order.extend({ userId: Id, category: ProductCategory, input: OrderInput }),
  'order.started': order,
  'order.fulfilled': order,
  'order.cancelled': order,
  'order.failed': order,
  'order.refunded': order,
  'payment.created': payment,
  'payment.succeeded': payment,
  'payment.failed': payment.extend({ failureCode: z.string() }),
  'payment.action_required': payment,
  'payment.cancelled': payment,
  'payment.disputed': payment.extend({ state: z.enum(['open', 'won', 'lost']) }),
  /** Requested, and waiting for an approval. */
  'refund.held': refund,
  /** Sent to the provider: at once, or after its approval. */
  'refund.requested': refund.extend({ isWhole: z.boolean() }),
  'refund.succeeded': refund,
  /** `isBounced`: it had succeeded, and the bank returned the money. */
  'refund.failed': refund.extend({ failureCode: z.string(), isBounced: z.boolean() }),
  /**
   * The plan changed, began, ended, or is about to. `plan` is the one in force now; `planEvent` what the owner has to be notified of.
   * The version before wrote and reads it as `turn`, which the next one drops.
   */
  'subscription.changed': z.object({
    subscriptionId: Id,
    plan: PlanName,
    planEvent: PlanEvent.nullable().optional(),
    turn: PlanEvent.nullable().optional(),
  }),
  /** `kind` is missing in events older than the field. */
  'invoice.issued': z.object({ invoiceId: Id, orderId: Id.nullable(), kind: z.enum(invoiceKinds).optional() }),
  /** Issuing it failed; it is retried automatically and does not block others. */
  'invoice.issue_failed': z.object({ invoiceId: Id, orderId: Id.nullable(), subscriptionId: Id.nullable() }),
  /** The agent rejects `fields` of the order's input. A person delivers the order or refunds it. */
  'job.refused': order.extend({ fields: z.array(z.string()) }),
  'job.queued': job,
  'job.started': job,
  'job.progressed': job.extend({ progress: z.int(), step: JobStep }),
  'job.succeeded': job,
  'job.failed': job.extend({ errorCode: z.string() }),
  'job.cancelled': job,
  'course.outlined': course,
  'course.updated': course,
  'course.completed': course,
  /** A stage begins, the first or a later one. `stage` counts from 1. */
  'approval.opened': approvalStep.extend({ stage: z.int() }),
  'approval.voted': approval.extend({ stage: z.int(), decision: z.enum(['approve', 'reject']) }),
  'approval.approved': approval,
  'approval.rejected': approval,
  /** `userIds` is the requester. */
  'approval.sent_back': approvalStep,
  'approval.resubmitted': approvalStep,
  /** `userIds` is the new approver. */
  'approval.delegated': approvalStep,
  'approval.reminded': approvalStep,
  'approval.escalated': approvalStep,
  'approval.expired': approval,
  'approval.cancelled': approval,
  'approval.commented': approval,
  'absence.created': absence,
  'absence.removed': absence,
  'policy.created': policy,
  'policy.changed': policy,
  'policy.removed': policy,
  /** It failed too often, and waits for an operator. */
  'event.parked': parked,
  'event.replayed': parked,
  'event.dropped': parked,
  'notification.created': reader.extend({ notificationId: Id }),
  'notification.read': reader,
} as const
export type EventName = keyof typeof events
export type EventData<N extends EventName> = z.infer<(typeof events)[N]>

/** Events of a person's own sign-in, or problems for operators, are private: they go to the audit log, never to the feeds. */
export const isPrivateEvent = (name: EventName): boolean =>
  name.startsWith('session.') || name.startsWith('event.') || name === 'invoice.issue_failed' || (name.startsWith('user.') && name !== 'user.registered')

/** Personal events (notifications) are delivered only to one person, `userId` of the data, and are not in the feed of an organization. */
export const isPersonalEvent = (name: EventName): boolean => name.startsWith('notification.')

type OneOf<Area extends string> = Extract<EventName, `${Area}.${string}`>
/** Events that the feed of an organization may contain. */
export type PublicEventName = Exclude<
  EventName,
  OneOf<'session'> | OneOf<'event'> | OneOf<'notification'> | 'invoice.issue_failed' | Exclude<OneOf<'user'>, 'user.registered'>
>
export const isPublicEvent = (name: EventName): name is PublicEventName => !isPrivateEvent(name) && !isPersonalEvent(name)

/** A logged event of one name. */
export interface LoggedEventOf<N extends EventName> {
  id: string
  /** The sequence number: the position in the total order of events, and the version of the composite state. */
  seq: number
  name: N
  /** The resource that the event is about. */
  subject: EventSubject
  /** Related resources; the owner of the subject comes first. */
  related: EventSubject[]
  organizationId: string | null
  actorId: string | null
  at: string
  data: EventData<N>
}
/** An entry of the log: its name determines its data. */
export type LoggedEvent = { [N in EventName]: LoggedEventOf<N> }[EventName]

/** An entry of the log on the wire. Only the envelope is validated when reading: the log may hold data of an older version, which must not be rejected. */
export const LoggedEvent = z
  .object({
    id: Id,
    seq: z.int(),
    name: z.enum(Object.keys(events) as [EventName, ...EventName[]]),
    subject: EventSubject,
    related: z.array(EventSubject),
    organizationId: Id.nullable(),
    actorId: z.string().nullable(),
    at: Instant,
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'LoggedEvent' }) as unknown as z.ZodType<LoggedEvent>
