import { and, asc, eq, type Handle, lte, or, type SQL, sql } from '@pantheon/db'

/** `retrying` is due at `dueAt`; `parked` waits for an operator; `waiting` is behind another event of its stream. */
export const heldStates = ['retrying', 'parked', 'waiting'] as const
export type HeldState = (typeof heldStates)[number]

/** An event that a consumer has skipped. */
export interface HeldEvent {
  id: string
  consumer: string
  /** The position in the log. */
  seq: number
  subject: string
  state: HeldState
  tries: number
  error: string | null
  dueAt: Date
  createdAt: Date
}

/** Holds an event. False when it is already held. */
export const holdEvent = async (db: Handle, held: HeldEvent): Promise<boolean> => {
  const { heldEvents } = db.tables
  return (await db.insert(heldEvents).values(held).onConflictDoNothing().returning({ id: heldEvents.id })).length > 0
}

/** The streams with held events. */
export const heldSubjects = async (db: Handle, consumer: string): Promise<Set<string>> => {
  const { heldEvents } = db.tables
  const rows = await db.selectDistinct({ subject: heldEvents.subject }).from(heldEvents).where(eq(heldEvents.consumer, consumer))
  return new Set(rows.map(({ subject }) => subject))
}

/** The condition for the first held event of each stream. */
const isFirst = (db: Handle): SQL => {
  const { heldEvents: held } = db.tables
  return sql`not exists (select 1 from held_events earlier where earlier.consumer = ${held.consumer} and earlier.subject = ${held.subject} and earlier.seq < ${held.seq})`
}

/** Events to retry now: the first of each stream, unless it is parked. */
export const findDue = (db: Handle, consumer: string, now: Date, limit: number): Promise<HeldEvent[]> => {
  const { heldEvents: held } = db.tables
  const isDue = or(eq(held.state, 'waiting'), and(eq(held.state, 'retrying'), lte(held.dueAt, now)))
  return db
    .select()
    .from(held)
    .where(and(eq(held.consumer, consumer), isDue, isFirst(db)))
    .orderBy(asc(held.seq))
    .limit(limit)
}

/** Updates a held event. False when it is not held any more. */
export const saveHeld = async (db: Handle, id: string, change: Partial<Pick<HeldEvent, 'state' | 'tries' | 'error' | 'dueAt'>>): Promise<boolean> => {
  const { heldEvents } = db.tables
  return (await db.update(heldEvents).set(change).where(eq(heldEvents.id, id)).returning({ id: heldEvents.id })).length > 0
}

/** Deletes a held event; the one behind it is next. */
export const releaseHeld = async (db: Handle, id: string): Promise<void> => {
  const { heldEvents } = db.tables
  await db.delete(heldEvents).where(eq(heldEvents.id, id))
}

/** How many events are being retried; those that are parked or waiting do not count. */
export const countRetrying = (db: Handle, consumer?: string): Promise<number> => {
  const { heldEvents } = db.tables
  return db.$count(heldEvents, and(eq(heldEvents.state, 'retrying'), consumer === undefined ? undefined : eq(heldEvents.consumer, consumer)))
}

/** For a query that reads held events: how many events wait behind each. */
export const waitingBehind = (db: Handle): SQL<number> => {
  const { heldEvents: held } = db.tables
  const behind = sql`select count(*) from held_events behind where behind.consumer = ${held.consumer} and behind.subject = ${held.subject} and behind.seq > ${held.seq}`
  return sql<number>`(${behind})`.mapWith(Number)
}
