import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Clock } from '@pantheon/kernel'
import { isPostgres, sqliteFile } from './database-url.ts'
import type { Db } from './db.ts'
import { fillTextKeys } from './fill-text-keys.ts'
import { type DatabaseLimits, defaultLimits } from './limits.ts'
import { openPg } from './pg.ts'
import { openSqlite } from './sqlite.ts'
import type { StatementMeter } from './statement-times.ts'

export {
  type AnyColumn,
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  like,
  lt,
  lte,
  ne,
  notExists,
  notInArray,
  or,
  type SQL,
  sql,
  sum,
} from 'drizzle-orm'
export { inBatches } from './batches.ts'
export { createDatabaseClock } from './database-clock.ts'
export { isDatabaseError } from './database-failure.ts'
export { isPostgres, sqliteFile } from './database-url.ts'
export {
  type Builder,
  type Db,
  type Handle,
  lockRows,
  type PoolUse,
  type ScopedDb,
  type Sign,
  statement,
  TransactionMisuseError,
  type Tx,
} from './db.ts'
export { fillTextKeys } from './fill-text-keys.ts'
export { type ForeignRow, type ForeignSnapshot, openForeignPostgres } from './foreign-postgres.ts'
export { behind, behindParams, behindPlaceholder, inOrder, type Keyset, newerThan, olderThan } from './keyset.ts'
export { type DatabaseLimits, defaultLimits } from './limits.ts'
export { digestOf } from './log/digest.ts'
export {
  eventsOf,
  isVisible,
  type LogReader,
  type LogRow,
  lastSeq,
  readLatest,
  readSince,
  readSubjectEvents,
  streamKeyOf,
  toLoggedEvent,
} from './log/event-log.ts'
export { postgresRole } from './pg-connections.ts'
export { underPgLock } from './pg-lock.ts'
export { inPlaces, millisecondsBetween, placeOf } from './places.ts'
export type { Schema } from './schema/schema.ts'
export { openSqlPool, type SqlPool } from './sql-pool.ts'
export { underStartLock } from './start-lock.ts'
export type { StatementMeter } from './statement-times.ts'
export { codeContains, contains, jsonMentions, type Row, withoutKeys } from './text-keys.ts'

/** In the sources during development, beside the bundle in production. */
export const migrationsFolder = (dialect: 'pg' | 'sqlite'): string => {
  const beside = fileURLToPath(new URL(`./migrations/${dialect}`, import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL(`../migrations/${dialect}`, import.meta.url))
}

export interface OpenOptions {
  /** The login that owns the tables, if it is not the server's own. */
  migrationUrl?: string | undefined
  /** Source of the ids and times of events. Defaults to the system clock. */
  clock?: Clock
  /** Throws when `db` is used inside a transaction instead of its `tx`. Finds programming errors; tracking costs time, so production leaves it off. */
  findsMisuse?: boolean
  /** Overrides of the default limits. */
  limits?: Partial<DatabaseLimits>
  /** Receives the durations of statements. Without it nothing is timed. */
  meter?: StatementMeter | undefined
}

/**
 * Opens and migrates a database: `postgres://…` through node-postgres, anything else a SQLite file (or `:memory:`). Also writes missing
 * text keys.
 * Rejects when it cannot be reached or migrated.
 */
export const openDb = async (url: string, { limits: given, ...options }: OpenOptions = {}): Promise<Db> => {
  const limits = { ...defaultLimits, ...given }
  const db = isPostgres(url)
    ? await openPg({ url, ...options, limits, migrationsFolder: migrationsFolder('pg') })
    : openSqlite({ file: sqliteFile(url), ...options, limits, migrationsFolder: migrationsFolder('sqlite') })
  try {
    await fillTextKeys(db)
    return db
  } catch (error) {
    await db.close()
    throw error
  }
}

/** True for a unique constraint violation, on either dialect. */
export const isUniqueViolation = (error: unknown): boolean => {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && (e.code === '23505' || e.code === 'SQLITE_CONSTRAINT_UNIQUE' || e.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')) return true
  }
  return false
}
