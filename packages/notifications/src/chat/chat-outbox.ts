import type { Locale } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, createPump, type Logger, newId, systemScope } from '@pantheon/kernel'
import type { Schedule } from '@pantheon/runtime'
import { ChatError, type ChatTransport, type OutgoingChat } from './chat.port.ts'
import { claimDueChats, dropChatsBefore, findLatestChats, insertChat, type StoredChat, saveSent, saveTry } from './chat.repo.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
/** The pause after each try that failed: a question that comes a day late is no question any more. */
const pauses = [5 * second, 15 * second, minute, 5 * minute, 15 * minute, hour, 3 * hour]
/** Longer than any carrier takes over a batch; an instance that dies with a message in hand gives it back after this. */
const leaseMs = 5 * minute
const keepMs = 30 * 24 * hour
const batch = 10

const codeOf = (error: unknown): string => (error instanceof ChatError ? error.code : error instanceof Error ? error.name : 'unknown')

/**
 * Chat messages on their way out. What is put in goes out when, and only when, the transaction commits; it is tried
 * again while the chat is away, no sooner than the chat says. After a crash between handing over and writing it down it is
 * looked for before it is sent again; where the chat neither recognises it nor lets us look, it stands there twice.
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
    /** Every process looks for messages: each has a lease of its own, and a chat that is slow holds up one process only. */
    schedules: [
      { name: 'chat.send', every: second, scope: 'process', run: settled },
      { name: 'chat.sweep', every: hour, run: () => dropChatsBefore(systemDb, later(-keepMs), clock.now()) },
    ] satisfies Schedule[],
    /** Puts a message in, in the caller's transaction; once for each event and recipient. Call `wake` after the commit. */
    put: (
      tx: Tx,
      message: Pick<StoredChat, 'organizationId' | 'channel' | 'recipient' | 'recipientId' | 'eventId' | 'approvalId' | 'content'> & { locale: Locale },
    ): Promise<void> => {
      const at = clock.now()
      return insertChat(tx, { ...message, id: newId(at), createdAt: at, nextTryAt: at })
    },
    wake,
    /** Sends what is due, and from now on when it is woken or scheduled. */
    start: (): void => {
      isStarted = true
      wake()
    },
    /** Stops sending and waits for what is in hand. */
    stop: async (): Promise<void> => {
      isStarted = false
      await pump.idle()
    },
    /** Resolves when every message that was due has been tried; for tests. */
    settled,
    /** The newest messages of the embedded chat, for its page. */
    latest: (limit: number): Promise<StoredChat[]> => findLatestChats(systemDb, 'chat', limit),
  }
}
export type ChatOutbox = ReturnType<typeof createChatOutbox>
