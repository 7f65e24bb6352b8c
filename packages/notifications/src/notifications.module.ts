import type { EventName, NotificationChannel } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Actor, Clock, Logger } from '@pantheon/kernel'
import type { DeliveredEvent, EventHandlers, Module } from '@pantheon/runtime'
import type { ApprovalAnswers } from './chat/approvals.port.ts'
import type { ChatTransport } from './chat/chat.port.ts'
import { createChatEndings } from './chat/chat-endings.ts'
import { createChatLinks } from './chat/chat-links.service.ts'
import { createChatOutbox } from './chat/chat-outbox.ts'
import { createInteractionHandler, type InteractionHandlerDeps } from './chat/interactions.service.ts'
import { createNotifications } from './inbox/notifications.service.ts'
import type { HoldersOf } from './inbox/people.port.ts'
import type { MailOutbox } from './mail/post.port.ts'
import { createNotificationHandlers } from './notification-handlers.ts'
import { createNotifier } from './notifier.ts'
import { createNotificationPreferences } from './preferences/preferences.service.ts'

const hour = 3_600_000

/** Merges handlers: each event goes to all of them, one after the other. */
const inTurn = (...all: EventHandlers[]): EventHandlers => {
  const names = new Set(all.flatMap((handlers) => Object.keys(handlers) as EventName[]))
  const handle = (name: EventName) => async (event: DeliveredEvent<EventName>) => {
    for (const handlers of all) await handlers[name]?.(event as never)
  }
  return Object.fromEntries([...names].map((name) => [name, handle(name)]))
}

export interface NotificationsModuleDeps {
  db: Db
  clock: Clock
  logger: Logger
  publicUrl: string
  post: MailOutbox
  chats: readonly ChatTransport[]
  approvals: ApprovalAnswers
  holdersOf: HoldersOf
  /** A user as an actor in an organization, with their permissions there. */
  actorOf: InteractionHandlerDeps['actorOf']
}

/** Notifies users over the inbox, mail and chats. */
export const createNotificationsModule = ({ db, clock, logger, publicUrl, post, chats, approvals, holdersOf, actorOf }: NotificationsModuleDeps) => {
  const channels: NotificationChannel[] = ['inbox', 'mail', ...chats.map(({ channel }) => channel)]
  const notifications = createNotifications({ db, clock })
  const outbox = createChatOutbox({ db, clock, logger, transports: [...chats] })
  const notify = createNotifier({ db, clock, post, chat: outbox, channels, publicUrl })
  const chatLinks = createChatLinks({ db, clock })
  const handleInteraction = createInteractionHandler({
    db,
    logger,
    links: chatLinks,
    actorOf,
    publicUrl,
    decide: (actor: Actor, { decision, approvalId: id, round, stage }) => approvals[decision](actor, { id, round, stage }),
  })
  return {
    services: { notifications, notificationPreferences: createNotificationPreferences({ db, channels }), chatLinks },
    // One consumer for both: otherwise a request could be sent after its answer was processed, and stay open forever.
    consumers: [
      {
        name: 'notifications',
        handlers: inTurn(createNotificationHandlers({ db, holdersOf, notify }), createChatEndings({ db, clock, holdersOf, wake: outbox.wake })),
      },
    ],
    schedules: [{ name: 'notifications.sweep', every: hour, run: notifications.sweep }, ...outbox.schedules],
    /** Notifies without an event of the log; for tests. */
    notify,
    /** Handles a button pressed in a chat. */
    handleInteraction,
    /** Outbox of chat messages. */
    outbox,
    startWork: async () => outbox.start(),
    drain: outbox.stop,
  } satisfies Module & Record<string, unknown>
}
