import { systemScope } from '@pantheon/kernel'
import { and, asc, gt, inArray, sql } from 'drizzle-orm'
import { type Db, lockRows, type Tx } from './db.ts'
import type { Schema } from './schema/schema.ts'
import { unkeyed } from './schema/unkeyed.ts'
import { type KeyedTable, keyedTables, textKeys } from './text-keys.ts'

/** Rows per transaction: SQLite limits the variables of a statement. */
const rowsAtOnce = 200

/** Any of the six tables: all have an id and the columns named in `textKeys`. */
const tableOf = (tables: Schema, name: KeyedTable) => tables[name] as Schema['users'] & Record<string, Schema['users']['name']>

/** Writes the keys of up to `limit` rows after `last` that have none. Returns the id of the last of them, undefined when there was none. */
const fillSome = async (tx: Tx, name: KeyedTable, last: string, limit: number): Promise<string | undefined> => {
  const table = tableOf(tx.tables, name)
  const columnOf = (column: string) => table[column] as Schema['users']['name']
  const keys = textKeys[name]
  const texts = Object.fromEntries(keys.map(({ of }) => [of, columnOf(of)]))
  const query = tx
    .select({ id: table.id, ...texts })
    .from(table)
    .where(and(sql.raw(unkeyed[name]), gt(table.id, last)))
    .orderBy(asc(table.id))
    .limit(limit)
  // Locked, so that no other server changes the text of a row meanwhile.
  const rows = (await lockRows(tx, query)) as ({ id: string } & Record<string, unknown>)[]
  if (rows.length === 0) return undefined
  const made = keys.map(({ column, of, make }) => {
    const cases = rows.map((row) => sql`when ${row.id} then ${make(row[of])}`)
    return [column, sql`case ${table.id} ${sql.join(cases, sql` `)} end`]
  })
  const ids = rows.map(({ id }) => id)
  await tx.update(table).set(Object.fromEntries(made)).where(inArray(table.id, ids))
  return ids.at(-1)
}

const isAnyMissing = async (db: Db, name: KeyedTable): Promise<boolean> => {
  const table = tableOf(db.tables, name)
  return (await db.as(systemScope).select({ id: table.id }).from(table).where(sql.raw(unkeyed[name])).limit(1)).length > 0
}

/**
 * Writes all missing text keys: of rows older than the keys, and of rows that servers of such a version, or plain SQL statements, have
 * written since. Uses short transactions, so it can be stopped and restarted at any time, and run on several servers at once. Each call
 * reads a row once, so a row whose key stays empty does not loop. When nothing is missing it reads one empty index per table and writes
 * nothing.
 */
export const fillTextKeys = async (db: Db): Promise<void> => {
  for (const name of keyedTables) {
    if (!(await isAnyMissing(db, name))) continue
    const fillBehind = (last: string) => db.as(systemScope).transaction((tx) => fillSome(tx, name, last, rowsAtOnce))
    let last: string | undefined = ''
    while (last !== undefined) last = await fillBehind(last)
  }
}
