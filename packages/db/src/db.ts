import type { EventData, EventName, EventSubject, EventSubjects } from '@pantheon/contract'
import type { Origin, Scope } from '@pantheon/kernel'
import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core'
import type { Dialect } from './kit.ts'
import type { Schema } from './schema/schema.ts'
import { writingKeys } from './text-keys.ts'

/** What an un-`returning()` write resolves to differs per driver, so it is opaque on purpose. */
interface OpaqueResult extends PgQueryResultHKT {
  type: unknown
}
export type FullDb = PgDatabase<OpaqueResult, Record<string, never>>

/** The part of drizzle's query API that behaves the same on both dialects. */
export type Queries = Pick<FullDb, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count'>

/** What a statement is built from. */
export interface Builder extends Queries {
  readonly tables: Schema
  readonly dialect: Dialect
}

/**
 * A statement that is built once and prepared once per connection: no SQL is assembled per call.
 * Make one with `statement()`; run it with `run()` of a database or a transaction.
 */
export interface Statement<P, R> {
  readonly name: string
  readonly build: (b: Builder) => { prepare(name: string): { execute(params: Record<string, unknown>): Promise<R> } }
  /** Carries the type of the parameters; never set. */
  readonly params?: (params: P) => void
}

/** Names a prepared statement. `name` is unique in the program; parameters are `sql.placeholder('key')`. */
export const statement =
  <P extends Record<string, unknown>>() =>
  <R>(name: string, build: Statement<P, R>['build']): Statement<P, R> => ({ name, build })

/** An event as a command announces it. What it is about its data says (`subjectsOf` of the contract). */
export interface NewEvent<N extends EventName> {
  organizationId: string | null
  actorId: string | null
  /** What the subject belongs to, where the data does not name that: the order whose refund is to be approved. */
  owner?: EventSubject | undefined
  /** Where the request came from that caused it; for the audit log. */
  origin?: Origin | null
  /** The resource before and after, where it has such a state. Only a digest of each is kept. */
  before?: unknown
  after?: unknown
  data: EventData<N>
}

/** Anything that can read and write: the database itself, or an open transaction. */
export interface Handle extends Builder {
  run<P extends Record<string, unknown>, R>(query: Statement<P, R>, params: P): Promise<R>
}

export interface Tx extends Handle {
  /** Appends to the event log when, and only when, this transaction commits. Throws when the data does not name what the event is about. */
  emit<N extends EventName>(name: N, event: NewEvent<N>): void
  /** Raw SQL on this transaction's connection, for an engine that brings its own tables. Postgres only. */
  raw(text: string, values: unknown[]): Promise<{ rows: unknown[] }>
}

/** The database as one scope sees it. */
export interface ScopedDb extends Handle {
  /**
   * Runs `fn` in one transaction: committed when it resolves, rolled back when it rejects or when any of its
   * statements failed. Postgres: READ COMMITTED, so lock the row you decide on (`lockRows`) or check its version.
   * SQLite: writers take turns. Deadlocks and serialisation failures are retried, so `fn` may run again: no side
   * effects outside the database. Using `db` instead of `tx` inside throws.
   *
   * `subject` names what `fn` locks first, where anybody can ask for that again and again. Transactions of one subject
   * wait for each other before they take a connection, so that a row which is locked for long uses up no more than one
   * of its organization's share. Who waits too long is refused with `server.busy`.
   */
  transaction<T>(fn: (tx: Tx) => Promise<T>, subject?: string): Promise<T>
}

/** Signs for the work of a transaction, inside it: what it writes is committed with the work, and its rejection undoes the work. */
export type Sign = (tx: Tx, events: readonly { name: EventName; subjects: EventSubjects }[]) => Promise<void>

/** How much a pool of connections is used at the moment. On SQLite the turn to write is one. */
export interface PoolUse {
  name: string
  used: number
  idle: number
  /** The most connections there may be. */
  max: number
  /** How many wait for a connection or for their turn. */
  waiting: number
}

/**
 * The database. Used as it is, it sees what belongs to no organization: the catalogue, people, the log's bookkeeping.
 * What belongs to organizations is reached through `as(scope)`.
 */
export interface Db extends ScopedDb {
  /** The database as `scope` may see it. Cheap: call it wherever it is needed. On Postgres row-level security holds it to that. */
  as(scope: Scope): ScopedDb
  /**
   * Runs `work` with every transaction it opens, through whichever handle, signed: `sign` is its last statement but for
   * the events, so that what it writes is committed with the work. When it rejects, the transaction is rolled back.
   */
  signed<T>(sign: Sign, work: () => Promise<T>): Promise<T>
  /** Calls `listener` soon after events were committed, by this process or (Postgres) any other. Returns the stop. */
  onEvents(listener: () => void): () => void
  /** False while what other processes append may go unheard for a moment: the listening connection is being made again. */
  isListening(): boolean
  /**
   * Resolves when the database answers and, as far as is known, can be written to. Rejects within two seconds with
   * `server.unavailable`, `storage.full` or `storage.read_only`.
   */
  ready(): Promise<void>
  /** How much its connections are used at the moment. */
  pools(): PoolUse[]
  close(): Promise<void>
}

export class TransactionMisuseError extends Error {
  override name = 'TransactionMisuseError'
}

/** Binds the shared query methods of a drizzle instance. Whatever is written through them has the keys of its texts. */
export const bindQueries = (d: FullDb): Queries => ({
  select: d.select.bind(d) as FullDb['select'],
  selectDistinct: d.selectDistinct.bind(d) as FullDb['selectDistinct'],
  insert: ((table: PgTable) => writingKeys(d.insert(table), table)) as FullDb['insert'],
  update: ((table: PgTable) => writingKeys(d.update(table), table)) as FullDb['update'],
  delete: d.delete.bind(d) as FullDb['delete'],
  $count: d.$count.bind(d) as FullDb['$count'],
})

/**
 * Locks the rows a query reads until the transaction ends: against other locks (`update`), or only against change while
 * others read them under the same lock (`share`). SQLite's single writer needs no lock.
 */
export const lockRows = <Q extends object>(b: Builder, query: Q, strength: 'update' | 'share' = 'update'): Q => {
  if (b.dialect === 'sqlite') return query
  return (query as Q & { for(strength: 'update' | 'share'): Q }).for(strength)
}

/** The rows that come behind a row in a list sorted by a time and the id, oldest first. No row, no rule. */
export const newerThan = (table: { at: AnyColumn; id: AnyColumn }, last: readonly [at: Date, id: string] | undefined): SQL | undefined =>
  last && sql`(${table.at}, ${table.id}) > (${last[0]}, ${last[1]})`

/** The rows that come after a cursor in a list sorted by creation time and id, newest first. No cursor, no rule. */
export const olderThan = (table: { createdAt: AnyColumn; id: AnyColumn }, after: readonly [createdAt: number, id: string] | undefined): SQL | undefined =>
  after && sql`(${table.createdAt}, ${table.id}) < (${new Date(after[0])}, ${after[1]})`
