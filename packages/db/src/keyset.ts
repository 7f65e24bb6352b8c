import type { Position } from '@pantheon/kernel'
import { type AnyColumn, asc, desc, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { isTextKey } from './text-keys.ts'

/**
 * How a list is sorted: by the columns of an index, the id last, all of them forwards or all of them backwards. So one index
 * gives the order and the place where a page begins.
 */
export interface Keyset {
  columns: readonly AnyColumn[]
  isDescending: boolean
}

/** Two databases sort ids and the words of an enumeration alike, and any other text by its key only. */
const isSortable = (column: AnyColumn): boolean =>
  column.dataType !== 'string' || isTextKey(column) || column.enumValues !== undefined || /(^|_)id$|Id$/.test(column.name)

/** Throws for a text that people write: lists are sorted by its key. */
export const inOrder = ({ columns, isDescending }: Keyset): SQL[] =>
  columns.map((column) => {
    if (!isSortable(column)) throw new Error(`${column.name} is sorted by its key, which is another column`)
    return isDescending ? desc(column) : asc(column)
  })

/** A position as these columns take it: moments as Date. */
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

/** The rows that come behind a position. No position, no rule. */
export const behind = (keyset: Keyset, after: Position | undefined): SQL | undefined => after && beyond(keyset, valuesOf(keyset, after))

/** The same in a prepared statement. `behindParams` gives its parameters. */
export const behindPlaceholder = (keyset: Keyset): SQL =>
  beyond(
    keyset,
    keyset.columns.map((_, i) => sql.placeholder(`after${i}`)),
  )

/** The parameters of `behindPlaceholder`. */
export const behindParams = (keyset: Keyset, after: Position): Record<string, Date | string | number> =>
  Object.fromEntries(valuesOf(keyset, after).map((value, i) => [`after${i}`, value]))
