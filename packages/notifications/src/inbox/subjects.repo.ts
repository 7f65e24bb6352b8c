import { describeJob, type EventSubject, orderTitle, planTitles, type SubjectType } from '@pantheon/contract'
import { and, desc, eq, eventsOf, type Handle, inArray, isNull, lt } from '@pantheon/db'
import type { About } from './notification.ts'
import type { HoldersOf } from './people.port.ts'

/** A subject's title, location and owners. */
export interface Subject {
  about: About
  userIds: readonly string[]
}

const findOrder = async (db: Handle, orderId: string): Promise<Subject | undefined> => {
  const { orders } = db.tables
  const { input, productName, userId } = orders
  const [order] = await db.select({ input, productName, userId }).from(orders).where(eq(orders.id, orderId))
  return order && { userIds: [order.userId], about: { subject: 'order', subjectId: orderId, title: orderTitle(order) } }
}

/** A job, titled by the course it works on, or else by its input. */
const findJob = async (db: Handle, jobId: string): Promise<Subject | undefined> => {
  const { aiJobs, courses } = db.tables
  const { jobType, input, output, userId } = aiJobs
  const [job] = await db.select({ jobType, input, output, userId }).from(aiJobs).where(eq(aiJobs.id, jobId))
  if (!job) return undefined
  const { title, subject } = describeJob(job)
  const userIds = [job.userId]
  const [course] = subject?.type === 'course' ? await db.select({ id: courses.id, title: courses.title }).from(courses).where(eq(courses.id, subject.id)) : []
  if (course) return { userIds, about: { subject: 'course', subjectId: course.id, title: course.title } }
  return { userIds, about: { subject: 'job', subjectId: jobId, title } }
}

/** An invitation; its owner is the sender. */
const findInvitation = async (db: Handle, invitationId: string): Promise<Subject | undefined> => {
  const { invitations } = db.tables
  const [invitation] = await db.select({ userId: invitations.invitedBy }).from(invitations).where(eq(invitations.id, invitationId))
  return invitation && { userIds: [invitation.userId], about: { subject: 'invitation', subjectId: invitationId, title: null } }
}

/** A request for approval; its owner is the requester. */
const findApproval = async (db: Handle, approvalId: string): Promise<Subject | undefined> => {
  const { approvals } = db.tables
  const [approval] = await db.select({ title: approvals.title, userId: approvals.requesterId }).from(approvals).where(eq(approvals.id, approvalId))
  return approval && { userIds: [approval.userId], about: { subject: 'approval', subjectId: approvalId, title: approval.title } }
}

/** A plan; its owners are the members who manage billing. */
const findPlan = async (db: Handle, subscriptionId: string, holdersOf: HoldersOf): Promise<Subject | undefined> => {
  const { subscriptions } = db.tables
  const [found] = await db
    .select({ plan: subscriptions.plan, organizationId: subscriptions.organizationId })
    .from(subscriptions)
    .where(eq(subscriptions.id, subscriptionId))
  return (
    found && {
      userIds: (await holdersOf(db, found.organizationId, 'billing:manage')).map(({ userId }) => userId),
      about: { subject: 'plan', subjectId: subscriptionId, title: planTitles[found.plan] },
    }
  )
}

/** The subjects that have a page and notifications. */
const finders: Partial<Record<SubjectType, (db: Handle, id: string, holdersOf: HoldersOf) => Promise<Subject | undefined>>> = {
  order: findOrder,
  job: findJob,
  invitation: findInvitation,
  approval: findApproval,
  subscription: findPlan,
}

/** The subject of an event's notification: the event's own, or the first related one, that has a page. */
export const findSubject = async (
  db: Handle,
  { subject, related }: { subject: EventSubject; related: readonly EventSubject[] },
  holdersOf: HoldersOf,
): Promise<Subject | undefined> => {
  const shown = [subject, ...related].find(({ type }) => finders[type] !== undefined)
  return shown && finders[shown.type]?.(db, shown.id, holdersOf)
}

/** The operators of the platform. */
export const findOperators = async (db: Handle): Promise<string[]> => {
  const { users } = db.tables
  const operators = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.deletedAt)))
  return operators.map(({ id }) => id)
}

/** An organization of these users; null when they have none. */
export const findOrganizationOf = async (db: Handle, userIds: readonly string[]): Promise<string | null> => {
  const { memberships } = db.tables
  if (userIds.length === 0) return null
  const [organization] = await db
    .select({ id: memberships.organizationId })
    .from(memberships)
    .where(inArray(memberships.userId, [...userIds]))
    .limit(1)
  return organization?.id ?? null
}

/** True when a refund of the whole order was under way or done at this place of the log. */
export const isRefunded = async (db: Handle, orderId: string, seq: number): Promise<boolean> => {
  const { events } = db.tables
  const [last] = await db
    .select({ name: events.name, data: events.data })
    .from(events)
    .where(and(eventsOf(db, { type: 'order', id: orderId }), inArray(events.name, ['refund.requested', 'refund.failed']), lt(events.seq, seq)))
    .orderBy(desc(events.seq))
    .limit(1)
  return last?.name === 'refund.requested' && 'isWhole' in last.data && last.data.isWhole === true
}

/**
 * True when the order was refunded as a whole after this event, so that the order's own notification covers it. Later refunds
 * of the order are not covered.
 */
export const isCoveredByOrder = async (db: Handle, orderId: string, eventId: string): Promise<boolean> => {
  const { events } = db.tables
  const [own] = await db.select({ seq: events.seq }).from(events).where(eq(events.id, eventId))
  const refunds = await db
    .select({ seq: events.seq })
    .from(events)
    .where(and(eventsOf(db, { type: 'order', id: orderId }), eq(events.name, 'order.refunded')))
  return refunds.some(({ seq }) => own !== undefined && seq > own.seq)
}
