import { type AnyColumn, and, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Dialect } from './kit.ts'

/**
 * Which stretch of time a column's moment lies in, counted from 0: the last of the ascending `starts` that it has
 * reached. A tree of comparisons, so that 366 of them cost nine for each row, and any calendar can be grouped by on a
 * database that knows none.
 */
export const placeOf = (column: AnyColumn, starts: readonly Date[]): SQL<number> => {
  const between = (low: number, high: number): SQL => {
    if (high - low <= 1) return sql.raw(String(low))
    const middle = (low + high) >> 1
    return sql`case when ${lt(column, starts[middle])} then ${between(low, middle)} else ${between(middle, high)} end`
  }
  return sql<number>`${between(0, starts.length)}`.mapWith(Number)
}

/** Only what lies from the first of `starts` until before `until`. */
export const inPlaces = (column: AnyColumn, { starts, until }: { starts: readonly Date[]; until: Date }): SQL | undefined =>
  and(gte(column, starts[0]), lt(column, until))

/** Milliseconds from one moment to another. */
export const millisecondsBetween = (dialect: Dialect, from: AnyColumn, until: AnyColumn): SQL<number> =>
  (dialect === 'pg' ? sql<number>`extract(epoch from (${until} - ${from})) * 1000` : sql<number>`${until} - ${from}`).mapWith(Number)
