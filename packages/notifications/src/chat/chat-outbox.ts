import type { Locale } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, createPump, type Logger, newId, systemScope } from '@pantheon/kernel'
import type { Schedule } from '@pantheon/runtime'
import { ChatError, type ChatTransport, type OutgoingChat } from './chat.port.ts'
import { claimDueChats, dropChatsBefore, findLatestChats, insertChat, type StoredChat, saveSent, saveTry } from './chat.repo.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
/** Delay after each failed attempt; short in total, because a request for a decision is stale after a day. */
const pauses = [5 * second, 15 * second, minute, 5 * minute, 15 * minute, hour, 3 * hour]
/** Longer than any transport takes for a batch; after this, the messages of a crashed instance are due again. */
const leaseMs = 5 * minute
const keepMs = 30 * 24 * hour
const batch = 10

const codeOf = (error: unknown): string => (error instanceof ChatError ? error.code : error instanceof Error ? error.name : 'unknown')

/**
 * Outbox for chat messages. A message is sent if and only if its transaction commits; it is retried while the chat is
 * unavailable, respecting the chat's retry delay. After a crash between sending and recording it, the transport looks for the
 * message before it sends it again; where the chat supports neither deduplication nor reading, it appears twice.
 */
export const createChatOutbox = ({ db, clock, logger, transports }: { db: Db; clock: Clock; logger: Logger; transports: readonly ChatTransport[] }) => {
  const systemDb = db.as(systemScope)
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms)

  const failed = async (message: StoredChat, error: unknown): Promise<void> => {
    const pause = error instanceof ChatError && error.isFinal ? undefined : pauses[message.tries - 1]
    const fields = { chatMessageId: message.id, tries: message.tries, channel: message.channel, reason: codeOf(error) }
    if (pause === undefined) {
      await saveTry(systemDb, message, { failedAt: clock.now(), nextTryAt: null })
      logger.error(fields, 'a chat message could not be sent and is given up')
      return
    }
    const wait = error instanceof ChatError ? Math.max(error.waitMs ?? 0, error.waitMs === undefined ? pause : 0) : pause
    await saveTry(systemDb, message, { nextTryAt: later(wait) })
    logger.warn(fields, 'a chat message could not be sent; it will be tried again')
  }

  const send = async (message: StoredChat): Promise<void> => {
    const transport = transports.find(({ channel }) => channel === message.channel)
    const { id, recipient, recipientId, locale, content, place, remoteId, createdAt, tries } = message
    const outgoing: OutgoingChat = { id, to: { recipient, id: recipientId }, locale, content, createdAt, isRepeated: tries > 1 }
    try {
      if (!transport) throw new ChatError('no_such_chat', undefined, true) // the settings have changed since
      const there = place !== null && remoteId !== null ? { place, remoteId } : undefined
      if (there) await transport.rewrite(outgoing, there)
      await saveSent(systemDb, message, there ?? (await transport.post(outgoing)), clock.now())
    } catch (error) {
      await failed(message, error)
    }
  }

  let isStarted = false
  const pump = createPump(async () => {
    try {
      const mine = await claimDueChats(systemDb, { now: clock.now(), leaseUntil: later(leaseMs), limit: batch })
      await Promise.allSettled(mine.map(send))
      if (mine.length > 0 && isStarted) pump.wake()
    } catch (error) {
      logger.error({ reason: codeOf(error) }, 'the chat messages could not be read')
    }
  })
  const wake = (): void => {
    if (isStarted) pump.wake()
  }
  const settled = async (): Promise<void> => {
    wake()
    await pump.idle()
  }

  return {
    transports,
    /** Runs in every process: each message has a lease, and a slow chat blocks one process only. */
    schedules: [
      { name: 'chat.send', every: second, scope: 'process', run: settled },
      { name: 'chat.sweep', every: hour, run: () => dropChatsBefore(systemDb, later(-keepMs), clock.now()) },
    ] satisfies Schedule[],
    /** Enqueues a message in the caller's transaction, once per event and recipient. Call `wake` after the commit. */
    put: (
      tx: Tx,
      message: Pick<StoredChat, 'organizationId' | 'channel' | 'recipient' | 'recipientId' | 'eventId' | 'approvalId' | 'content'> & { locale: Locale },
    ): Promise<void> => {
      const at = clock.now()
      return insertChat(tx, { ...message, id: newId(at), createdAt: at, nextTryAt: at })
    },
    wake,
    /** Sends what is due, and from then on when woken or scheduled. */
    start: (): void => {
      isStarted = true
      wake()
    },
    /** Stops sending and waits for messages in flight. */
    stop: async (): Promise<void> => {
      isStarted = false
      await pump.idle()
    },
    /** Resolves when every due message has been attempted; for tests. */
    settled,
    /** The newest messages of the embedded chat, for its page. */
    latest: (limit: number): Promise<StoredChat[]> => findLatestChats(systemDb, 'chat', limit),
  }
}
export type ChatOutbox = ReturnType<typeof createChatOutbox>
