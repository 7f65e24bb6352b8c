import { collationKey, type Page, type PageRequest } from '@pantheon/contract'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { fail } from './fail.ts'

/** Where a row stands in a sorted list: what it is sorted by, moments as milliseconds since 1970, and its id, which breaks ties. */
export type Position = readonly (string | number)[]

/** What a part of a position may be. Anything else in a cursor was made up, and neither database takes all of it. */
export type PositionPart = 'moment' | 'number' | 'integer' | 'text' | 'id' | readonly string[]

/** A way to sort a list. */
export interface SortKey<R> {
  /** Of a position, in the order of the columns of the index. The last is the id. */
  parts: readonly PositionPart[]
  positionOf: (row: R) => Position
}

/** What such a list is asked for: rows behind `after`, at most `limit` of them. */
export interface SortedWindow {
  after: Position | undefined
  limit: number
}

const fits = (part: PositionPart, value: string | number): boolean => {
  if (part === 'moment') return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value < 1e13
  if (part === 'number') return Number.isSafeInteger(value)
  // Compared with a column of 32 bits, a larger number makes Postgres fail.
  if (part === 'integer') return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31
  if (typeof value === 'number') return false
  if (part === 'text') return !value.includes('\0')
  return part === 'id' ? /^[0-9a-f-]{36}$/.test(value) : part.includes(value)
}

/**
 * The position that a cursor says. Fails with `input.invalid` when it is none of ours, or of a list that is sorted otherwise:
 * `name` is the sort's, and says all that the order depends on.
 */
export const readPosition = (name: string, { parts }: Pick<SortKey<never>, 'parts'>, { cursor }: Pick<PageRequest, 'cursor'>): Position | undefined => {
  if (cursor === undefined) return undefined
  const types = parts.map((part) => (part === 'moment' || part === 'number' || part === 'integer' ? 'number' : 'string'))
  const [of, ...position] = decodeCursor(cursor, ['string', ...types])
  if (of === name && parts.every((part, i) => fits(part, position[i] ?? ''))) return position
  return fail('input.invalid', {}, [{ path: 'cursor', message: 'Not a cursor of this list' }])
}

/** One page of a list sorted by `key`. `read` is asked for one row more than the page holds, which tells whether there is a next one. */
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

/**
 * The items by a text of each, as the databases sort it by its key: for short lists that come whole. Items whose texts are sorted
 * alike stay in their order.
 */
export const alphabetical = <T>(items: readonly T[], textOf: (item: T) => string): T[] =>
  items
    .map((item) => ({ item, key: Buffer.from(collationKey(textOf(item))) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ item }) => item)
