import { collationKey, searchKey } from '@pantheon/contract'
import { type AnyColumn, getTableColumns, getTableName, type SQL, sql, type Table } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { pgSchema } from './schema/pg.ts'
import type { Schema } from './schema/schema.ts'
import type { unkeyed } from './schema/unkeyed.ts'

/** A key column, its source column, and how the key is computed. */
export interface TextKey {
  readonly column: string
  readonly of: string
  /** Null without a text. */
  make(value: unknown): string | null
}

/**
 * A checksum of the text, in control characters, which no key contains. Two texts may have the same key; with the checksum they differ, so
 * that a trigger can tell a text that was changed together with its key from one that was changed alone.
 */
const stampOf = (text: string): string => {
  let hash = 0x811c9dc5 // FNV-1a
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0
  return String.fromCharCode(...[0, 4, 8, 12].map((bits) => 0x10 + (((hash ^ (hash >>> 16)) >>> bits) & 15)))
}

const stamped = (key: (text: string) => string, column: string, of: string, read: (value: never) => unknown = (text) => text): TextKey => ({
  column,
  of,
  make: (value) => {
    const text = value === null || value === undefined ? null : read(value as never)
    if (text === null || text === undefined) return null
    if (typeof text !== 'string') throw new Error(`${of} has a key, which is made of the text itself: no SQL, no placeholder`)
    return key(text) + stampOf(text)
  },
})
const search = (column: string, of: string, read?: (value: never) => unknown) => stamped(searchKey, column, of, read)
const sort = (column: string, of: string, read?: (value: never) => unknown) => stamped(collationKey, column, of, read)

/** All texts that the databases search or sort by. A new one also needs its entry in `unkeyed` and the triggers of migration 0028. */
export const textKeys: Readonly<Record<keyof typeof unkeyed, readonly TextKey[]>> = {
  users: [search('nameSearch', 'name'), search('emailSearch', 'email')],
  products: [sort('nameSort', 'name')],
  courses: [sort('titleSort', 'title')],
  tasks: [search('titleSearch', 'title'), search('descriptionSearch', 'description')],
  invoices: [sort('buyerSort', 'buyer', ({ organization }: { organization?: unknown }) => organization ?? '')],
  auditEntries: [search('apiKeySearch', 'apiKey', ({ name }: { name?: unknown }) => name ?? '')],
}
export type KeyedTable = keyof typeof textKeys
export const keyedTables = Object.keys(textKeys) as KeyedTable[]

const byTable = new Map<string, readonly TextKey[]>(keyedTables.map((name) => [getTableName(pgSchema[name]), textKeys[name]]))

/** The text keys of a table, by its SQL name. */
export const keysOfTable = (name: string): readonly TextKey[] | undefined => byTable.get(name)

type Values = Record<string, unknown>
/** The row with the keys of the texts it contains. */
const withKeys = (keys: readonly TextKey[], row: Values): Values => {
  const given = keys.filter(({ of }) => row[of] !== undefined)
  return { ...row, ...Object.fromEntries(given.map(({ column, of, make }) => [column, make(row[of])])) }
}

/** The methods by which drizzle's INSERT and UPDATE builders take rows. */
interface Builder {
  values?: (rows: Values | Values[]) => object
  select?: (...args: never[]) => object
  set?: (row: Values) => object
}
type Conflict = { set: Values }

const refuse = (table: Table) => (): never => {
  throw new Error(`${getTableName(table)} has keys of texts, which SQL cannot make: no INSERT … SELECT`)
}

/** Wraps the builder of an INSERT or UPDATE so that it also writes the key of each text: no repository can forget one. */
export const writingKeys = <B extends object>(builder: B, table: Table): B => {
  const keys = keysOfTable(getTableName(table))
  if (!keys) return builder
  const { values, set } = builder as Builder
  const keyed = (row: Values): Values => withKeys(keys, row)
  const insert = (rows: Values | Values[]): object => {
    const made = values?.call(builder, Array.isArray(rows) ? rows.map(keyed) : keyed(rows)) as { onConflictDoUpdate(conflict: Conflict): object }
    const update = made.onConflictDoUpdate
    return Object.assign(made, { onConflictDoUpdate: (conflict: Conflict) => update.call(made, { ...conflict, set: keyed(conflict.set) }) })
  }
  return Object.assign(builder, values && { values: insert, select: refuse(table) }, set && { set: (row: Values) => set.call(builder, keyed(row)) })
}

type Columns<T extends PgTable> = T['_']['columns']
type Unkeyed<C> = { [K in keyof C as C[K] extends { _: { columnType: 'PgCustomColumn' } } ? never : K]: C[K] }

/**
 * A row as the product writes and reads it: every column but those that only the database reads, which are the keys of texts and
 * what it generates for sorting.
 */
export type Row<K extends keyof Schema> = Schema[K] extends PgTable
  ? Pick<Schema[K]['$inferSelect'], keyof Schema[K]['$inferInsert'] & keyof Unkeyed<Columns<Schema[K]>> & keyof Schema[K]['$inferSelect']>
  : never

/** The columns of a table without its text keys, which only the database reads. */
export const withoutKeys = <T extends PgTable>(table: T): Unkeyed<Columns<T>> =>
  Object.fromEntries(Object.entries(getTableColumns(table)).filter(([, column]) => !isTextKey(column))) as Unkeyed<Columns<T>>

/** True for a column that holds a text key. */
export const isTextKey = (column: AnyColumn): boolean => column.columnType.endsWith('CustomColumn')

const contained = (key: string): string => `%${key.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`

/**
 * The condition for rows whose text contains the search term, compared by `searchKey`; undefined for a term without searchable characters.
 * Throws for a column that holds no key.
 */
export const contains = (column: AnyColumn, typed: string): SQL | undefined => {
  if (!isTextKey(column)) throw new Error(`${column.name} is searched by its key, which is another column`)
  const key = searchKey(typed)
  return key === '' ? undefined : sql`${column} like ${contained(key)} escape '\\'`
}

/** The same for ids and other codes, which are ASCII: both databases fold that alike. */
export const codeContains = (column: AnyColumn, typed: string): SQL | undefined => {
  const key = searchKey(typed)
  return key === '' ? undefined : sql`lower(${column}) like ${contained(key)} escape '\\'`
}

/** The condition for JSON that contains this id. It scans all rows: only for rare queries on small tables. */
export const jsonMentions = (column: AnyColumn, id: string): SQL => sql`cast(${column} as text) like ${`%"${id}"%`}`
