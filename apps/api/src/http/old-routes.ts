import type { Call, Context } from './request-pipeline.ts'

/** The routes of the previous API, whose paths have no `/v1`. */
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

/** The `Deprecation` header of RFC 9745, a date of RFC 9651: the day on which the paths with `/v1` replaced the old ones. */
const deprecation = `@${Date.UTC(2026, 10, 21) / 1000}`

/** Wraps a handler for an old path: adds headers with the deprecation, the sunset date (RFC 8594) and the new path. */
export const atOldAddress =
  (sunset: Date, handle: (c: Context, call: Call) => Promise<Response>) =>
  (c: Context, call: Call): Promise<Response> => {
    call.note('deprecation', deprecation)
    call.note('sunset', sunset.toUTCString())
    call.note('link', `</api/v1${c.req.path.slice('/api'.length)}>; rel="successor-version"`)
    return handle(c, call)
  }
