import { type Scope, systemScope } from '@pantheon/kernel'
import BetterSqlite3 from 'better-sqlite3'
import { type DatabaseLimits, type Db, isPostgres } from '../index.ts'
import { keysOfRow } from './text-keys.ts'

/** Generous limits for tests that insert hundreds of thousands of rows on busy machines. */
export const unhurried: DatabaseLimits = { connectMs: 60_000, acquireMs: 300_000, lockMs: 60_000, statementMs: 300_000, idleInTransactionMs: 300_000 }

/** A row by column names, with times as Date and JSON as objects. */
export type TestRow = Record<string, string | number | boolean | Date | object | null>
/** Rows by table, each table after those that it references. */
export type TestRows = Record<string, readonly TestRow[]>

/** Quoted, because some columns are SQL keywords: `to`. */
const quoted = (column: string): string => `"${column}"`
const columnsOf = (all: readonly TestRow[]): string[] => Object.keys(all[0] ?? {})

const fillSqlite = (file: string, rows: TestRows): void => {
  const bound = (value: TestRow[string]) => {
    if (value instanceof Date) return value.getTime()
    if (typeof value === 'boolean') return Number(value)
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
  }
  const raw = new BetterSqlite3(file)
  raw.transaction(() => {
    for (const [table, all] of Object.entries(rows)) {
      const columns = columnsOf(all)
      const insert = raw.prepare(`insert into ${table} (${columns.map(quoted).join(', ')}) values (${columns.map(() => '?').join(', ')})`)
      for (const row of all) insert.run(...columns.map((column) => bound(row[column] ?? null)))
    }
  })()
  raw.exec('analyze')
  raw.close()
}

const fillPg = (db: Db, rows: TestRows): Promise<void> =>
  db.as(systemScope).transaction(async (tx) => {
    for (const [table, all] of Object.entries(rows)) {
      const columns = columnsOf(all).map(quoted).join(', ')
      for (let from = 0; from < all.length; from += 10_000) {
        const part = JSON.stringify(all.slice(from, from + 10_000))
        await tx.raw(`insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [part])
      }
    }
    // Autovacuum would do this a minute later. It needs the owner of the tables.
    await tx.raw('set local role none', [])
    await tx.raw(`analyze ${Object.keys(rows).join(', ')}`, [])
  })

/** Inserts many rows without checks, with their text keys, and updates the table statistics. */
export const fillTables = async (db: Db, url: string, rows: TestRows): Promise<void> => {
  const keyed = Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, all.map((row) => ({ ...row, ...keysOfRow(table, row) }))]))
  await (isPostgres(url) ? fillPg(db, keyed) : fillSqlite(url, keyed))
}

/** The query plan of a query of `db.as(scope)`, without executing it, one step per line. */
export const planOf = async (db: Db, url: string, scope: Scope, query: object): Promise<string> => {
  const { sql: text, params } = (query as { toSQL(): { sql: string; params: unknown[] } }).toSQL()
  if (isPostgres(url)) {
    const { rows } = await db.as(scope).transaction((tx) => tx.raw(`explain ${text}`, params))
    return rows.map((row) => Object.values(row as object)[0]).join('\n')
  }
  const raw = new BetterSqlite3(url, { readonly: true })
  const plan = raw.prepare(`explain query plan ${text}`).all(...params.map((value) => (value instanceof Date ? value.getTime() : value)))
  raw.close()
  return plan.map((row) => (row as { detail: string }).detail).join('\n')
}
