import { type AnyColumn, and, gte, lt, type SQL, sql } from 'drizzle-orm'
import type { Dialect } from './kit.ts'

/**
 * The bucket of a column's time, counted from 0: the last of the ascending `starts` that it has reached. A binary tree of comparisons, so
 * that 366 buckets need nine comparisons per row, and rows can be grouped by any calendar on a database without one.
 */
export const placeOf = (column: AnyColumn, starts: readonly Date[]): SQL<number> => {
  const between = (low: number, high: number): SQL => {
    if (high - low <= 1) return sql.raw(String(low))
    const middle = (low + high) >> 1
    return sql`case when ${lt(column, starts[middle])} then ${between(low, middle)} else ${between(middle, high)} end`
  }
  return sql<number>`${between(0, starts.length)}`.mapWith(Number)
}

/** The condition for times from the first of `starts` (inclusive) to `until` (exclusive). */
export const inPlaces = (column: AnyColumn, { starts, until }: { starts: readonly Date[]; until: Date }): SQL | undefined =>
  and(gte(column, starts[0]), lt(column, until))

/** Milliseconds between two columns. */
export const millisecondsBetween = (dialect: Dialect, from: AnyColumn, until: AnyColumn): SQL<number> =>
  (dialect === 'pg' ? sql<number>`extract(epoch from (${until} - ${from})) * 1000` : sql<number>`${until} - ${from}`).mapWith(Number)
