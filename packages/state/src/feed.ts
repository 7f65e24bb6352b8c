import type { LoggedEvent } from '@pantheon/contract'
import { type Db, isVisible, type LogReader, lastSeq, readSince, toLoggedEvent } from '@pantheon/db'
import { createPump, type Logger, systemScope } from '@pantheon/kernel'

/** How many events are kept in memory: a client that missed more gets a fresh snapshot instead. */
const maxEvents = 1000
const pollMs = 1000
/** The feed counts as stale when its last reading began longer ago than this. */
const staleMs = 2500

interface Reader {
  who: LogReader
  queue: LoggedEvent[]
  isOverrun: boolean
  wake: () => void
}

/** This process's view of the event log: read once, however many clients watch, and delivered to each reader that may see the event. */
export const createFeed = ({ db, logger }: { db: Db; logger: Logger }) => {
  const log = db.as(systemScope) // one reading for all readers; `isVisible` filters per reader
  const readers = new Set<Reader>()
  const listeners = new Set<(event: LoggedEvent) => void>()
  let recent: LoggedEvent[] = []
  let head = 0
  let readAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let unsubscribe: (() => void) | undefined

  const deliver = (event: LoggedEvent): void => {
    for (const reader of readers) {
      if (!isVisible(reader.who, event)) continue
      if (reader.queue.length >= maxEvents) {
        reader.queue = []
        reader.isOverrun = true
      } else reader.queue.push(event)
      reader.wake()
    }
  }
  const readNew = async (): Promise<void> => {
    const from = performance.now()
    for (;;) {
      const rows = await readSince(log, head, 200)
      for (const row of rows) {
        const event = toLoggedEvent(row)
        head = event.seq
        recent.push(event)
        for (const listener of listeners) listener(event) // before any reader: a reader that lost access must not receive the event
        deliver(event)
      }
      if (recent.length > maxEvents) recent = recent.slice(-maxEvents)
      if (rows.length < 200) break
    }
    readAt = from
  }
  const reading = createPump(() => readNew().catch((error: unknown) => logger.warn({ err: error }, 'could not read the event log')))
  /** Reads all events written so far. */
  const catchUp = (): Promise<void> => {
    reading.wake()
    return reading.idle()
  }

  /** The events that a client at `from` missed; undefined when there are too many or `from` is not a position of this log. */
  const missedSince = async (from: number, who: LogReader): Promise<LoggedEvent[] | undefined> => {
    // A snapshot may contain newer events than the feed has read.
    if (from > head) await catchUp()
    if (from > head || head - from > maxEvents) return undefined
    const first = recent[0]
    const all = first && first.seq <= from + 1 ? recent : (await readSince(log, from, maxEvents)).map(toLoggedEvent)
    return all.filter((event) => event.seq > from && event.seq <= head && isVisible(who, event))
  }

  return {
    start: async (): Promise<void> => {
      head = await lastSeq(log)
      unsubscribe = db.onEvents(reading.wake)
      timer = setInterval(reading.wake, pollMs) // polling finds events whose notification was lost
      reading.wake()
    },
    /** True while everything that was written 2.5 seconds ago has been read; false when the database does not respond. */
    isCurrent: (): boolean => performance.now() - readAt < staleMs,
    /** Calls `listener` with every event in order, private ones too, as soon as this process reads it. Returns the unsubscribe function. */
    onEvent: (listener: (event: LoggedEvent) => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: async (): Promise<void> => {
      unsubscribe?.()
      clearInterval(timer)
      await reading.idle()
    },
    /**
     * Events after `from` that the reader may see, in order, without end. Yields `undefined` when the reader needs a fresh snapshot: it
     * was disconnected too long, or reads too slowly.
     */
    async *since(from: number, who: LogReader, signal: AbortSignal): AsyncGenerator<LoggedEvent | undefined> {
      let notify = (): void => {}
      const reader: Reader = { who, queue: [], isOverrun: false, wake: () => notify() }
      readers.add(reader) // subscribe before reading the past, so that no event in between is missed
      const stop = (): void => notify()
      signal.addEventListener('abort', stop)
      try {
        const missed = await missedSince(from, who)
        if (!missed) yield undefined
        let last = from
        for (const event of missed ?? []) {
          last = event.seq
          yield event
        }
        while (!signal.aborted) {
          const batch = reader.queue.splice(0)
          if (reader.isOverrun) {
            reader.isOverrun = false
            yield undefined
          }
          for (const event of batch) {
            if (event.seq <= last) continue
            last = event.seq
            yield event
          }
          if (reader.queue.length > 0 || signal.aborted) continue
          await new Promise<void>((resolve) => {
            notify = resolve
          })
        }
      } finally {
        readers.delete(reader)
        signal.removeEventListener('abort', stop)
      }
    },
  }
}
export type Feed = ReturnType<typeof createFeed>
