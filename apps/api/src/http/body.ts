import { fail } from '@pantheon/kernel'

const maxBytes = 1024 * 1024

/** The body's bytes as text. Fails with `input.too_large` above 1 MiB, without reading on. */
export const readText = async (request: Request): Promise<string> => {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) fail('input.too_large', { maxBytes })
  if (request.headers.has('content-length')) return request.text()
  if (!request.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > maxBytes) fail('input.too_large', { maxBytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Text neither database can store: a NUL, or half of a surrogate pair. */
const isStorable = (value: unknown): boolean => {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed()
  if (Array.isArray(value)) return value.every(isStorable)
  if (value !== null && typeof value === 'object') return Object.entries(value).every(([key, item]) => isStorable(key) && isStorable(item))
  return true
}
/** Whether a JSON text could hold such text at all; the walk over the parsed value is for these only. */
const mayBeUnstorable = /\\u(0000|[dD][89a-fA-F])|\0/

/** Parses JSON. Fails with `input.malformed` when it is none, or holds text that cannot be stored. */
export const parseJson = (text: string): unknown => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return fail('input.malformed')
  }
  if (mayBeUnstorable.test(text) && !isStorable(value)) fail('input.malformed')
  return value
}

/** Checks values that came in an address. */
export const requireStorable = (value: unknown): void => {
  if (!isStorable(value)) fail('input.malformed')
}
