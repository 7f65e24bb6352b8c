import { type AuditCheckpoint, agentActorId, agentIds, agentNames, type EventName, type ExportAudit, searchKey } from '@pantheon/contract'
import {
  and,
  asc,
  behind,
  codeContains,
  contains,
  desc,
  eq,
  gt,
  gte,
  type Handle,
  inArray,
  inOrder,
  isNull,
  type Keyset,
  lt,
  lte,
  notInArray,
  or,
  type Row,
  type SQL,
  sql,
  statement,
  withoutKeys,
} from '@pantheon/db'
import type { SortedWindow } from '@pantheon/kernel'
import { type NamedEntry, platformChain, type StoredEntry } from './audit.ts'
import type { Link } from './chain.ts'

const { placeholder } = sql

const head = statement<{ chain: string }>()('audit.head', ({ select, tables: { auditEntries } }) =>
  select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .where(eq(auditEntries.organizationId, placeholder('chain')))
    .orderBy(desc(auditEntries.seq))
    .limit(1),
)
const known = statement<{ id: string }>()('audit.known', ({ select, tables: { auditEntries } }) =>
  select({ seq: auditEntries.seq })
    .from(auditEntries)
    .where(eq(auditEntries.id, placeholder('id'))),
)
const walk = statement<{ chain: string; after: number; limit: number }>()('audit.walk', ({ select, tables: { auditEntries } }) =>
  select(withoutKeys(auditEntries))
    .from(auditEntries)
    .where(and(eq(auditEntries.organizationId, placeholder('chain')), gt(auditEntries.seq, placeholder('after'))))
    .orderBy(asc(auditEntries.seq))
    .limit(placeholder('limit')),
)
const checkpoints = statement<{ chain: string; after: number; to: number; limit: number }>()(
  'audit.checkpoints',
  ({ select, tables: { auditCheckpoints: c } }) =>
    select()
      .from(c)
      .where(and(eq(c.organizationId, placeholder('chain')), gt(c.seq, placeholder('after')), lte(c.seq, placeholder('to'))))
      .orderBy(asc(c.seq))
      .limit(placeholder('limit')),
)

type CheckpointRow = Row<'auditCheckpoints'>
const toCheckpoint = ({ at, ...row }: CheckpointRow): AuditCheckpoint => ({ ...row, at: at.toISOString() })

/** The last link of a chain; undefined while it is empty. */
export const findHead = async (db: Handle, chain: string): Promise<Link | undefined> => (await db.run(head, { chain }))[0]

/** True when the event has an entry. */
export const isEntered = async (db: Handle, id: string): Promise<boolean> => (await db.run(known, { id })).length > 0

export const insertEntry = async (tx: Handle, entry: StoredEntry): Promise<void> => {
  await tx.insert(tx.tables.auditEntries).values(entry)
}

/** Entries of a chain after a place, in order. */
export const readEntries = (db: Handle, chain: string, after: number, limit: number): Promise<StoredEntry[]> => db.run(walk, { chain, after, limit })

/** Checkpoints of a chain after one place and up to another, in order. */
export const readCheckpoints = async (db: Handle, chain: string, after: number, to: number, limit: number): Promise<AuditCheckpoint[]> =>
  (await db.run(checkpoints, { chain, after, to, limit })).map(toCheckpoint)

/** The newest checkpoint of a chain. */
export const findNewestCheckpoint = async (db: Handle, chain: string): Promise<AuditCheckpoint | undefined> => {
  const { auditCheckpoints: c } = db.tables
  return (await db.select().from(c).where(eq(c.organizationId, chain)).orderBy(desc(c.seq)).limit(1)).map(toCheckpoint)[0]
}

/** Stores a checkpoint; false when its place already has one, which is kept. */
export const insertCheckpoint = async (db: Handle, { at, ...checkpoint }: AuditCheckpoint): Promise<boolean> => {
  const { auditCheckpoints: c } = db.tables
  const made = db
    .insert(c)
    .values({ ...checkpoint, at: new Date(at) })
    .onConflictDoNothing()
  return (await made.returning({ seq: c.seq })).length > 0
}

