import { systemScope } from '@pantheon/kernel'
import type { Db } from '../index.ts'
import { keyedTables, keysOfTable, textKeys } from '../text-keys.ts'

/** The SQL name of a column. */
export const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The text keys of a row, both by column names: for code that writes without the builders. */
export const keysOfRow = (table: string, row: Readonly<Record<string, unknown>>): Record<string, string | null> =>
  Object.fromEntries((keysOfTable(table) ?? []).map(({ column, of, make }) => [snakeCase(column), make(row[snakeCase(of)])]))

/** Columns and ids of rows whose key is missing or stale, `users.nameSearch 0198…`. */
export const findStaleKeys = async (db: Db): Promise<string[]> => {
  const stale: string[] = []
  for (const name of keyedTables) {
    const rows: Record<string, unknown>[] = await db.as(systemScope).select().from(db.tables[name])
    for (const { column, of, make } of textKeys[name]) for (const row of rows) if (row[column] !== make(row[of])) stale.push(`${name}.${column} ${row.id}`)
  }
  return stale
}
