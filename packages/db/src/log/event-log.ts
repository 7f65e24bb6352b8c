import {
  type EventName,
  type EventSubject,
  type EventSubjects,
  events as eventCatalogue,
  isPersonalEvent,
  isPrivateEvent,
  isPublicEvent,
  type LoggedEvent,
  subjectKey,
  subjectsOf,
} from '@pantheon/contract'
import type { Scope } from '@pantheon/kernel'
import { and, asc, desc, eq, gt, inArray, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { type Handle, statement } from '../db.ts'

const since = statement<{ seq: number; limit: number }>()('events.since', ({ select, tables: { events } }) =>
  select()
    .from(events)
    .where(gt(events.seq, sql.placeholder('seq')))
    .orderBy(asc(events.seq))
    .limit(sql.placeholder('limit')),
)
const last = statement<Record<string, never>>()('events.last', ({ select, tables: { events } }) =>
  select({ seq: sql<number>`coalesce(max(${events.seq}), 0)`.mapWith(Number) }).from(events),
)

/** A row of the event log. */
export type LogRow = Awaited<ReturnType<typeof readSince>>[number]

/** Events after `seq`, in order, at most `limit` of them. */
export const readSince = (db: Handle, seq: number, limit: number) => db.run(since, { seq, limit })

/** The sequence number of the newest event, 0 when there is none. */
export const lastSeq = async (db: Handle): Promise<number> => (await db.run(last, {}))[0]?.seq ?? 0

/** A reader of the log: its scope, and the user whose personal events it may see. */
export interface LogReader {
  readonly scope: Scope
  readonly userId: string
}

/**
 * True when the reader may see the event: it belongs to the reader's organization or to none (the catalogue's), is not private, and is not
 * another user's personal event.
 */
export const isVisible = ({ scope, userId }: LogReader, event: LoggedEvent): boolean =>
  !isPrivateEvent(event.name) &&
  (!isPersonalEvent(event.name) || ('userId' in event.data && event.data.userId === userId)) &&
  (scope.organizationId === null || event.organizationId === null || event.organizationId === scope.organizationId)

const publicEvents = (Object.keys(eventCatalogue) as EventName[]).filter(isPublicEvent)

/** The newest events a scope may see, newest first. */
export const readLatest = async (db: Handle, scope: Scope, limit: number): Promise<LoggedEvent[]> => {
  const { events } = db.tables
  const mine = scope.organizationId === null ? undefined : or(eq(events.organizationId, scope.organizationId), isNull(events.organizationId))
  return (
    await db
      .select()
      .from(events)
      .where(and(mine, inArray(events.name, publicEvents)))
      .orderBy(desc(events.seq))
      .limit(limit)
  ).map(toLoggedEvent)
}

/** The condition for events of a subject and of what it owns. */
export const eventsOf = ({ tables: { events } }: Handle, subject: EventSubject): SQL | undefined =>
  or(
    eq(events.streamKey, subjectKey(subject)),
    and(eq(events.subjectType, subject.type), eq(events.subjectId, subject.id)),
    // Rows of servers of the previous version have only the order id.
    subject.type === 'order' ? and(isNull(events.streamKey), eq(events.orderId, subject.id)) : undefined,
  )

/** The newest events of a subject and of what it owns, newest first, without the excluded event names. */
export const readSubjectEvents = async (
  db: Handle,
  scope: Scope,
  subject: EventSubject,
  { leftOut, limit }: { leftOut: readonly EventName[]; limit: number },
): Promise<LoggedEvent[]> => {
  const { events } = db.tables
  const mine = scope.organizationId === null ? undefined : eq(events.organizationId, scope.organizationId)
  return (
    await db
      .select()
      .from(events)
      .where(and(eventsOf(db, subject), mine, notInArray(events.name, [...leftOut])))
      .orderBy(desc(events.seq))
      .limit(limit)
  ).map(toLoggedEvent)
}

/** A row of the log in its wire format. */
export const toLoggedEvent = (row: LogRow): LoggedEvent => {
  const { id, seq, name, organizationId, actorId, at, data } = row
  const { subject, related } = rowSubjects(row)
  // The data matches the name: `emit` accepts no other.
  return { id, seq, name, subject, related: [...related], organizationId, actorId, at: at.toISOString(), data } as unknown as LoggedEvent
}

type SubjectRow = Pick<LogRow, 'id' | 'name' | 'data' | 'orderId' | 'subjectType' | 'subjectId' | 'related' | 'streamKey'>
/** The subjects of an event. For rows of servers of the previous version they are derived from the data; an event without a subject is its own subject. */
const rowSubjects = ({ id, name, data, orderId, subjectType, subjectId, related, streamKey }: SubjectRow): EventSubjects => {
  if (subjectType !== null && subjectId !== null && streamKey !== null)
    return { subject: { type: subjectType, id: subjectId }, related: related ?? [], streamKey }
  const owner = orderId === null ? undefined : ({ type: 'order', id: orderId } as const)
  const itself = { type: 'event', id } as const
  return subjectsOf(name, data as never, owner) ?? { subject: itself, related: [], streamKey: subjectKey(itself) }
}

/** The key of the stream of an event. */
export const streamKeyOf = (row: LogRow): string => rowSubjects(row).streamKey
