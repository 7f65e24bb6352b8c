import { type Scope, systemScope } from '@pantheon/kernel'
import BetterSqlite3 from 'better-sqlite3'
import { type DatabaseLimits, type Db, isPostgres } from '../index.ts'
import { keysOfRow } from './text-keys.ts'

/** Limits for those who fill tables by the hundred thousand rows, on machines that have other things to do. */
export const unhurried: DatabaseLimits = { connectMs: 60_000, acquireMs: 300_000, lockMs: 60_000, statementMs: 300_000, idleInTransactionMs: 300_000 }

/** A row by the names of its columns, moments as Date and JSON as it is. */
export type TestRow = Record<string, string | number | boolean | Date | object | null>
/** Rows of tables, each table after those that it refers to. */
export type TestRows = Record<string, readonly TestRow[]>

/** Some columns are called like words of SQL: `to`. */
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
    // What a server does by itself a minute later. It is for the owner of the tables.
    await tx.raw('set local role none', [])
    await tx.raw(`analyze ${Object.keys(rows).join(', ')}`, [])
  })

/** Writes many rows past everything that would check them, with the keys of their texts, and lets the database look at how many there are. */
export const fillTables = async (db: Db, url: string, rows: TestRows): Promise<void> => {
  const keyed = Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, all.map((row) => ({ ...row, ...keysOfRow(table, row) }))]))
  await (isPostgres(url) ? fillPg(db, keyed) : fillSqlite(url, keyed))
}

/** How the database goes about a query of `db.as(scope)`, without running it: the words of its plan, a step a line. */
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
