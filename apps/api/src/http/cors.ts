import type { Call } from './request-pipeline.ts'

/** Headers of an answer that a listed origin's page may read, beside those that the Fetch standard shows every page. */
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

/** Headers of a request that mean something here and need a preflight. */
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

/** How long a browser may keep what a preflight said, in seconds. Chromium keeps it two hours at most. */
const preflightSeconds = '7200'

/** Lets the page of this origin, which is a listed one, read an answer and send its cookies (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export const readableBy = (origin: string): Record<string, string> => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers': exposed,
})

/**
 * The answer to OPTIONS (RFC 9110, section 9.3.7): the methods that the address takes. To the page of a listed origin it is
 * the answer to a preflight, too; any other origin is granted nothing, and is told nothing of grants.
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
