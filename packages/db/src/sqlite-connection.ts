import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import { type StatementMeter, timedSync } from './statement-times.ts'

export type SqliteMethod = 'run' | 'all' | 'get' | 'values'
export interface SqliteRows {
  rows: unknown[]
}

/** Bare `sql` template values have no column to encode them; node-postgres accepts both types unchanged. */
const bindable = (value: unknown): unknown => (value instanceof Date ? value.getTime() : typeof value === 'boolean' ? Number(value) : value)

/** Creates the file, or restricts an existing one and its WAL files to its owner. SQLite gives the WAL files the mode of the database. */
const keepPrivate = (file: string): void => {
  if (file === '' || file === ':memory:') return
  try {
    closeSync(openSync(file, 'a', 0o600))
    for (const path of [file, `${file}-wal`, `${file}-shm`]) if (existsSync(path)) chmodSync(path, 0o600)
  } catch {
    // A missing folder, or another user's file: SQLite reports it if that is a problem.
  }
}

/** True when another connection holds the lock that this one needs. */
export const isBusy = (error: unknown): boolean => error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY')

/** One better-sqlite3 connection with a statement cache. Every call is synchronous, and so atomic. */
export class SqliteConnection {
  readonly raw: BetterSqlite3.Database
  readonly #statements = new Map<string, BetterSqlite3.Statement>()
  readonly #meter: StatementMeter | undefined
  constructor(file: string, options: BetterSqlite3.Options, meter?: StatementMeter) {
    this.#meter = meter
    if (!options.readonly) keepPrivate(file)
    this.raw = new BetterSqlite3(file, options)
  }
  prepare(sql: string): BetterSqlite3.Statement {
    let statement = this.#statements.get(sql)
    if (statement) this.#statements.delete(sql)
    else statement = this.raw.prepare(sql)
    this.#statements.set(sql, statement) // least recently used first
    if (this.#statements.size > 500) {
      const oldest = this.#statements.keys().next()
      if (!oldest.done) this.#statements.delete(oldest.value)
    }
    return statement
  }
  execute(sql: string, given: unknown[], method: SqliteMethod): SqliteRows {
    return this.#meter ? timedSync(this.#meter, sql, () => this.#execute(sql, given, method)) : this.#execute(sql, given, method)
  }
  #execute(sql: string, given: unknown[], method: SqliteMethod): SqliteRows {
    const statement = this.prepare(sql)
    const params = given.map(bindable)
    if (!statement.reader) {
      statement.run(...params)
      return { rows: [] }
    }
    // raw() returns rows as arrays, which drizzle's proxy driver maps from.
    const rows = statement.raw()
    return { rows: method === 'get' ? (rows.get(...params) as unknown[]) : rows.all(...params) }
  }
}
