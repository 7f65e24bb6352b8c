import type { Page, PageRequest } from '@pantheon/contract'
import { fail } from './fail.ts'

/** Encodes the sort key of the last row of a page. Opaque to clients. */
export const encodeCursor = (...parts: (string | number)[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')

/** Decodes a cursor with exactly `types.length` parts; fails with `input.invalid` when it does not match. */
export const decodeCursor = <const T extends readonly ('string' | 'number')[]>(
  cursor: string,
  types: T,
): { [K in keyof T]: T[K] extends 'string' ? string : number } => {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    parts = undefined
  }
  const fits = Array.isArray(parts) && parts.length === types.length && types.every((type, i) => typeof (parts as unknown[])[i] === type)
  if (!fits) return fail('input.invalid', {}, [{ path: 'cursor', message: 'Not a cursor of this list' }])
  return parts as { [K in keyof T]: T[K] extends 'string' ? string : number }
}

/** Cuts `rows` (fetched with limit + 1) to a page; `key` gives the sort key of a row. */
export const toPage = <T>(rows: T[], limit: number, key: (row: T) => (string | number)[]): { items: T[]; nextCursor: string | null } => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(...key(last)) : null }
}

/** A page of a list sorted by creation time and id, newest first: rows older than `after`, at most `limit` of them. */
export interface TimeWindow {
  after: readonly [createdAt: number, id: string] | undefined
  limit: number
}

/** A forged cursor may contain any number or text, and neither database accepts all of them. */
const decodeTimeCursor = (cursor: string): [createdAt: number, id: string] => {
  const [createdAt, id] = decodeCursor(cursor, ['number', 'string'])
  const isOurs = Number.isSafeInteger(createdAt) && createdAt >= 0 && createdAt < 1e13 && /^[0-9a-f-]{36}$/.test(id)
  return isOurs ? [createdAt, id] : fail('input.invalid', {}, [{ path: 'cursor', message: 'Not a cursor of this list' }])
}

/** One page of such a list. `read` is called with one row more than the page holds, to find out whether there is a next page. */
export const pageByTime = async <R extends { createdAt: Date; id: string }, T>(
  request: PageRequest,
  read: (window: TimeWindow) => Promise<R[]>,
  toWire: (row: R) => T,
): Promise<Page<T>> => {
  const after = request.cursor === undefined ? undefined : decodeTimeCursor(request.cursor)
  const rows = await read({ after, limit: request.limit + 1 })
  const page = toPage(rows, request.limit, (row) => [row.createdAt.getTime(), row.id])
  return { ...page, items: page.items.map(toWire) }
}
