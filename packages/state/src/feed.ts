import type { LoggedEvent } from '@pantheon/contract'
import { type Db, isVisible, type LogReader, lastSeq, readSince, toLoggedEvent } from '@pantheon/db'
import { createPump, type Logger, systemScope } from '@pantheon/kernel'

/** How many events are kept in memory, and the most a returning client is given before a fresh snapshot serves it better. */
const kept = 1000
const pollMs = 1000
/** A reading that began longer ago than this says nothing of now any more. */
const currentMs = 2500

interface Reader {
  who: LogReader
  queue: LoggedEvent[]
  isOverrun: boolean
  wake: () => void
}

/**
 * The event log as this process watches it: read once, however many clients watch, and handed to each reader
 * that may see the event.
 */
export const createFeed = ({ db, logger }: { db: Db; logger: Logger }) => {
  const log = db.as(systemScope) // one reading for everybody; `isVisible` says who is handed what
  const readers = new Set<Reader>()
  const listeners = new Set<(event: LoggedEvent) => void>()
  let recent: LoggedEvent[] = []
  let head = 0
  let readAt = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  let off: (() => void) | undefined

  const hand = (event: LoggedEvent): void => {
    for (const reader of readers) {
      if (!isVisible(reader.who, event)) continue
      if (reader.queue.length >= kept) {
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
        for (const listener of listeners) listener(event) // before any reader: who has lost the right to see it sees it no more
        hand(event)
      }
      if (recent.length > kept) recent = recent.slice(-kept)
      if (rows.length < 200) break
    }
    readAt = from
  }
  const reading = createPump(() => readNew().catch((error: unknown) => logger.warn({ err: error }, 'could not read the event log')))
  /** Reads what is written by now. */
  const catchUp = (): Promise<void> => {
    reading.wake()
    return reading.idle()
  }

  /** What a client that has seen `from` missed, or undefined when that is too much or not of this log. */
  const missedSince = async (from: number, who: LogReader): Promise<LoggedEvent[] | undefined> => {
    // A snapshot knows of what was written a moment ago, which the feed may not have read yet.
    if (from > head) await catchUp()
    if (from > head || head - from > kept) return undefined
    const first = recent[0]
    const all = first && first.seq <= from + 1 ? recent : (await readSince(log, from, kept)).map(toLoggedEvent)
    return all.filter((event) => event.seq > from && event.seq <= head && isVisible(who, event))
  }

  return {
    start: async (): Promise<void> => {
      head = await lastSeq(log)
      off = db.onEvents(reading.wake)
      timer = setInterval(reading.wake, pollMs) // finds what no wake-up told of
      reading.wake()
    },
    /** True while everything that was written 2.5 seconds ago has been read: false when the database does not answer the readings. */
    isCurrent: (): boolean => performance.now() - readAt < currentMs,
    /** Calls `listener` with every event, private ones too, in order, as soon as this process reads it. Returns the stop. */
    onEvent: (listener: (event: LoggedEvent) => void): (() => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    stop: async (): Promise<void> => {
      off?.()
      clearInterval(timer)
      await reading.idle()
    },
    /**
     * Events after `from` that the reader may see, in order, without end. Yields `undefined` when the reader must
     * start from a fresh snapshot: it was away too long, or too slow.
     */
    async *since(from: number, who: LogReader, signal: AbortSignal): AsyncGenerator<LoggedEvent | undefined> {
      let notify = (): void => {}
      const reader: Reader = { who, queue: [], isOverrun: false, wake: () => notify() }
      readers.add(reader) // before looking back: what comes in between must not be missed
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
