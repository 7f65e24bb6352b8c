import type { Position } from '@pantheon/kernel'
import { type AnyColumn, asc, desc, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { isTextKey } from './text-keys.ts'

/**
 * The sort order of a list: the columns of an index with the id last, all ascending or all descending, so that one index gives both the
 * order and the start of a page.
 */
export interface Keyset {
  columns: readonly AnyColumn[]
  isDescending: boolean
}

/** Both databases sort ids and enum values the same way; other text only by its key. */
const isSortable = (column: AnyColumn): boolean =>
  column.dataType !== 'string' || isTextKey(column) || column.enumValues !== undefined || /(^|_)id$|Id$/.test(column.name)

/** Throws for a column with free text: lists are sorted by its key. */
export const inOrder = ({ columns, isDescending }: Keyset): SQL[] =>
  columns.map((column) => {
    if (!isSortable(column)) throw new Error(`${column.name} is sorted by its key, which is another column`)
    return isDescending ? desc(column) : asc(column)
  })

/** A position as values for these columns: times as Date. */
const valuesOf = ({ columns }: Keyset, position: Position): (Date | string | number)[] =>
  position.map((value, i) => (columns[i]?.dataType === 'date' ? new Date(value) : value))

const beyond = ({ columns, isDescending }: Keyset, values: readonly (Placeholder | Date | string | number)[]): SQL => {
  const tuple = (parts: readonly unknown[]) =>
    sql.join(
      parts.map((part) => sql`${part}`),
      sql`, `,
    )
  return sql`(${tuple(columns)}) ${isDescending ? sql`<` : sql`>`} (${tuple(values)})`
}

/** The condition for rows after a position. Undefined without a position. */
export const behind = (keyset: Keyset, after: Position | undefined): SQL | undefined => after && beyond(keyset, valuesOf(keyset, after))

/** The condition for rows after a position in a list sorted by creation time and id, newest first. Undefined without a position. */
export const olderThan = (table: { createdAt: AnyColumn; id: AnyColumn }, after: Position | undefined): SQL | undefined =>
  behind({ columns: [table.createdAt, table.id], isDescending: true }, after)

/** The condition for rows after `last` in a list sorted by a time and the id, oldest first. Undefined without `last`. */
export const newerThan = (table: { at: AnyColumn; id: AnyColumn }, last: readonly [at: Date, id: string] | undefined): SQL | undefined =>
  behind({ columns: [table.at, table.id], isDescending: false }, last && [last[0].getTime(), last[1]])

/** `behind` for a prepared statement. `behindParams` returns its parameters. */
export const behindPlaceholder = (keyset: Keyset): SQL =>
  beyond(
    keyset,
    keyset.columns.map((_, i) => sql.placeholder(`after${i}`)),
  )

/** The parameters of `behindPlaceholder`. */
export const behindParams = (keyset: Keyset, after: Position): Record<string, Date | string | number> =>
  Object.fromEntries(valuesOf(keyset, after).map((value, i) => [`after${i}`, value]))
