import { agentOf, type EventName, type NotificationKind } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { systemScope } from '@pantheon/kernel'
import type { DeliveredEvent, EventHandlers } from '@pantheon/runtime'
import type { NotificationRequest } from './inbox/notification.ts'
import type { HoldersOf } from './inbox/people.port.ts'
import { findOperators, findOrganizationOf, findSubject, isCoveredByOrder, isRefunded, type Subject } from './inbox/subjects.repo.ts'

type AnyEvent = DeliveredEvent<EventName>

export interface NotificationHandlersDeps {
  db: Db
  holdersOf: HoldersOf
  notify: (request: NotificationRequest) => Promise<void>
}

/** Event handlers that decide which events cause notifications, and for whom. `notify` is idempotent by the event's id. */
export const createNotificationHandlers = ({ db, holdersOf, notify }: NotificationHandlersDeps): EventHandlers => {
  const systemDb = db.as(systemScope)

  /** Notifies of an event; the subject's owners unless `concerns` is given. Skips subjects without an organization and deleted ones. */
  const announce = async (event: AnyEvent, kind: NotificationKind, subject: Subject | undefined, more: Partial<NotificationRequest> = {}): Promise<void> => {
    const { id: eventId, organizationId, at, actorId } = event
    const personId = agentOf(actorId) === undefined ? actorId : null
    if (!subject || organizationId === null) return
    await notify({ eventId, organizationId, kind, at: new Date(at), about: subject.about, personId, concerns: subject.userIds, ...more })
  }
  /** Notifies the owners of the event's subject. */
  const toOwner =
    (kind: NotificationKind, more?: Partial<NotificationRequest>) =>
    async (event: AnyEvent): Promise<void> =>
      announce(event, kind, await findSubject(systemDb, event, holdersOf), more)

  /** Notifies the users whose decision is awaited, naming the requester. */
  const toApprovers =
    (kind: NotificationKind) =>
    (event: DeliveredEvent<'approval.opened' | 'approval.resubmitted' | 'approval.delegated' | 'approval.reminded' | 'approval.escalated'>) =>
      toOwner(kind, { concerns: event.data.userIds, personId: event.data.requesterId })(event)

  return {
    'order.fulfilled': toOwner('order.fulfilled'),
    // A full refund cancels the job; the buyer is notified of the refund.
    'order.failed': async (event) => ((await isRefunded(systemDb, event.data.orderId, event.seq)) ? undefined : toOwner('order.failed')(event)),
    'order.cancelled': toOwner('order.cancelled'),
    'order.refunded': toOwner('order.refunded'),
    'payment.failed': toOwner('payment.failed'),
    // A full refund of an order is covered by the order's own notification.
    'refund.succeeded': async (event) => ((await isCoveredByOrder(systemDb, event.data.orderId, event.id)) ? undefined : toOwner('payment.refunded')(event)),
    // To operators, in the organization of the subject, or else in their own.
    'event.parked': async ({ data, ...event }) => {
      const concerns = await findOperators(systemDb)
      const organizationId = data.organizationId ?? (await findOrganizationOf(systemDb, concerns))
      const about = { subject: 'event', subjectId: data.parkedEventId, title: data.eventName } as const
      await announce({ ...event, data, organizationId }, 'event.parked', { about, userIds: concerns })
    },
    // To operators, who can retry the refund; and to the buyer if they were notified of it. A refund that was not approved is covered by the
    // approval's notification.
    'refund.failed': async (event) => {
      const { failureCode, isBounced } = event.data
      if (failureCode === 'not_approved') return
      const subject = await findSubject(systemDb, event, holdersOf)
      const concerns = [...(await findOperators(systemDb)), ...(isBounced && subject ? subject.userIds : [])]
      await announce(event, 'payment.refund_failed', subject, { concerns })
    },
    // Names no actor, even when a user's action triggered the sync.
    'subscription.changed': async (event) => {
      const planEvent = event.data.planEvent ?? event.data.turn
      return planEvent ? toOwner(`subscription.${planEvent}`, { personId: null })(event) : undefined
    },
    // To operators, who deliver the order by hand or refund it.
    'job.refused': async (event) => toOwner('job.refused', { concerns: await findOperators(systemDb) })(event),
    // The failure of an order's job is covered by the order's notification.
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
