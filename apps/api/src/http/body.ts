import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Failure, fail } from '@pantheon/kernel'
import type { Meta } from '@pantheon/rpc'

/** The maximum size of a body, unless the procedure sets another. */
const defaultMaxBytes = 1024 * 1024

/** The same for a procedure without authentication: anybody can send such bodies, and their inputs are short. */
const openMaxBytes = 32 * 1024

/** The maximum size of the body of a call. */
export const maxBytesOf = ({ maxBytes, isOpen }: Meta): number => maxBytes ?? (isOpen ? openMaxBytes : defaultMaxBytes)

const isUtf8Text = ({ headers }: IncomingMessage): boolean => {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1]
  return charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset)
}
const isCompressed = ({ headers }: IncomingMessage): boolean => !/^\s*(?:identity)?\s*$/i.test(headers['content-encoding'] ?? '')

/** Requires a body in UTF-8 (RFC 8259, section 8.1, and for other types too) that is not compressed. */
const requireReadable = (incoming: IncomingMessage): void => {
  if (!isUtf8Text(incoming)) fail('request.unsupported_media_type', { expected: 'charset=utf-8' })
  if (isCompressed(incoming)) fail('request.unsupported_media_type', { expectedEncoding: 'identity' })
}

const isJson = ({ headers }: IncomingMessage): boolean => /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')

/** Whether the headers declare a body that is accepted here: JSON, UTF-8, not compressed. */
export const isReadableJson = (incoming: IncomingMessage): boolean => isJson(incoming) && isUtf8Text(incoming) && !isCompressed(incoming)

/** Fails with `request.unsupported_media_type` when `Content-Type` is not JSON. Without the check a form on another site could send a body. */
export const requireJson = (incoming: IncomingMessage): void => {
  if (!isJson(incoming)) fail('request.unsupported_media_type', { expected: 'application/json' })
}

/** Refuses bytes that are not UTF-8: with replacement characters, text would be stored that the client did not send. */
const decode = (bytes: Buffer): string => {
  if (!isUtf8(bytes)) throw new Failure('input.malformed', { expected: 'charset=utf-8' })
  return bytes.toString('utf8')
}

/**
 * The body as text, read from Node's own request, because a web `Request` costs more than most queries.
 * Fails with `input.too_large` above `maxBytes`, without buffering the rest, with `input.malformed` when it is not UTF-8,
 * and with `request.unsupported_media_type` when a header declares another charset or a compression.
 */
export const readText = async (incoming: IncomingMessage, maxBytes = defaultMaxBytes): Promise<string> => {
  requireReadable(incoming)
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) fail('input.too_large', { maxBytes })
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > maxBytes) reject(new Failure('input.too_large', { maxBytes }))
      else chunks.push(chunk)
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks)))
    incoming.on('error', () => reject(new Failure('input.malformed'))) // the client aborted the request
  })
  return decode(bytes)
}
