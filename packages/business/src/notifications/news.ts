import type { EventName, NotificationKind } from '@pantheon/contract'
import type { Db, DeliveredEvent, EventHandlers } from '@pantheon/db'
import { mintScope } from '@pantheon/kernel'
import type { News } from './notification.ts'
import { findInvitationSubject, findJobSubject, findOrderSubject, type Subject } from './subjects.repo.ts'

/** Which events are news, and to whom: handlers for a reader of the log. `tell` is idempotent by the event's id. */
export const createNewsHandlers = ({ db, tell }: { db: Db; tell: (news: News) => Promise<void> }): EventHandlers => {
  const everywhere = db.as(mintScope(null))

  /** News about something to whoever it belongs to. What has no organization, or is gone, is nobody's news. */
  const toOwner = async (event: DeliveredEvent<EventName & NotificationKind>, subject: Subject | undefined, personId = event.actorId): Promise<void> => {
    const { id: eventId, organizationId, name: kind, at } = event
    if (!subject || organizationId === null) return
    await tell({ eventId, organizationId, kind, at: new Date(at), about: subject.about, personId, concerns: [subject.userId] })
  }
  const aboutOrder = async (event: DeliveredEvent<'order.fulfilled' | 'order.failed' | 'order.cancelled' | 'payment.failed'>): Promise<void> =>
    toOwner(event, await findOrderSubject(everywhere, event.data.orderId))

  return {
    'order.fulfilled': aboutOrder,
    'order.failed': aboutOrder,
    'order.cancelled': aboutOrder,
    'payment.failed': aboutOrder,
    // The failure of an order's job is the order's, which tells of it.
    'job.failed': async (event) => (event.data.orderId === null ? toOwner(event, await findJobSubject(everywhere, event.data.jobId)) : undefined),
    'invitation.accepted': async (event) => toOwner(event, await findInvitationSubject(everywhere, event.data.invitationId), event.data.userId),
  }
}
