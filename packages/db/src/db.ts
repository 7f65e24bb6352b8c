import type { EventData, EventName, EventSubject, EventSubjects } from '@pantheon/contract'
import type { Origin, Scope } from '@pantheon/kernel'
import type { PgDatabase, PgQueryResultHKT, PgTable } from 'drizzle-orm/pg-core'
import type { Dialect } from './kit.ts'
import type { Schema } from './schema/schema.ts'
import { writingKeys } from './text-keys.ts'

/** The result of a write without `returning()` differs per driver, so its type is opaque. */
interface OpaqueResult extends PgQueryResultHKT {
  type: unknown
}
export type FullDb = PgDatabase<OpaqueResult, Record<string, never>>

/** The part of drizzle's query API that behaves the same on both dialects. */
export type Queries = Pick<FullDb, 'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | '$count'>

/** Builds queries. */
export interface Builder extends Queries {
  readonly tables: Schema
  readonly dialect: Dialect
}

/**
 * A prepared statement: built once and prepared once per connection, so no SQL is assembled per call.
 * Create one with `statement()`; execute it with `run()` of a database or a transaction.
 */
export interface Statement<P, R> {
  readonly name: string
  readonly build: (b: Builder) => { prepare(name: string): { execute(params: Record<string, unknown>): Promise<R> } }
  /** Only for the type of the parameters; never set. */
  readonly params?: (params: P) => void
}

/** Defines a prepared statement. `name` must be unique in the program; parameters are `sql.placeholder('key')`. */
export const statement =
  <P extends Record<string, unknown>>() =>
  <R>(name: string, build: Statement<P, R>['build']): Statement<P, R> => ({ name, build })

/** An event to be emitted. Its subject is derived from its data (`subjectsOf` of the contract). */
export interface NewEvent<N extends EventName> {
  organizationId: string | null
  actorId: string | null
  /** The owner of the subject, where the data does not name it: the order whose refund is to be approved. */
  owner?: EventSubject | undefined
  /** The client of the request that caused it; for the audit log. */
  origin?: Origin | null
  /** The resource before and after the change, where it has such a state. Only a digest of each is stored. */
  before?: unknown
  after?: unknown
  data: EventData<N>
}

/** Reads and writes: the database itself, or an open transaction. */
export interface Handle extends Builder {
  run<P extends Record<string, unknown>, R>(query: Statement<P, R>, params: P): Promise<R>
}

export interface Tx extends Handle {
  /** Appends to the event log when this transaction commits. Throws when the data does not contain the subject of the event. */
  emit<N extends EventName>(name: N, event: NewEvent<N>): void
  /** Raw SQL on this transaction's connection, for a library that brings its own tables. Postgres only. */
  raw(text: string, values: unknown[]): Promise<{ rows: unknown[] }>
}

/** The database restricted to one scope. */
export interface ScopedDb extends Handle {
  /**
   * Runs `fn` in one transaction: committed when it resolves, rolled back when it rejects or when any of its statements failed. Postgres:
   * READ COMMITTED, so lock the rows a decision depends on (`lockRows`) or check their version. SQLite: writers are serialized. Deadlocks
   * and serialization failures are retried, so `fn` may run again: no side effects outside the database. Using `db` instead of `tx` inside
   * throws.
   *
   * `subject` names what `fn` locks first, where callers can request that repeatedly. Transactions of one subject wait for each other
   * before they take a connection, so that a row that is locked for long uses no more than one connection of its organization's share.
   * Fails with `server.busy` when the wait is too long.
   */
  transaction<T>(fn: (tx: Tx) => Promise<T>, subject?: string): Promise<T>
}

/** Runs as the last step of a transaction, inside it: its writes are committed with the work, and its rejection rolls the work back. */
export type Sign = (tx: Tx, events: readonly { name: EventName; subjects: EventSubjects }[]) => Promise<void>

/** The current usage of a connection pool. On SQLite, of the write lock. */
export interface PoolUse {
  name: string
  used: number
  idle: number
  /** Maximum number of connections. */
  max: number
  /** How many callers wait for a connection or for the write lock. */
  waiting: number
}

/**
 * The database. Without a scope it sees only rows without an organization: the catalogue, users, and the positions in the event log.
 * Rows of organizations need `as(scope)`.
 */
export interface Db extends ScopedDb {
  /** The database restricted to `scope`. Cheap, so no need to keep the result. On Postgres row-level security enforces it. */
  as(scope: Scope): ScopedDb
  /**
   * Runs `work` and signs every transaction it opens, through any handle: `sign` runs as the last step before the events are appended, so
   * that its writes are committed with the work. When it rejects, the transaction is rolled back.
   */
  signed<T>(sign: Sign, work: () => Promise<T>): Promise<T>
  /** Calls `listener` soon after events were committed, by this process or (Postgres) any other. Returns the unsubscribe function. */
  onEvents(listener: () => void): () => void
  /** False while notifications of other processes may be missed because the listening connection is being reestablished. */
  isListening(): boolean
  /**
   * Resolves when the database responds and, as far as is known, can be written to. Rejects within two seconds with `server.unavailable`,
   * `storage.full` or `storage.read_only`.
   */
  ready(): Promise<void>
  /** The current usage of the connection pools. */
  pools(): PoolUse[]
  close(): Promise<void>
}

export class TransactionMisuseError extends Error {
  override name = 'TransactionMisuseError'
}

/** Binds the shared query methods of a drizzle instance. Writes through them also write the text keys. */
export const bindQueries = (d: FullDb): Queries => ({
  select: d.select.bind(d) as FullDb['select'],
  selectDistinct: d.selectDistinct.bind(d) as FullDb['selectDistinct'],
  insert: ((table: PgTable) => writingKeys(d.insert(table), table)) as FullDb['insert'],
  update: ((table: PgTable) => writingKeys(d.update(table), table)) as FullDb['update'],
  delete: d.delete.bind(d) as FullDb['delete'],
  $count: d.$count.bind(d) as FullDb['$count'],
})

/**
 * Locks the rows a query reads until the transaction ends: exclusively (`update`), or shared with other readers of the same lock
 * (`share`). SQLite has a single writer and needs no lock.
 */
export const lockRows = <Q extends object>(b: Builder, query: Q, strength: 'update' | 'share' = 'update'): Q => {
  if (b.dialect === 'sqlite') return query
  return (query as Q & { for(strength: 'update' | 'share'): Q }).for(strength)
}
