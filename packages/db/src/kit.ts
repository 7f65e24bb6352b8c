/**
 * One schema definition, two dialects.
 *
 * The Postgres builders define the types. The SQLite kit offers the same functions over sqlite-core; `kit.parity.ts` checks at compile
 * time that every pair has the same JS type, nullability and default flags, which makes the one cast at the end of this file safe.
 */
import * as pg from 'drizzle-orm/pg-core'
import * as lite from 'drizzle-orm/sqlite-core'

export type Dialect = 'pg' | 'sqlite'
type Enum = readonly [string, ...string[]]

const mutable = <const E extends Enum>(values: E) => values as unknown as [...E]

/** Compared as bytes, independent of the database's locale, as SQLite does for any text. */
const pgTextKey = pg.customType<{ data: string; driverData: string }>({ dataType: () => 'text collate "C"' })
const sqliteTextKey = lite.customType<{ data: string; driverData: string }>({ dataType: () => 'text' })

export const pgKit = {
  dialect: 'pg' as Dialect,
  table: pg.pgTable,
  id: () => pg.text().primaryKey(),
  /** Ascending number assigned by the database at insert. */
  sequence: () => pg.bigserial({ mode: 'number' }).primaryKey(),
  text: () => pg.text(),
  /** The search or sort key of a text; written by text-keys.ts. */
  textKey: () => pgTextKey(),
  enumText: <const E extends Enum>(values: E) => pg.text({ enum: mutable(values) }),
  int: () => pg.integer(),
  /** Minor units, safe up to 2^53. */
  money: () => pg.bigint({ mode: 'number' }),
  bool: () => pg.boolean(),
  /** JS Date, millisecond precision on both dialects. */
  timestamp: () => pg.timestamp({ mode: 'date', withTimezone: true, precision: 3 }),
  json: <T>() => pg.jsonb().$type<T>(),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  check: pg.check,
}

export const sqliteKitRaw = {
  dialect: 'sqlite' as Dialect,
  table: lite.sqliteTable,
  id: () => lite.text().primaryKey(),
  sequence: () => lite.integer({ mode: 'number' }).primaryKey({ autoIncrement: true }),
  text: () => lite.text(),
  textKey: () => sqliteTextKey(),
  enumText: <const E extends Enum>(values: E) => lite.text({ enum: mutable(values) }),
  int: () => lite.integer(),
  money: () => lite.integer({ mode: 'number' }),
  bool: () => lite.integer({ mode: 'boolean' }),
  timestamp: () => lite.integer({ mode: 'timestamp_ms' }),
  json: <T>() => lite.text({ mode: 'json' }).$type<T>(),
  index: lite.index,
  uniqueIndex: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  check: lite.check,
}

export type Kit = typeof pgKit
/** Same functions, Postgres types. The only dialect cast of the schema. */
export const sqliteKit = sqliteKitRaw as unknown as Kit
