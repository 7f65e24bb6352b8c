import { type EventName, events as eventCatalogue, isPersonalEvent, isPrivateEvent, type LoggedEvent } from '@pantheon/contract'
import type { Scope } from '@pantheon/kernel'
import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
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

type Row = Awaited<ReturnType<typeof readSince>>[number]

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
export const isVisible = ({ scope, userId }: LogReader, event: Pick<LoggedEvent, 'organizationId' | 'name' | 'data'>): boolean =>
  !isPrivateEvent(event.name) &&
  (!isPersonalEvent(event.name) || event.data.userId === userId) &&
  (scope.organizationId === null || event.organizationId === null || event.organizationId === scope.organizationId)

const publicEvents = (Object.keys(eventCatalogue) as EventName[]).filter((name) => !isPrivateEvent(name) && !isPersonalEvent(name))

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

/** What happened to an order, oldest first. */
export const readOrderEvents = async (db: Handle, scope: Scope, orderId: string): Promise<LoggedEvent[]> => {
  const { events } = db.tables
  const mine = scope.organizationId === null ? undefined : eq(events.organizationId, scope.organizationId)
  return (
    await db
      .select()
      .from(events)
      .where(and(eq(events.orderId, orderId), mine))
      .orderBy(asc(events.seq))
      .limit(500)
  ).map(toLoggedEvent)
}

/** A row of the log as it goes over the wire. */
export const toLoggedEvent = ({ id, seq, name, organizationId, actorId, at, data }: Row): LoggedEvent => ({
  id,
  seq,
  name: name as EventName,
  organizationId,
  actorId,
  at: at.toISOString(),
  data,
})
