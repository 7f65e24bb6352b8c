import { type Page, type PageRequest, type ParkedEvent, type ParkedEventRef, subjectOfKey } from '@pantheon/contract'
import { and, type Db, desc, eq, type Handle, olderThan, toLoggedEvent } from '@pantheon/db'
import { type Actor, actorFields, type Clock, orFail, pageByTime, type SortedWindow, systemScope } from '@pantheon/kernel'
import { releaseHeld, saveHeld, waitingBehind } from './held-events.repo.ts'

/** Parked events with their log rows, newest first. Not restricted to a scope: only operators read them. */
const select = (db: Handle) => {
  const { heldEvents: held, events } = db.tables
  return db
    .select({ held, event: events, waiting: waitingBehind(db) })
    .from(held)
    .innerJoin(events, eq(events.seq, held.seq))
}
type Row = Awaited<ReturnType<typeof select>>[number]

const toParkedEvent = ({ held, event, waiting }: Row): ParkedEvent => {
  const { id, consumer, subject, tries, error, createdAt } = held
  const { id: eventId, name, organizationId, at } = toLoggedEvent(event)
  return {
    id,
    consumer,
    eventId,
    name,
    organizationId,
    subject: subjectOfKey(subject),
    tries,
    error: error ?? '',
    waiting,
    at,
    createdAt: createdAt.toISOString(),
  }
}

/** What operators can do with parked events. */
export const createParkedEvents = ({ db, clock }: { db: Db; clock: Clock }) => {
  const log = db.as(systemScope)
  const { heldEvents: held } = log.tables
  const isParked = eq(held.state, 'parked')

  const read = async ({ after, limit }: SortedWindow) =>
    (
      await select(log)
        .where(and(isParked, olderThan(held, after)))
        .orderBy(desc(held.createdAt), desc(held.id))
        .limit(limit)
    ).map((row) => ({ ...row, id: row.held.id, createdAt: row.held.createdAt }))

  /** Removes a parked event and logs who did. Fails with `event.not_parked` when another operator was faster. */
  const decide = (actor: Actor, id: string, name: 'event.replayed' | 'event.dropped', work: (tx: Handle) => Promise<void>): Promise<ParkedEventRef> =>
    log.transaction(async (tx) => {
      const [row] = await select(tx).where(and(isParked, eq(held.id, id)))
      const { held: found, event } = orFail(row, 'event.not_parked')
      await work(tx)
      const data = { parkedEventId: id, eventId: event.id, eventName: event.name, consumer: found.consumer, organizationId: event.organizationId }
      tx.emit(name, { ...actorFields(actor), organizationId: null, data })
      return { id }
    })

  return {
    list: (input: PageRequest): Promise<Page<ParkedEvent>> => pageByTime(input, read, toParkedEvent),
    count: async (): Promise<{ count: number }> => ({ count: await log.$count(held, isParked) }),
    replay: (actor: Actor, { id }: ParkedEventRef): Promise<ParkedEventRef> =>
      decide(actor, id, 'event.replayed', async (tx) => void (await saveHeld(tx, id, { state: 'retrying', dueAt: clock.now() }))),
    drop: (actor: Actor, { id }: ParkedEventRef): Promise<ParkedEventRef> => decide(actor, id, 'event.dropped', (tx) => releaseHeld(tx, id)),
  }
}
