import { type Db, type Handle, type LogRow, readSince, streamKeyOf } from '@pantheon/db'
import { type Clock, isTemporary, type Logger, newId, systemScope } from '@pantheon/kernel'
import { findDue, type HeldEvent, heldSubjects, holdEvent, releaseHeld, saveHeld } from './held-events.repo.ts'
import { storedErrorText } from './stored-error-text.ts'

/** How many attempts an event gets before it is parked, not counting those during an outage of the database or a vendor, and the pauses between them. */
export interface FailurePolicy {
  tries: number
  /** The pause after the first attempt, in milliseconds; it doubles each time, up to 15 s. */
  pauseMs: number
}
export const defaultPolicy: FailurePolicy = { tries: 8, pauseMs: 250 }
const longestPauseMs = 15_000

const batch = 50

/** The key of the stream of an event: events of one stream are handled in order. */
export type StreamOf = (row: LogRow) => string

/** The result of a failed attempt. */
type Outcome = Pick<HeldEvent, 'state' | 'tries' | 'error' | 'dueAt'>

export interface HeldDeps {
  db: Db
  clock: Clock
  logger: Logger
  policy: FailurePolicy
  streamOf?: StreamOf | undefined
  /** Calls the handler of an event. */
  deliver: (row: LogRow) => Promise<void>
}

/**
 * How one consumer treats events whose handler fails: the event is held and retried with backoff, later events of its stream are held
 * behind it, and everything else continues. After the last attempt it is parked until an operator replays or drops it, and `event.parked`
 * is emitted.
 */
export const createHeldEvents = (consumer: string, { db, clock, logger, policy, deliver, streamOf = streamKeyOf }: HeldDeps) => {
  const log = db.as(systemScope)
  let subjects = new Set<string>()

  const newlyHeld = ({ seq }: LogRow, subject: string): Omit<HeldEvent, keyof Outcome> => {
    const createdAt = clock.now()
    return { id: newId(createdAt), consumer, seq, subject, createdAt }
  }
  /**
   * The next state of an event after a failure. Attempts during an outage do not count: the next one comes after a pause as long as the
   * event has been held, so the pauses double.
   */
  const afterFailure = (error: unknown, { tries: before, createdAt }: Pick<HeldEvent, 'tries' | 'createdAt'>): Outcome => {
    const now = clock.now().getTime()
    const isOutage = isTemporary(error)
    const tries = isOutage ? before : before + 1
    const pauseMs = isOutage ? Math.max(policy.pauseMs, now - createdAt.getTime()) : policy.pauseMs * 2 ** (tries - 1)
    const state = !isOutage && tries >= policy.tries ? 'parked' : 'retrying'
    return { state, tries, error: storedErrorText(error), dueAt: new Date(now + Math.min(pauseMs, longestPauseMs)) }
  }
  /** Writes the new state of an event, and emits `event.parked` when it was parked. `write` returns whether the event was still held. */
  const settle = async (row: LogRow, held: HeldEvent, err: unknown, write: (db: Handle) => Promise<boolean>): Promise<void> => {
    if (held.state !== 'parked') return void (await write(db))
    const { id: eventId, name, organizationId } = row
    const isParked = await log.transaction(async (tx) => {
      if (!(await write(tx))) return false
      // A consumer of `event.parked` would otherwise announce its own failure endlessly.
      if (name !== 'event.parked') {
        const data = { parkedEventId: held.id, eventId, eventName: name, consumer, organizationId }
        tx.emit('event.parked', { organizationId: null, actorId: null, data })
      }
      return true
    })
    if (isParked) logger.error({ err, consumer, eventId, event: name, tries: held.tries }, 'an event was parked: its handler fails')
  }
  const retry = async (held: HeldEvent): Promise<void> => {
    const [row] = await readSince(log, held.seq - 1, 1)
    if (row?.seq !== held.seq) return releaseHeld(db, held.id)
    try {
      await deliver(row)
    } catch (error) {
      const outcome = afterFailure(error, held)
      return settle(row, { ...held, ...outcome }, error, (handle) => saveHeld(handle, held.id, outcome))
    }
    return releaseHeld(db, held.id)
  }

  return {
    /** Loads the streams with held events. Call it whenever the consumer resumes reading. */
    load: async (): Promise<void> => {
      subjects = await heldSubjects(db, consumer)
    },
    /** True while any event is held. */
    isHolding: (): boolean => subjects.size > 0,
    /** Calls the handler of an event, or holds the event. Rejects only when it could not be held. */
    take: async (row: LogRow): Promise<void> => {
      const subject = streamOf(row)
      if (subjects.has(subject)) {
        const waiting = newlyHeld(row, subject)
        await holdEvent(db, { ...waiting, state: 'waiting', tries: 0, error: null, dueAt: waiting.createdAt })
        return
      }
      try {
        await deliver(row)
      } catch (err) {
        const held = newlyHeld(row, subject)
        const failed = { ...held, ...afterFailure(err, { ...held, tries: 0 }) }
        await settle(row, failed, err, (handle) => holdEvent(handle, failed))
        subjects.add(subject)
        if (failed.state === 'retrying') logger.warn({ err, consumer, event: row.name }, 'an event handler failed; it will be tried again')
      }
    },
    /** Retries due events, the first of each stream. `isMine` returns whether this process still has the lease. */
    retryDue: async (isMine: () => Promise<boolean>): Promise<void> => {
      for (;;) {
        const due = await findDue(db, consumer, clock.now(), batch)
        if (due.length === 0) return
        for (const held of due) {
          if (!(await isMine())) return
          await retry(held)
        }
      }
    },
  }
}
