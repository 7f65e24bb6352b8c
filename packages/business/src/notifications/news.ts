import { agentOf, type EventName, type NotificationKind } from '@pantheon/contract'
import type { Db, DeliveredEvent, EventHandlers } from '@pantheon/db'
import { mintScope } from '@pantheon/kernel'
import type { News } from './notification.ts'
import {
  findApprovalSubject,
  findInvitationSubject,
  findJobSubject,
  findOperators,
  findOrderSubject,
  findPlanSubject,
  isToldByOrder,
  type Subject,
} from './subjects.repo.ts'

type Of<Family extends string> = Extract<EventName, `${Family}.${string}`>
type AnyEvent = DeliveredEvent<EventName>

/** Which events are news, and to whom: handlers for a reader of the log. `tell` is idempotent by the event's id. */
export const createNewsHandlers = ({ db, tell }: { db: Db; tell: (news: News) => Promise<void> }): EventHandlers => {
  const everywhere = db.as(mintScope(null))

  /** News about something; to whoever it belongs to unless `concerns` says otherwise. What has no organization, or is gone, is nobody's news. */
  const announce = async (event: AnyEvent, kind: NotificationKind, subject: Subject | undefined, more: Partial<News> = {}): Promise<void> => {
    const { id: eventId, organizationId, at, actorId } = event
    const personId = agentOf(actorId) === undefined ? actorId : null
    if (!subject || organizationId === null) return
    await tell({ eventId, organizationId, kind, at: new Date(at), about: subject.about, personId, concerns: subject.userIds, ...more })
  }
  const aboutOrder =
    (kind: NotificationKind) =>
    async (event: DeliveredEvent<'order.fulfilled' | 'order.failed' | 'order.cancelled' | 'order.refunded' | 'payment.failed' | 'refund.succeeded'>) =>
      announce(event, kind, await findOrderSubject(everywhere, event.data.orderId))

  /** To those whose turn it is. By name it is the requester who asks. */
  const toApprovers =
    (kind: NotificationKind) =>
    async (event: DeliveredEvent<'approval.opened' | 'approval.resubmitted' | 'approval.delegated' | 'approval.reminded' | 'approval.escalated'>) => {
      const { approvalId, requesterId, userIds } = event.data
      await announce(event, kind, await findApprovalSubject(everywhere, approvalId), { concerns: userIds, personId: requesterId })
    }
  const toRequester = (kind: NotificationKind) => async (event: DeliveredEvent<Of<'approval'>>) =>
    announce(event, kind, await findApprovalSubject(everywhere, event.data.approvalId))

  return {
    'order.fulfilled': aboutOrder('order.fulfilled'),
    'order.failed': aboutOrder('order.failed'),
    'order.cancelled': aboutOrder('order.cancelled'),
    'order.refunded': aboutOrder('order.refunded'),
    'payment.failed': aboutOrder('payment.failed'),
    // Of the refund of a whole order the order tells.
    'refund.succeeded': async (event) => ((await isToldByOrder(everywhere, event.data.orderId, event.id)) ? undefined : aboutOrder('payment.refunded')(event)),
    // To operators, who can give the money back once more; and to the buyer, where they were told that it is on its way. What
    // was not approved the approval tells of.
    'refund.failed': async (event) => {
      const { orderId, failureCode, isBounced } = event.data
      if (failureCode === 'not_approved') return
      const subject = await findOrderSubject(everywhere, orderId)
      const concerns = [...(await findOperators(everywhere)), ...(isBounced && subject ? subject.userIds : [])]
      await announce(event, 'payment.refund_failed', subject, { concerns })
    },
    // Nobody did it, even where somebody's doing made us hear of it.
    'subscription.changed': async (event) =>
      event.data.turn
        ? announce(event, `subscription.${event.data.turn}`, await findPlanSubject(everywhere, event.data.subscriptionId), { personId: null })
        : undefined,
    // The failure of an order's job is the order's, which tells of it.
    'job.failed': async (event) =>
      event.data.orderId === null ? announce(event, 'job.failed', await findJobSubject(everywhere, event.data.jobId)) : undefined,
    'invitation.accepted': async (event) =>
      announce(event, 'invitation.accepted', await findInvitationSubject(everywhere, event.data.invitationId), { personId: event.data.userId }),
    'approval.opened': toApprovers('approval.opened'),
    'approval.resubmitted': toApprovers('approval.opened'),
    'approval.delegated': toApprovers('approval.opened'),
    'approval.reminded': toApprovers('approval.reminded'),
    'approval.escalated': toApprovers('approval.escalated'),
    'approval.approved': toRequester('approval.approved'),
    'approval.rejected': toRequester('approval.rejected'),
    'approval.expired': toRequester('approval.expired'),
    'approval.sent_back': toRequester('approval.sent_back'),
  }
}
