import { eq, type Handle } from '@pantheon/db'
import type { About } from './notification.ts'

/** What something is called, where it is, and whom it belongs to. */
export interface Subject {
  about: About
  userId: string
}

export const findOrderSubject = async (db: Handle, orderId: string): Promise<Subject | undefined> => {
  const { orders } = db.tables
  const [order] = await db.select({ title: orders.productName, userId: orders.userId }).from(orders).where(eq(orders.id, orderId))
  return order && { userId: order.userId, about: { subject: 'order', subjectId: orderId, title: order.title } }
}

/** A job by what it works on: the course that there is, or else the topic that was asked for. */
export const findJobSubject = async (db: Handle, jobId: string): Promise<Subject | undefined> => {
  const { aiJobs, courses } = db.tables
  const [job] = await db.select({ input: aiJobs.input, output: aiJobs.output, userId: aiJobs.userId }).from(aiJobs).where(eq(aiJobs.id, jobId))
  if (!job) return undefined
  const { input, output, userId } = job
  const courseId = input.task === 'rewrite_lesson' ? input.courseId : output?.courseId
  const [course] = courseId === undefined ? [] : await db.select({ title: courses.title }).from(courses).where(eq(courses.id, courseId))
  if (course && courseId !== undefined) return { userId, about: { subject: 'course', subjectId: courseId, title: course.title } }
  return { userId, about: { subject: 'job', subjectId: jobId, title: input.task === 'write_course' ? input.request.topic : null } }
}

/** An invitation; it belongs to whoever sent it. */
export const findInvitationSubject = async (db: Handle, invitationId: string): Promise<Subject | undefined> => {
  const { invitations } = db.tables
  const [invitation] = await db.select({ userId: invitations.invitedBy }).from(invitations).where(eq(invitations.id, invitationId))
  return invitation && { userId: invitation.userId, about: { subject: 'invitation', subjectId: invitationId, title: null } }
}

/** A request for approval; it belongs to whoever asked. */
export const findApprovalSubject = async (db: Handle, approvalId: string): Promise<Subject | undefined> => {
  const { approvals } = db.tables
  const [approval] = await db.select({ title: approvals.title, userId: approvals.requesterId }).from(approvals).where(eq(approvals.id, approvalId))
  return approval && { userId: approval.userId, about: { subject: 'approval', subjectId: approvalId, title: approval.title } }
}

/** True when all of the order's money went back: then the order itself tells of it. */
export const isOrderRefunded = async (db: Handle, orderId: string): Promise<boolean> => {
  const { orders } = db.tables
  const [order] = await db.select({ status: orders.status }).from(orders).where(eq(orders.id, orderId))
  return order?.status === 'refunded'
}
