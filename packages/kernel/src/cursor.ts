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
