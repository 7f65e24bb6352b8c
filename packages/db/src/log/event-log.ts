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

/** An event as the log keeps it. */
export type LogRow = Awaited<ReturnType<typeof readSince>>[number]

/** Events after `seq`, in order, at most `limit` of them. */
export const readSince = (db: Handle, seq: number, limit: number) => db.run(since, { seq, limit })

/** The sequence number of the newest event, 0 when there is none. */
export const lastSeq = async (db: Handle): Promise<number> => (await db.run(last, {}))[0]?.seq ?? 0

/** Who looks at the log: what their scope lets them see, and what is told to them alone. */
export interface LogReader {
  readonly scope: Scope
  readonly userId: string
}

/** True when the reader may see the event: their organization's, or nobody's in particular (the catalogue's), no person's own affair, and told to nobody else. */
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

/** The rule for events of a subject, and of whatever belongs to it. */
export const eventsOf = ({ tables: { events } }: Handle, subject: EventSubject): SQL | undefined =>
  or(
    eq(events.streamKey, subjectKey(subject)),
    and(eq(events.subjectType, subject.type), eq(events.subjectId, subject.id)),
    // Rows of servers of the version before: what is on an order's timeline is all they say.
    subject.type === 'order' ? and(isNull(events.streamKey), eq(events.orderId, subject.id)) : undefined,
  )

/** The newest of what happened to a subject and to what belongs to it, newest first, but for events of the names that are left out. */
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

/** A row of the log as it goes over the wire. */
export const toLoggedEvent = (row: LogRow): LoggedEvent => {
  const { id, seq, name, organizationId, actorId, at, data } = row
  const { subject, related } = rowSubjects(row)
  // The data is what the name says: `emit` takes no other.
  return { id, seq, name, subject, related: [...related], organizationId, actorId, at: at.toISOString(), data } as unknown as LoggedEvent
}

type SubjectRow = Pick<LogRow, 'id' | 'name' | 'data' | 'orderId' | 'subjectType' | 'subjectId' | 'related' | 'streamKey'>
/** What an event of the log is about. In a row that a server of the version before has written, its data says so; what names nothing is about itself. */
const rowSubjects = ({ id, name, data, orderId, subjectType, subjectId, related, streamKey }: SubjectRow): EventSubjects => {
  if (subjectType !== null && subjectId !== null && streamKey !== null)
    return { subject: { type: subjectType, id: subjectId }, related: related ?? [], streamKey }
  const owner = orderId === null ? undefined : ({ type: 'order', id: orderId } as const)
  const itself = { type: 'event', id } as const
  return subjectsOf(name, data as never, owner) ?? { subject: itself, related: [], streamKey: subjectKey(itself) }
}

/** The key of an event's stream. */
export const streamKeyOf = (row: LogRow): string => rowSubjects(row).streamKey
