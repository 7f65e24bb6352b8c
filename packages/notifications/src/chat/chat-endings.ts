import type { NotificationKind } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Clock, systemScope } from '@pantheon/kernel'
import type { DeliveredEvent, EventHandlers } from '@pantheon/runtime'
import { findPersonName } from '../inbox/notifications.repo.ts'
import type { HoldersOf } from '../inbox/people.port.ts'
import { findSubject } from '../inbox/subjects.repo.ts'
import { findChatsNaming, findChatsOf, findChatsOfOrganization, findOrganizationName, rewriteChat } from './chat.repo.ts'
import { anonymized, answered, underName } from './chat-message.ts'

type Ending = 'approval.approved' | 'approval.rejected' | 'approval.expired' | 'approval.sent_back'

export interface ChatEndingsDeps {
  db: Db
  clock: Clock
  holdersOf: HoldersOf
  wake: () => void
}

/** Event handlers that update chat messages once their request is decided anywhere, or once a user named in them is deleted. */
export const createChatEndings = ({ db, clock, holdersOf, wake }: ChatEndingsDeps): EventHandlers => {
  const systemDb = db.as(systemScope)

  /** Closes every open message of a request, except those created by this very event. */
  const close = async (
    event: DeliveredEvent<Ending | 'approval.cancelled' | 'approval.opened'>,
    outcome: NotificationKind | 'moved_on' | 'over',
  ): Promise<void> => {
    const { approvalId } = event.data
    const subject = await findSubject(systemDb, event, holdersOf)
    if (!subject) return
    const personId = event.actorId
    const person = personId === null ? null : await findPersonName(systemDb, personId)
    const ending = outcome === 'moved_on' || outcome === 'over' ? outcome : { kind: outcome, about: subject.about, personId, person }
    await systemDb.transaction(async (tx) => {
      for (const message of await findChatsOf(tx, approvalId)) {
        if (message.content.actions.length === 0 || message.eventId === event.id) continue
        await rewriteChat(tx, message, answered(message.locale, message.content, ending), clock.now())
      }
    })
    wake()
  }
  /** Removes the name of a deleted user from all messages. */
  const anonymize = async ({ data: { userId } }: DeliveredEvent<'user.deleted'>): Promise<void> => {
    await systemDb.transaction(async (tx) => {
      for (const message of await findChatsNaming(tx, userId)) await rewriteChat(tx, message, anonymized(message.content, userId), clock.now())
    })
    wake()
  }
  /** Removes the name of an organization that was deleted with an account, as it is often the user's name. One that can be restored keeps it. */
  const rename = async ({ data: { organizationId } }: DeliveredEvent<'organization.deleted'>): Promise<void> => {
    await systemDb.transaction(async (tx) => {
      const name = await findOrganizationName(tx, organizationId)
      for (const message of await findChatsOfOrganization(tx, organizationId)) {
        const content = underName(message.content, name)
        if (content.details[0] !== message.content.details[0]) await rewriteChat(tx, message, content, clock.now())
      }
    })
    wake()
  }
  const endsAs = (kind: Ending) => (event: DeliveredEvent<Ending>) => close(event, kind)

  return {
    'approval.opened': async (event) => (event.data.stage > 1 ? close(event, 'moved_on') : undefined),
    'approval.approved': endsAs('approval.approved'),
    'approval.rejected': endsAs('approval.rejected'),
    'approval.expired': endsAs('approval.expired'),
    'approval.sent_back': endsAs('approval.sent_back'),
    'approval.cancelled': (event) => close(event, 'over'),
    'user.deleted': anonymize,
    'organization.deleted': rename,
  }
}
