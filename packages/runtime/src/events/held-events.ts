import { type Db, type Handle, type LogRow, readSince, streamKeyOf } from '@pantheon/db'
import { type Clock, isForNow, type Logger, newId, systemScope } from '@pantheon/kernel'
import { findDue, type HeldEvent, heldSubjects, holdEvent, releaseHeld, saveHeld } from './held-events.repo.ts'
import { storedErrorText } from './stored-error-text.ts'

/** How often an event is tried before it is parked, where it is not the database or a vendor that is away, and how long the pauses between the tries are. */
export interface FailurePolicy {
  tries: number
  /** The pause after the first try, in milliseconds; it doubles each time, up to 15 s. */
  pauseMs: number
}
export const defaultPolicy: FailurePolicy = { tries: 8, pauseMs: 250 }
const longestPauseMs = 15_000

const batch = 50

/** The key of the stream that an event belongs to: events of one stream are handled in their order. */
export type StreamOf = (row: LogRow) => string

/** What a try that failed comes to. */
type Outcome = Pick<HeldEvent, 'state' | 'tries' | 'error' | 'dueAt'>

export interface HeldDeps {
  db: Db
  clock: Clock
  logger: Logger
  policy: FailurePolicy
  streamOf?: StreamOf | undefined
  /** Hands one event to its handler. */
  deliver: (row: LogRow) => Promise<void>
}

/**
 * What one consumer does with events that it cannot handle: an event that fails is held and tried again with a growing pause, what
 * comes later of its stream is held behind it, and everything else goes on. After the last try it is parked until an operator
 * replays or drops it, and `event.parked` tells of it.
 */
export const createHeldEvents = (consumer: string, { db, clock, logger, policy, deliver, streamOf = streamKeyOf }: HeldDeps) => {
  const log = db.as(systemScope)
  let subjects = new Set<string>()

  const newlyHeld = ({ seq }: LogRow, subject: string): Omit<HeldEvent, keyof Outcome> => {
    const createdAt = clock.now()
    return { id: newId(createdAt), consumer, seq, subject, createdAt }
  }
  /**
   * What becomes of an event whose handler has failed. A try while something is away is none of its tries: there the next one comes
   * after as long again as the event has been held.
   */
  const afterFailure = (error: unknown, { tries: before, createdAt }: Pick<HeldEvent, 'tries' | 'createdAt'>): Outcome => {
    const now = clock.now().getTime()
    const isAway = isForNow(error)
    const tries = isAway ? before : before + 1
    const pauseMs = isAway ? Math.max(policy.pauseMs, now - createdAt.getTime()) : policy.pauseMs * 2 ** (tries - 1)
    const state = !isAway && tries >= policy.tries ? 'parked' : 'retrying'
    return { state, tries, error: storedErrorText(error), dueAt: new Date(now + Math.min(pauseMs, longestPauseMs)) }
  }
  /** Writes what became of an event, and tells of it when it was parked. `write` answers whether there was something to write. */
  const settle = async (row: LogRow, held: HeldEvent, err: unknown, write: (db: Handle) => Promise<boolean>): Promise<void> => {
    if (held.state !== 'parked') return void (await write(db))
    const { id: eventId, name, organizationId } = row
    const isParked = await log.transaction(async (tx) => {
      if (!(await write(tx))) return false
      // What tells of parked events would otherwise tell of its own failure, for ever.
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
    /** Reads of which subjects something is held. Call it whenever the consumer takes up its reading. */
    load: async (): Promise<void> => {
      subjects = await heldSubjects(db, consumer)
    },
    /** True while something is held. */
    isHolding: (): boolean => subjects.size > 0,
    /** Hands an event to its handler, or holds it. Rejects only when it could not be held. */
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
    /** Tries what is due, the first of each subject. `isMine` says whether this process may still go on. */
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
