import { asc, count, type Db, gt, lastSeq } from '@pantheon/db'
import { type Clock, systemScope } from '@pantheon/kernel'

/** The lag of a consumer of the event log. */
export interface ConsumerBacklog {
  consumer: string
  /** The number of unread sequence numbers; a few of them may be unused. */
  unread: number
  /** The age of the oldest unread event in milliseconds; 0 when all are read. */
  oldestMs: number
  /** Held events by state: `retrying`, `waiting`, `parked`. */
  held: Readonly<Record<string, number>>
}

/** The lag of every consumer, whichever process runs it. A few small statements. */
export const findConsumerBacklogs = async ({ db, clock }: { db: Db; clock: Clock }): Promise<ConsumerBacklog[]> => {
  const log = db.as(systemScope)
  const { events, eventConsumers, heldEvents } = log.tables
  const consumers = await log.select({ name: eventConsumers.name, seq: eventConsumers.lastSeq }).from(eventConsumers)
  const heldRows = await log
    .select({ consumer: heldEvents.consumer, state: heldEvents.state, count: count() })
    .from(heldEvents)
    .groupBy(heldEvents.consumer, heldEvents.state)
  const head = await lastSeq(log)
  const now = clock.now().getTime()

  const backlogOf = async ({ name, seq }: { name: string; seq: number }): Promise<ConsumerBacklog> => {
    const [oldest] = seq < head ? await log.select({ at: events.at }).from(events).where(gt(events.seq, seq)).orderBy(asc(events.seq)).limit(1) : []
    const states = heldRows.filter(({ consumer }) => consumer === name).map(({ state, count: rows }) => [state, Number(rows)] as const)
    return {
      consumer: name,
      unread: Math.max(0, head - seq),
      oldestMs: oldest ? Math.max(0, now - oldest.at.getTime()) : 0,
      held: { retrying: 0, waiting: 0, parked: 0, ...Object.fromEntries(states) },
    }
  }
  return Promise.all(consumers.map(backlogOf))
}
