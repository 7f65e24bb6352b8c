import type { Call } from './request-pipeline.ts'

/** Response headers that pages of allowed origins may read, in addition to those that the Fetch standard always exposes. */
const exposed = [
  'Allow',
  'Content-Disposition',
  'Deprecation',
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'Location',
  'RateLimit',
  'RateLimit-Policy',
  'Retry-After',
  'Sunset',
  'WWW-Authenticate',
  'X-Request-Id',
].join(', ')

/** Request headers that the server uses and that need a preflight. */
const understood = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-None-Match',
  'Last-Event-Id',
  'Trpc-Accept',
  'X-Request-Id',
  'X-Shown-To',
  'X-Trpc-Source',
].join(', ')

/** How long a browser may cache a preflight response, in seconds. Chromium caches it two hours at most. */
const preflightSeconds = '7200'

/** Headers that let pages of this allowed origin read a response and send cookies (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export const readableBy = (origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': exposed,
})

/**
 * The response to OPTIONS (RFC 9110, section 9.3.7): the methods that the path allows. For pages of an allowed origin it also answers
 * the preflight; other origins get no CORS headers.
 */
export const answerOptions = ({ send, isListed }: Call, allowed: readonly string[]): Response => {
  const methods = allowed.join(', ')
  if (!isListed) return send(204, null, null, { allow: methods })
  return send(204, null, null, {
    allow: methods,
    'access-control-allow-methods': methods,
    'access-control-allow-headers': understood,
    'access-control-max-age': preflightSeconds,
  })
}