/** Position of the audit consumer in the event log: every earlier event has an entry. */
export const readPosition = async (db: Handle, reader: string): Promise<number> => {
  const { eventConsumers } = db.tables
  return (await db.select({ lastSeq: eventConsumers.lastSeq }).from(eventConsumers).where(eq(eventConsumers.name, reader)))[0]?.lastSeq ?? 0
}

/**
 * Up to `limit` events of a chain after a position in the log, in order, each with its entry's place in the chain, or null
 * without an entry. Skips events named in `leftOut`, and those beyond `position`.
 */
export const readEntered = (
  db: Handle,
  chain: string,
  { after, position, leftOut, limit }: { after: number; position: number; leftOut: EventName[]; limit: number },
): Promise<{ eventSeq: number; seq: number | null }[]> => {
  const { events, auditEntries: e } = db.tables
  const isOfChain = chain === platformChain ? isNull(events.organizationId) : eq(events.organizationId, chain)
  return db
    .select({ eventSeq: events.seq, seq: e.seq })
    .from(events)
    .leftJoin(e, and(eq(e.id, events.id), eq(e.organizationId, chain)))
    .where(and(isOfChain, gt(events.seq, after), lte(events.seq, position), notInArray(events.name, leftOut)))
    .orderBy(asc(events.seq))
    .limit(limit)
}

/** Chains that are longer than at their newest checkpoint. */
export const findGrownChains = async (db: Handle): Promise<string[]> => {
  const { auditEntries: e, auditCheckpoints: c } = db.tables
  const signed = db
    .select({ chain: c.organizationId, seq: sql<number>`max(${c.seq})`.as('signed') })
    .from(c)
    .groupBy(c.organizationId)
    .as('signed_chains')
  const rows = await db
    .select({ chain: e.organizationId })
    .from(e)
    .leftJoin(signed, eq(signed.chain, e.organizationId))
    .groupBy(e.organizationId, signed.seq)
    .having(sql`max(${e.seq}) > coalesce(${signed.seq}, 0)`)
  return rows.map(({ chain }) => chain)
}

export type EntryFilter = Omit<ExportAudit, 'format' | 'chain'>

/** Clamped to 1970: no entry is older, and Postgres has no year 0. */
const moment = (text: string): Date => new Date(Math.max(0, Date.parse(text)))

/** Agents by a part of their name; they have no row to search. */
const agentsCalled = (search: string): string[] => agentIds.filter((id) => searchKey(agentNames[id]).includes(searchKey(search))).map(agentActorId)

/** Entries that match a search: action, resource and request by code; users, keys and agents by name. */
const isAbout = ({ tables: { auditEntries: e, users } }: Handle, search: string): SQL | undefined =>
  searchKey(search) === ''
    ? undefined
    : or(
        ...[e.action, e.resourceId, e.requestId].map((code) => codeContains(code, search)),
        ...[users.nameSearch, e.apiKeySearch].map((name) => contains(name, search)),
        inArray(e.actorId, agentsCalled(search)),
      )

const rulesOf = (db: Handle, { search, action, actorId, resourceType, from, to }: EntryFilter): (SQL | undefined)[] => {
  const { auditEntries: e } = db.tables
  return [
    search === undefined ? undefined : isAbout(db, search),
    action === undefined ? undefined : eq(e.action, action),
    actorId === undefined ? undefined : eq(e.actorId, actorId),
    resourceType === undefined ? undefined : eq(e.resourceType, resourceType),
    from === undefined ? undefined : gte(e.at, moment(from)),
    to === undefined ? undefined : lt(e.at, moment(to)),
  ]
}

/** Matching entries of a chain, newest first, after a position, which is a place in the chain. A deleted user has no name. */
export const listEntries = async (db: Handle, chain: string, filter: EntryFilter, { after, limit }: SortedWindow): Promise<NamedEntry[]> => {
  const { auditEntries: e, users } = db.tables
  const keyset: Keyset = { columns: [e.seq], isDescending: true }
  const rows = await db
    .select({ entry: withoutKeys(e), actorName: users.name })
    .from(e)
    .leftJoin(users, and(eq(users.id, e.actorId), isNull(users.deletedAt)))
    .where(and(eq(e.organizationId, chain), behind(keyset, after), ...rulesOf(db, filter)))
    .orderBy(...inOrder(keyset))
    .limit(limit)
  return rows.map(({ entry, actorName }) => ({ ...entry, actorName }))
}
