import { createDiscord, createEmbeddedChat, createSlack } from '@pantheon/adapters'
import { createMemberActors, letterOf, type Mailbox } from '@pantheon/auth'
import {
  type Approvals,
  type ChatCarrier,
  createChatEndings,
  createChatLinks,
  createChatOutbox,
  createNewsHandlers,
  createNotificationPreferences,
  createNotifications,
  createPresses,
  createTell,
  type Post,
} from '@pantheon/business'
import type { Config } from '@pantheon/config'
import type { EventName, NotificationChannel, SystemPart } from '@pantheon/contract'
import { createConsumer, type Db, type DeliveredEvent, type EventHandlers, type FailurePolicy } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { Schedule } from '@pantheon/runtime'

export interface NoticesDeps {
  config: Pick<Config, 'publicUrl' | 'slack' | 'discord' | 'isProduction'>
  db: Db
  clock: Clock
  logger: Logger
  /** How events that cannot be told are tried again. */
  policy: FailurePolicy
  mailbox: Pick<Mailbox, 'put' | 'wake'>
  approvals: Pick<Approvals, 'approve' | 'reject'>
}

/** The mailbox as notifications use it: their words in the layout of our letters. */
const postOf = (mailbox: Pick<Mailbox, 'put' | 'wake'>): Post => ({
  put: (tx, { address, locale }, words) => mailbox.put(tx, address, letterOf(locale, words)),
  wake: mailbox.wake,
})

/** The chats that the settings name. Without any, whoever develops has a page; nobody would read that in production. */
const chatsOf = ({ slack: forSlack, discord: forDiscord, isProduction }: NoticesDeps['config']) => {
  const [slack, discord] = [forSlack && createSlack(forSlack), forDiscord && createDiscord(forDiscord)]
  const real = [slack?.carrier, discord?.carrier].filter((carrier): carrier is ChatCarrier => carrier !== undefined)
  return { slack, discord, carriers: real.length > 0 || isProduction ? real : [createEmbeddedChat()] }
}

/** Each event to all of them, one after the other. */
const inTurn = (...all: EventHandlers[]): EventHandlers => {
  const names = new Set(all.flatMap((handlers) => Object.keys(handlers) as EventName[]))
  const handle = (name: EventName) => async (event: DeliveredEvent<EventName>) => {
    for (const handlers of all) await handlers[name]?.(event as never)
  }
  return Object.fromEntries([...names].map((name) => [name, handle(name)]))
}

const partOf = (carriers: readonly ChatCarrier[]): SystemPart => ({
  part: 'chat',
  engine: carriers.map(({ name }) => name).join(' and ') || 'none',
  isEmbedded: carriers.every(({ isEmbedded }) => isEmbedded),
  variable: 'SLACK_BOT_TOKEN or DISCORD_BOT_TOKEN',
})

const hour = 3_600_000

/** Everything that tells people what concerns them. Reads top to bottom: adapters, services, workers. */
export const createNotices = ({ config, db, clock, logger, policy, mailbox, approvals }: NoticesDeps) => {
  const { publicUrl } = config
  const { slack, discord, carriers } = chatsOf(config)
  const channels: NotificationChannel[] = ['inbox', 'mail', ...carriers.map(({ channel }) => channel)]

  const notifications = createNotifications({ db, clock })
  const chat = createChatOutbox({ db, clock, logger, carriers })
  const tell = createTell({ db, clock, post: postOf(mailbox), chat, channels, publicUrl })
  const chatLinks = createChatLinks({ db, clock })
  const press = createPresses({
    ...{ db, logger, links: chatLinks, actorOf: createMemberActors({ db }), publicUrl },
    decide: (actor, { decision, approvalId: id, round }) => approvals[decision](actor, { id, round }),
  })

  // One reader for both: a question that is told after its answer was read would be asked for ever.
  const handlers = inTurn(createNewsHandlers({ db, tell }), createChatEndings({ db, clock, wake: chat.wake }))
  const consumer = createConsumer({ db, clock, logger, policy }, 'notifications', handlers)

  return {
    services: { notifications, notificationPreferences: createNotificationPreferences({ db, channels }), chatLinks },
    parts: [partOf(carriers)],
    /** Tells of something that is no event of the log; for tests. */
    tell,
    /** Chats as HTTP needs them: who signs, what is pressed, and what becomes of it. */
    chats: { slack, discord, press, outbox: chat, isEmbedded: carriers.some(({ isEmbedded }) => isEmbedded) },
    start: async (): Promise<void> => {
      await consumer.start()
      chat.start()
    },
    schedules: [{ name: 'notifications.sweep', every: hour, run: notifications.sweep }, ...chat.schedules] satisfies Schedule[],
    stop: async (): Promise<void> => {
      await consumer.stop()
      await chat.stop()
    },
  }
}
export type Notices = ReturnType<typeof createNotices>
