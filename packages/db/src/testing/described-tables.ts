import { getTableName } from 'drizzle-orm'
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import { sqliteSchema } from '../schema/sqlite.ts'
import { snakeCase } from './text-keys.ts'

export interface DescribedColumn {
  /** As rows have it, `createdAt`. */
  key: string
  /** As SQL has it, `created_at`. */
  name: string
  type: 'text' | 'json' | 'number' | 'boolean' | 'date'
  /** Of an enumeration, what it may be. */
  values: readonly string[] | undefined
  /** Part of the primary key. */
  isKey: boolean
  /** Made by the database, or from other columns. */
  isMade: boolean
  /** The table that it refers to. */
  references: string | undefined
}
export interface DescribedTable {
  /** As `db.tables` has it. */
  key: keyof typeof sqliteSchema
  name: string
  columns: DescribedColumn[]
}

const types: Readonly<Record<string, DescribedColumn['type']>> = { string: 'text', json: 'json', number: 'number', boolean: 'boolean', date: 'date' }

const describe = (key: DescribedTable['key'], table: SQLiteTable): DescribedTable => {
  const { columns, foreignKeys, primaryKeys } = getTableConfig(table)
  const targets = new Map(
    foreignKeys.flatMap((key) => {
      const { columns: from, foreignTable } = key.reference()
      return from.map((column) => [column.name, getTableName(foreignTable)] as const)
    }),
  )
  const keys = new Set(primaryKeys.flatMap((key) => key.columns.map(({ name }) => name)))
  return {
    key,
    name: getTableName(table),
    columns: columns.map((column) => ({
      key: column.name,
      name: snakeCase(column.name),
      type: types[column.dataType] ?? 'text',
      values: column.enumValues?.length ? column.enumValues : undefined,
      isKey: column.primary || keys.has(column.name),
      isMade: column.generated !== undefined,
      references: targets.get(column.name),
    })),
  }
}

/** Every table there is, each after those that it refers to. The schema is the same for both dialects. */
export const describedTables = (): DescribedTable[] => Object.entries(sqliteSchema).map(([key, table]) => describe(key as DescribedTable['key'], table))
