import type { IncomingMessage } from 'node:http'
import { Failure, fail } from '@pantheon/kernel'

/** What a request may hold where its procedure says nothing else. */
const usualBytes = 1024 * 1024

/**
 * The body's bytes as text, read from Node's own request: a web `Request` costs more than most queries.
 * Fails with `input.too_large` above `maxBytes`, without keeping what comes after.
 */
export const readText = async (incoming: IncomingMessage, maxBytes = usualBytes): Promise<string> => {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) fail('input.too_large', { maxBytes })
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) reject(new Failure('input.too_large', { maxBytes }))
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    incoming.on('error', () => reject(new Failure('input.malformed'))) // the client broke off
  })
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
