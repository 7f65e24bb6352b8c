import type { Call, Context } from './request-pipeline.ts'

/** What the API before this one answered, at addresses without `/v1`. */
const oldRoutes: ReadonlySet<string> = new Set([
  'GET /products',
  'POST /products',
  'GET /products/{id}',
  'PUT /products/{id}',
  'DELETE /products/{id}',
  'GET /orders',
  'POST /orders',
  'POST /ai/generate',
  'POST /payments',
  'GET /approvals',
  'POST /auth/login',
  'POST /auth/refresh',
])

export const isOldRoute = ({ method, path }: { method: string; path: string }): boolean => oldRoutes.has(`${method} ${path}`)

/** RFC 9745: a date as RFC 9651 writes it. The addresses with `/v1` took over on this day. */
const deprecation = `@${Date.UTC(2026, 10, 21) / 1000}`

/** The same answer at an old address, which says that it is old, until when it is answered (RFC 8594) and where the new one is. */
export const atOldAddress =
  (sunset: Date, handle: (c: Context, call: Call) => Promise<Response>) =>
  (c: Context, call: Call): Promise<Response> => {
    call.note('deprecation', deprecation)
    call.note('sunset', sunset.toUTCString())
    call.note('link', `</api/v1${c.req.path.slice('/api'.length)}>; rel="successor-version"`)
    return handle(c, call)
  }
