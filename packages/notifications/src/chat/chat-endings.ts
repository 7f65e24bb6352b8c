import type { NotificationKind } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Clock, systemScope } from '@pantheon/kernel'
import type { DeliveredEvent, EventHandlers } from '@pantheon/runtime'
import { findPersonName } from '../inbox/notifications.repo.ts'
import type { HoldersOf } from '../inbox/people.port.ts'
import { findSubject } from '../inbox/subjects.repo.ts'
import { findChatsOf, rewriteChat } from './chat.repo.ts'
import { answered } from './chat-message.ts'

type Ending = 'approval.approved' | 'approval.rejected' | 'approval.expired' | 'approval.sent_back'

export interface ChatEndingsDeps {
  db: Db
  clock: Clock
  holdersOf: HoldersOf
  wake: () => void
}

/** What a question in a chat becomes once it is answered, wherever that was: handlers for a reader of the log. */
export const createChatEndings = ({ db, clock, holdersOf, wake }: ChatEndingsDeps): EventHandlers => {
  const systemDb = db.as(systemScope)

  /** Rewrites every message that still asks, but for those that this very event has brought. */
  const close = async (
    event: DeliveredEvent<Ending | 'approval.cancelled' | 'approval.opened'>,
    how: NotificationKind | 'moved_on' | 'over',
  ): Promise<void> => {
    const { approvalId } = event.data
    const subject = await findSubject(systemDb, event, holdersOf)
    if (!subject) return
    const person = event.actorId === null ? null : await findPersonName(systemDb, event.actorId)
    const ending = how === 'moved_on' || how === 'over' ? how : { kind: how, about: subject.about, person }
    await systemDb.transaction(async (tx) => {
      for (const message of await findChatsOf(tx, approvalId)) {
        if (message.content.actions.length === 0 || message.eventId === event.id) continue
        await rewriteChat(tx, message, answered(message.locale, message.content, ending), clock.now())
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
  }
}
