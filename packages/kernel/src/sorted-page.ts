import { collationKey, type Page, type PageRequest } from '@pantheon/contract'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { fail } from './fail.ts'

/** The position of a row in a sorted list: its sort values, with times as milliseconds since 1970, and its id as the tie-breaker. */
export type Position = readonly (string | number)[]

/** The type of one part of a position. Other values in a cursor are forged, and neither database accepts all of them. */
export type PositionPart = 'moment' | 'number' | 'integer' | 'text' | 'id' | readonly string[]

/** A way to sort a list. */
export interface SortKey<R> {
  /** The parts of a position, in the order of the index columns. The last is the id. */
  parts: readonly PositionPart[]
  positionOf: (row: R) => Position
}

/** A page of such a list: rows after `after`, at most `limit` of them. */
export interface SortedWindow {
  after: Position | undefined
  limit: number
}

const fits = (part: PositionPart, value: string | number): boolean => {
  if (part === 'moment') return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < 1e13
  if (part === 'number') return Number.isSafeInteger(value)
  // Postgres fails when a larger number is compared with a 32-bit column.
  if (part === 'integer') return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31
  if (typeof value === 'number') return false
  if (part === 'text') return !value.includes('\0')
  return part === 'id' ? /^[0-9a-f-]{36}$/.test(value) : part.includes(value)
}

/**
 * Decodes a cursor to a position. Fails with `input.invalid` when it is not valid or belongs to another sort order: `name` identifies the
 * sort and everything the order depends on.
 */
export const readPosition = (name: string, { parts }: Pick<SortKey<never>, 'parts'>, { cursor }: Pick<PageRequest, 'cursor'>): Position | undefined => {
  if (cursor === undefined) return undefined
  const types = parts.map((part) => (part === 'moment' || part === 'number' || part === 'integer' ? 'number' : 'string'))
  const [of, ...position] = decodeCursor(cursor, ['string', ...types])
  if (of === name && parts.every((part, i) => fits(part, position[i] ?? ''))) return position
  return fail('input.invalid', {}, [{ path: 'cursor', message: 'Not a cursor of this list' }])
}

/** One page of a list sorted by `key`. `read` is called with one row more than the page holds, to find out whether there is a next page. */
export const pageBySort = async <R, T>(
  name: string,
  key: SortKey<R>,
  request: PageRequest,
  read: (window: SortedWindow) => Promise<R[]>,
  toWire: (row: R) => T,
): Promise<Page<T>> => {
  const rows = await read({ after: readPosition(name, key, request), limit: request.limit + 1 })
  const items = rows.slice(0, request.limit)
  const last = items.at(-1)
  const nextCursor = rows.length > request.limit && last !== undefined ? encodeCursor(name, ...key.positionOf(last)) : null
  return { items: items.map(toWire), nextCursor }
}

/** Newest first, by creation time and id: the order of most lists. */
const newestFirst: SortKey<{ createdAt: Date; id: string }> = { parts: ['moment', 'id'], positionOf: ({ createdAt, id }) => [createdAt.getTime(), id] }

/** One page of a list that is always sorted newest first: see `pageBySort`. */
export const pageByTime = <R extends { createdAt: Date; id: string }, T>(
  request: PageRequest,
  read: (window: SortedWindow) => Promise<R[]>,
  toWire: (row: R) => T,
): Promise<Page<T>> => pageBySort('newest', newestFirst, request, read, toWire)

/** Sorts items by a text of each, in the order that the databases use for its key: for short, unpaged lists. The sort is stable. */
export const alphabetical = <T>(items: readonly T[], textOf: (item: T) => string): T[] =>
  items
    .map((item) => ({ item, key: Buffer.from(collationKey(textOf(item))) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ item }) => item)
