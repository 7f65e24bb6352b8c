import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, newId, systemClock, yieldIfLong } from '@pantheon/kernel'
import { drizzle as drizzleBetterSqlite } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { drizzle as drizzleProxy } from 'drizzle-orm/sqlite-proxy'
import { asDatabaseFailure } from './database-failure.ts'
import { type Builder, bindQueries, type Db, type FullDb, type Tx } from './db.ts'
import { type DatabaseLimits, defaultLimits } from './limits.ts'
import { createReadiness } from './readiness.ts'
import { sqliteSchema } from './schema/sqlite.ts'
import { Semaphore } from './semaphore.ts'
import { isBusy, SqliteConnection, type SqliteMethod, type SqliteRows } from './sqlite-connection.ts'
import type { StatementMeter } from './statement-times.ts'
import { type Done, hasEnded, orderIdOf, type PendingEvent, PooledConnection, type StatementRunner, Transactions } from './transaction.ts'

/** SQLite's own busy handler would block the event loop; this waits for the other process asynchronously. */
const retryBusy = async <T>(budgetMs: number, fn: () => T): Promise<T> => {
  const deadline = performance.now() + budgetMs
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    try {
      return fn()
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error
      await sleep(wait)
    }
  }
}

const appendSql = `insert into events
  (id, name, organization_id, actor_id, order_id, subject_type, subject_id, related, stream_key, at, data, origin, before_digest, after_digest)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

const appendEvents = (writer: SqliteConnection, events: PendingEvent[], now: Date): void => {
  for (const e of events) {
    const origin = e.origin ? JSON.stringify(e.origin) : null
    const { subject, related, streamKey } = e.subjects
    const about = [orderIdOf(e.subjects), subject.type, subject.id, JSON.stringify(related), streamKey]
    const row = [newId(now), e.name, e.organizationId, e.actorId, ...about, now, JSON.stringify(e.data), origin, e.beforeDigest, e.afterDigest]
    writer.execute(appendSql, row, 'run')
  }
}

const migrateInPlace = (writer: SqliteConnection, migrationsFolder: string): void => {
  // drizzle-kit's table rebuilds use `PRAGMA foreign_keys=OFF`, which SQLite ignores inside migrate()'s transaction: with enforcement on, DROP TABLE
  // would cascade to the children. So it is off during migrations.
  writer.raw.pragma('foreign_keys = OFF')
  migrate(drizzleBetterSqlite(writer.raw), { migrationsFolder })
  const broken = writer.raw.pragma('foreign_key_check') as unknown[]
  if (broken.length > 0) throw new Error(`Migrations broke ${broken.length} foreign keys`)
  writer.raw.pragma('foreign_keys = ON')
}

export interface SqliteOptions {
  file: string
  migrationsFolder: string
  limits?: DatabaseLimits
  /** See `OpenOptions` in index.ts. */
  clock?: Clock
  /** See `OpenOptions` in index.ts. */
  findsMisuse?: boolean
  /** See `OpenOptions` in index.ts. */
  meter?: StatementMeter | undefined
}

export const openSqlite = ({ file, migrationsFolder, limits = defaultLimits, clock = systemClock, findsMisuse = true, meter }: SqliteOptions): Db => {
  const busyTimeoutMs = limits.acquireMs
  const inMemory = file === ':memory:'
  const writer = new SqliteConnection(file, { timeout: busyTimeoutMs }, meter)
  if (!inMemory) {
    writer.raw.pragma('journal_mode = WAL')
    writer.raw.pragma('synchronous = NORMAL')
  }
  migrateInPlace(writer, migrationsFolder)
  writer.raw.pragma('recursive_triggers = ON') // otherwise INSERT OR REPLACE would bypass the triggers that forbid a DELETE
  writer.raw.pragma('busy_timeout = 0') // from here on retryBusy waits
  // Reads outside a transaction never wait for one: they read the last committed snapshot (WAL).
  const reader = inMemory ? undefined : new SqliteConnection(file, { readonly: true, timeout: 0 }, meter)
  // PostgreSQL returns rows in any order without ORDER BY. SQLite does so too with this, which finds code that relies on an order.
  if (findsMisuse) for (const connection of [writer, reader]) connection?.raw.pragma('reverse_unordered_selects = ON')

  const writeLock = new Semaphore({ permits: 1, timeoutMs: limits.acquireMs })
  const listeners = new Set<() => void>()

  const builderOf = (execute: (sql: string, params: unknown[], method: SqliteMethod) => Promise<SqliteRows>): Builder => ({
    // The second callback is never called, but without it sqlite-proxy drops `casing`.
    ...bindQueries(
      drizzleProxy(
        (...statement) => yieldIfLong().then(() => execute(...statement)),
        () => Promise.reject(new Error('batch is not supported')),
        { casing: 'snake_case' },
      ) as unknown as FullDb,
    ),
    tables: sqliteSchema,
    dialect: 'sqlite',
  })
  const transactions = new Transactions({ ended: builderOf(hasEnded), findsMisuse, idleMs: limits.idleInTransactionMs })
  const readiness = createReadiness(() => db.$count(sqliteSchema.eventConsumers))
  /** Rejects with a failure of the catalogue when SQLite was busy or unavailable. */
  const translated = <T>(work: Promise<T>): Promise<T> => work.catch((error: unknown) => Promise.reject(readiness.note(asDatabaseFailure(error))))

  const outside = new PooledConnection(
    builderOf(async (sql, params, method) => {
      transactions.assertOutside()
      if (reader?.prepare(sql).readonly) return translated(retryBusy(busyTimeoutMs, () => reader.execute(sql, params, method)))
      return translated(writeLock.run(() => retryBusy(busyTimeoutMs, () => writer.execute(sql, params, method))))
    }),
    () => Promise.reject(new Error('raw() is for transactions')),
    () => Promise.reject(new Error('append() is for transactions')),
  )

  const runStatement: StatementRunner = (work) => (inside.runStatement ?? hasEnded)(work)
  const inside: PooledConnection = new PooledConnection(
    builderOf((sql, params, method) => runStatement(() => writer.execute(sql, params, method))),
    () => Promise.reject(new Error('raw() is for Postgres')),
    (events) =>
      runStatement(async () => {
        const now = clock.now()
        for (let from = 0; from < events.length; from += 100) {
          appendEvents(writer, events.slice(from, from + 100), now)
          await yieldIfLong()
        }
      }),
  )

  const close = (): void => {
    reader?.raw.close()
    writer.raw.close()
  }
  const transact = <T>(fn: (tx: Tx) => Promise<T>): Promise<Done<T>> =>
    writeLock.run(async () => {
      await retryBusy(busyTimeoutMs, () => writer.raw.exec('begin immediate'))
      try {
        const done = await transactions.run(inside, fn)
        await done.appended
        await retryBusy(busyTimeoutMs, () => writer.raw.exec('commit'))
        return done
      } catch (error) {
        if (writer.raw.inTransaction) writer.raw.exec('rollback')
        throw error
      }
    })

  const db: Db = {
    ...outside.builder,
    run: (query, params) => outside.run(query, params),
    // One file, one process: on SQLite the repositories' conditions alone separate organizations.
    as: () => db,
    transaction: async (fn) => {
      transactions.assertOutside()
      const { result, emitted } = await translated(transact(fn))
      if (emitted > 0) for (const listener of listeners) transactions.unsigned(listener)
      return result
    },
    signed: (sign, work) => transactions.signed(sign, work),
    isListening: () => true,
    pools: () => {
      const { running, waiting } = writeLock.use
      return [{ name: 'writer', used: running, idle: 1 - running, max: 1, waiting }]
    },
    onEvents: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ready: () => readiness.check(db),
    // A transaction that does not end must not keep the process alive.
    close: () => writeLock.run(close).catch(close),
  }
  return db
}
