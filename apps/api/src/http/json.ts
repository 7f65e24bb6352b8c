import { isUtf8 } from 'node:buffer'
import { fail } from '@pantheon/kernel'

/** The maximum nesting depth of arrays and objects. Our own inputs need fewer than ten levels. */
const maxDepth = 64
/**
 * The maximum number of keys and elements of a JSON text. A bulk action on a hundred items has a few hundred; schemas take some ten
 * microseconds for each, which block the event loop.
 */
const maxValues = 5000

const [quote, backslash, comma, openArray, openObject, closeArray, closeObject] = [...'"\\,[{]}'].map((sign) => sign.charCodeAt(0))

/** The index of the closing quote of the string that begins at `start`, or the text's length. */
const endOfString = (text: string, start: number): number => {
  let i = start + 1
  while (i < text.length && text.charCodeAt(i) !== quote) i += text.charCodeAt(i) === backslash ? 2 : 1
  return i
}

/** The limits of a JSON text, by the code of the error for exceeding them. */
export const jsonLimits = { 'input.too_deep': { maxDepth }, 'input.too_many_values': { maxValues } } as const
type Excess = keyof typeof jsonLimits

/**
 * The limit that a JSON text exceeds, if any: it nests deeper than `maxDepth`, or has more than `maxValues`. Checked on the text in
 * one pass without recursion, because everything after the parser (schemas, digests, `JSON.stringify`) visits each value and recurses,
 * and would exhaust the stack.
 */
export const excessOf = (text: string): Excess | undefined => {
  if (text.length <= maxDepth) return undefined
  let depth = 0
  let values = 1
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i)
    if (sign === quote) i = endOfString(text, i)
    else if (sign === openArray || sign === openObject) {
      if (++depth > maxDepth) return 'input.too_deep'
      values++
    } else if (sign === closeArray || sign === closeObject) depth--
    else if (sign === comma) values++
    if (values > maxValues) return 'input.too_many_values'
  }
  return undefined
}

/** False for text that neither database can store: with a NUL or a lone surrogate. */
const isStorable = (value: unknown): boolean => {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (Array.isArray(value)) return value.every(isStorable)
  if (value !== null && typeof value === 'object') return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item))
  return true
}
/** Matches a JSON text that may contain such text; only then is the parsed value checked. */
const mayBeUnstorable = /\\u(0000|[dD][89a-fA-F])|\0/

/** The path of the first field named `__proto__`, which assignments and record schemas drop silently. */
const prototypePath = (value: unknown, path = ''): string | undefined => {
  if (value === null || typeof value !== 'object') return undefined
  for (const [key, item] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`
    const found = key === '__proto__' ? at : prototypePath(item, at)
    if (found !== undefined) return found
  }
  return undefined
}
/** Matches a JSON text that may contain such a field, also written with escapes. */
const mayNamePrototype = /__proto__|\\u00(?:5f|70|72|6f|74)/i

/** RFC 8259, section 8.1: a parser may ignore a byte order mark. */
const withoutMark = (text: string): string => (text.charCodeAt(0) === 0xfeff ? text.slice(1) : text)

/**
 * Parses the JSON of a request. Fails with `input.too_deep` above 64 levels, with `input.too_many_values` above 5,000 keys and
 * elements, with `input.not_json` for invalid JSON, with `input.malformed` for text that cannot be stored, and with `input.invalid`
 * for a field named `__proto__`.
 */
export const parseJson = (given: string): unknown => {
  const text = withoutMark(given)
  const excess = excessOf(text)
  if (excess) fail(excess, jsonLimits[excess])
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return fail('input.not_json')
  }
  if (mayBeUnstorable.test(text) && !isStorable(value)) fail('input.malformed')
  const path = mayNamePrototype.test(text) ? prototypePath(value) : undefined
  if (path !== undefined) fail('input.invalid', {}, [{ path, message: 'No field can have this name.' }])
  return value
}

/** Fails with `input.malformed` when percent-encoded bytes of a URL are not UTF-8, because decoders treat those differently. */
export const requireUtf8Address = (address = ''): void => {
  const runs = address.match(/(?:%[0-9a-f]{2})+/gi) ?? []
  if (!runs.every((run) => isUtf8(Buffer.from(run.replaceAll('%', ''), 'hex')))) fail('input.malformed')
}

/** Fails with `input.malformed` when values of a URL contain text that cannot be stored. */
export const requireStorable = (value: unknown): void => {
  if (!isStorable(value)) fail('input.malformed')
}
