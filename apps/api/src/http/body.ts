import { isUtf8 } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { Failure, fail } from '@pantheon/kernel'

/** What a request may hold where its procedure says nothing else. */
const usualBytes = 1024 * 1024

const isUtf8Text = ({ headers }: IncomingMessage): boolean => {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(headers['content-type'] ?? '')?.[1]
  return charset === undefined || /^(?:utf-?8|us-ascii)$/i.test(charset)
}
const isPacked = ({ headers }: IncomingMessage): boolean => !/^\s*(?:identity)?\s*$/i.test(headers['content-encoding'] ?? '')

/** JSON is exchanged in UTF-8 (RFC 8259, section 8.1), and so is all else that is sent to us; nothing is unpacked. */
const requireReadable = (incoming: IncomingMessage): void => {
  if (!isUtf8Text(incoming)) fail('request.unsupported_media_type', { expected: 'charset=utf-8' })
  if (isPacked(incoming)) fail('request.unsupported_media_type', { expectedEncoding: 'identity' })
}

const isJson = ({ headers }: IncomingMessage): boolean => /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '')

/** Whether a body is said to be JSON as it is taken here. */
export const isReadableJson = (incoming: IncomingMessage): boolean => isJson(incoming) && isUtf8Text(incoming) && !isPacked(incoming)

/** Fails with `request.unsupported_media_type` when a body is not said to be JSON. Without the check another site's form could send one. */
export const requireJson = (incoming: IncomingMessage): void => {
  if (!isJson(incoming)) fail('request.unsupported_media_type', { expected: 'application/json' })
}

/** Bytes that are no UTF-8 are refused: replaced, they would be stored as something that nobody sent. */
const decode = (bytes: Buffer): string => {
  if (!isUtf8(bytes)) throw new Failure('input.malformed', { expected: 'charset=utf-8' })
  return bytes.toString('utf8')
}

/**
 * The body's bytes as text, read from Node's own request: a web `Request` costs more than most queries.
 * Fails with `input.too_large` above `maxBytes`, without keeping what comes after, with `input.malformed` when it is no UTF-8,
 * and with `request.unsupported_media_type` when its header says that it is none, or that it is compressed.
 */
export const readText = async (incoming: IncomingMessage, maxBytes = usualBytes): Promise<string> => {
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
    incoming.on('error', () => reject(new Failure('input.malformed'))) // the client broke off
  })
  return decode(bytes)
}
