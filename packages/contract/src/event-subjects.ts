import { type EventSubject, type EventSubjects, type SubjectType, subjectKey } from './event-subject.ts'
import type { EventData, EventName } from './events.ts'

type Named = EventSubject | undefined
type Rule<N extends EventName> = (data: EventData<N>, owner?: EventSubject) => EventSubjects | undefined

/** The subject with this id, if there is one. Events of an older version may lack a field. */
const one = (type: SubjectType, id: string | null | undefined): Named => (typeof id === 'string' ? { type, id } : undefined)

const found = (subject: EventSubject, others: readonly Named[]): EventSubject[] => {
  const related = new Map<string, EventSubject>()
  for (const other of others) if (other && subjectKey(other) !== subjectKey(subject)) related.set(subjectKey(other), other)
  return [...related.values()]
}
/** The subjects of an event whose subject has no owner. */
const about = (subject: Named, ...others: Named[]): EventSubjects | undefined =>
  subject && { subject, related: found(subject, others), streamKey: subjectKey(subject) }
/** The subjects of an event whose subject is owned by the first of `owners` that is present. */
const within = (subject: Named, ...owners: Named[]): EventSubjects | undefined => {
  if (!subject) return undefined
  const related = found(subject, owners)
  return { subject, related, streamKey: subjectKey(related[0] ?? subject) }
}

const user = ({ userId }: { userId: string }) => about(one('user', userId))
const session = ({ sessionId, userId }: { sessionId: string; userId: string }) => within(one('session', sessionId), one('user', userId))
const organization = ({ organizationId, userId }: { organizationId: string; userId?: string }) =>
  about(one('organization', organizationId), one('user', userId))
const invitation = ({ invitationId, userId }: { invitationId: string; userId?: string }) => about(one('invitation', invitationId), one('user', userId))
const team = ({ teamId, userId }: { teamId: string; userId?: string }) => about(one('team', teamId), one('user', userId))
const role = ({ roleId }: { roleId: string }) => about(one('role', roleId))
const apiKey = ({ apiKeyId, userId }: { apiKeyId: string; userId: string }) => within(one('api_key', apiKeyId), one('user', userId))
const task = ({ taskId }: { taskId: string }) => about(one('task', taskId))
const product = ({ productId }: { productId: string }) => about(one('product', productId))
const order = ({ orderId, userId }: { orderId: string; userId?: string }) => about(one('order', orderId), one('user', userId))
const payment = ({ paymentId, orderId }: { paymentId: string; orderId: string }) => within(one('payment', paymentId), one('order', orderId))
const refund = ({ refundId, paymentId, orderId }: { refundId: string; paymentId: string; orderId: string }) =>
  within(one('refund', refundId), one('order', orderId), one('payment', paymentId))
const subscription = ({ subscriptionId }: { subscriptionId: string }) => about(one('subscription', subscriptionId))
const invoice = ({ invoiceId, orderId, subscriptionId }: { invoiceId: string; orderId: string | null; subscriptionId?: string | null }) =>
  within(one('invoice', invoiceId), one('order', orderId), one('subscription', subscriptionId))
const job = ({ jobId, orderId }: { jobId: string; orderId: string | null }) => within(one('job', jobId), one('order', orderId))
const course = ({ courseId, jobId, orderId }: { courseId: string; jobId: string; orderId: string | null }) =>
  within(one('course', courseId), one('order', orderId), one('job', jobId))
/** The owner of an approval is the resource to be approved, or the order behind it, which the data does not name. */
const approval = (
  { approvalId, resourceType, resourceId }: { approvalId: string; resourceType: 'order' | 'refund' | 'aws_action'; resourceId: string },
  owner?: EventSubject,
) => within(one('approval', approvalId), owner, one(resourceType, resourceId))
const absence = ({ absenceId, userId }: { absenceId: string; userId: string }) => within(one('absence', absenceId), one('user', userId))
const policy = ({ policyId }: { policyId: string }) => about(one('policy', policyId))
const parked = ({ eventId }: { eventId: string }) => about(one('event', eventId))

/** The subjects of each event, by its data. */
const rules: { readonly [N in EventName]: Rule<N> } = {
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
  'organization.transferred': organization,
  'organization.deleted': organization,
  'organization.restored': organization,
  'organization.purged': organization,
  'member.joined': user,
  'member.role_changed': user,
  'member.left': user,
  'member.removed': user,
  'invitation.sent': invitation,
  'invitation.accepted': invitation,
  'invitation.declined': invitation,
  'invitation.revoked': invitation,
  'team.created': team,
  'team.renamed': team,
  'team.deleted': team,
  'team.member_added': team,
  'team.member_removed': team,
  'role.created': role,
  'role.changed': role,
  'role.deleted': role,
  'api_key.created': apiKey,
  'api_key.revoked': apiKey,
  'task.created': task,
  'task.updated': task,
  'task.deleted': task,
  'product.created': product,
  'product.updated': product,
  'product.archived': product,
  'product.restored': product,
  'product.deleted': product,
  'order.placed': order,
  'order.approved': order,
  'order.paid': order,
  'order.started': order,
  'order.fulfilled': order,
  'order.cancelled': order,
  'order.failed': order,
  'order.refunded': order,
  'payment.created': payment,
  'payment.succeeded': payment,
  'payment.failed': payment,
  'payment.action_required': payment,
  'payment.cancelled': payment,
  'payment.disputed': payment,
  'refund.held': refund,
  'refund.requested': refund,
  'refund.succeeded': refund,
  'refund.failed': refund,
  'subscription.changed': subscription,
  'invoice.issued': invoice,
  'invoice.issue_failed': invoice,
  'job.refused': order,
  'job.queued': job,
  'job.started': job,
  'job.progressed': job,
  'job.succeeded': job,
  'job.failed': job,
  'job.cancelled': job,
  'course.outlined': course,
  'course.updated': course,
  'course.completed': course,
  'approval.opened': approval,
  'approval.voted': approval,
  'approval.approved': approval,
  'approval.rejected': approval,
  'approval.sent_back': approval,
  'approval.resubmitted': approval,
  'approval.delegated': approval,
  'approval.reminded': approval,
  'approval.escalated': approval,
  'approval.expired': approval,
  'approval.cancelled': approval,
  'approval.commented': approval,
  'absence.created': absence,
  'absence.removed': absence,
  'policy.created': policy,
  'policy.changed': policy,
  'policy.removed': policy,
  'event.parked': parked,
  'event.replayed': parked,
  'event.dropped': parked,
  'notification.created': ({ notificationId, userId }) => within(one('notification', notificationId), one('user', userId)),
  'notification.read': ({ userId }) => within(one('inbox', userId), one('user', userId)),
}

/**
 * The subjects of an event. `owner` is the subject's owner where the data does not name it. Undefined when the data does not name the
 * subject, or the event name is unknown.
 */
export const subjectsOf = <N extends EventName>(name: N, data: EventData<N>, owner?: EventSubject): EventSubjects | undefined =>
  (rules[name] as Rule<N> | undefined)?.(data, owner)
