import { agentOf, type EventName, type NotificationKind } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { systemScope } from '@pantheon/kernel'
import type { DeliveredEvent, EventHandlers } from '@pantheon/runtime'
import type { NotificationRequest } from './inbox/notification.ts'
import type { HoldersOf } from './inbox/people.port.ts'
import { findHome, findOperators, findSubject, isCoveredByOrder, type Subject } from './inbox/subjects.repo.ts'

type AnyEvent = DeliveredEvent<EventName>

export interface NewsDeps {
  db: Db
  holdersOf: HoldersOf
  notify: (request: NotificationRequest) => Promise<void>
}

/** Which events are news, and to whom: handlers for a reader of the log. `tell` is idempotent by the event's id. */
export const createNotificationHandlers = ({ db, holdersOf, notify }: NewsDeps): EventHandlers => {
  const systemDb = db.as(systemScope)

  /** News about something; to whoever it belongs to unless `concerns` says otherwise. What has no organization, or is gone, is nobody's news. */
  const announce = async (event: AnyEvent, kind: NotificationKind, subject: Subject | undefined, more: Partial<NotificationRequest> = {}): Promise<void> => {
    const { id: eventId, organizationId, at, actorId } = event
    const personId = agentOf(actorId) === undefined ? actorId : null
    if (!subject || organizationId === null) return
    await notify({ eventId, organizationId, kind, at: new Date(at), about: subject.about, personId, concerns: subject.userIds, ...more })
  }
  /** News about what the event is about, to whoever it belongs to. */
  const toOwner =
    (kind: NotificationKind, more?: Partial<NotificationRequest>) =>
    async (event: AnyEvent): Promise<void> =>
      announce(event, kind, await findSubject(systemDb, event, holdersOf), more)

  /** To those whose turn it is. By name it is the requester who asks. */
  const toApprovers =
    (kind: NotificationKind) =>
    (event: DeliveredEvent<'approval.opened' | 'approval.resubmitted' | 'approval.delegated' | 'approval.reminded' | 'approval.escalated'>) =>
      toOwner(kind, { concerns: event.data.userIds, personId: event.data.requesterId })(event)

  return {
    'order.fulfilled': toOwner('order.fulfilled'),
    'order.failed': toOwner('order.failed'),
    'order.cancelled': toOwner('order.cancelled'),
    'order.refunded': toOwner('order.refunded'),
    'payment.failed': toOwner('payment.failed'),
    // Of the refund of a whole order the order tells.
    'refund.succeeded': async (event) => ((await isCoveredByOrder(systemDb, event.data.orderId, event.id)) ? undefined : toOwner('payment.refunded')(event)),
    // To operators, in the organization of what it is about, or their own.
    'event.parked': async ({ data, ...event }) => {
      const concerns = await findOperators(systemDb)
      const organizationId = data.organizationId ?? (await findHome(systemDb, concerns))
      const about = { subject: 'event', subjectId: data.parkedEventId, title: data.eventName } as const
      await announce({ ...event, data, organizationId }, 'event.parked', { about, userIds: concerns })
    },
    // To operators, who can give the money back once more; and to the buyer, where they were told that it is on its way. What
    // was not approved the approval tells of.
    'refund.failed': async (event) => {
      const { failureCode, isBounced } = event.data
      if (failureCode === 'not_approved') return
      const subject = await findSubject(systemDb, event, holdersOf)
      const concerns = [...(await findOperators(systemDb)), ...(isBounced && subject ? subject.userIds : [])]
      await announce(event, 'payment.refund_failed', subject, { concerns })
    },
    // Nobody did it, even where somebody's doing made us hear of it.
    'subscription.changed': async (event) => {
      const planEvent = event.data.planEvent ?? event.data.turn
      return planEvent ? toOwner(`subscription.${planEvent}`, { personId: null })(event) : undefined
    },
    // To operators, who deliver the order by hand or give the money back.
    'job.refused': async (event) => toOwner('job.refused', { concerns: await findOperators(systemDb) })(event),
    // The failure of an order's job is the order's, which tells of it.
    'job.failed': async (event) => (event.data.orderId === null ? toOwner('job.failed')(event) : undefined),
    'invitation.accepted': (event) => toOwner('invitation.accepted', { personId: event.data.userId })(event),
    'approval.opened': toApprovers('approval.opened'),
    'approval.resubmitted': toApprovers('approval.opened'),
    'approval.delegated': toApprovers('approval.opened'),
    'approval.reminded': toApprovers('approval.reminded'),
    'approval.escalated': toApprovers('approval.escalated'),
    'approval.approved': toOwner('approval.approved'),
    'approval.rejected': toOwner('approval.rejected'),
    'approval.expired': toOwner('approval.expired'),
    'approval.sent_back': toOwner('approval.sent_back'),
  }
}
