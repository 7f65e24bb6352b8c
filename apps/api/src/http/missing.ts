import { Failure, fail } from '@pantheon/kernel'
import type { Hono } from 'hono'
import { answerOptions } from './cors.ts'
import type { Call, Context, HttpEnv, RequestPipeline } from './request-pipeline.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** The path that stands for the server as a whole in `OPTIONS *` (RFC 9110, section 9.3.7), because a router needs a path. */
export const wholeServer = '/*'

/** Methods for the `Allow` header: GET implies HEAD, and OPTIONS is allowed on every existing path. */
export const allowOf = (taken: readonly string[]): string[] =>
  taken.length === 0 ? [] : [...taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS']

/** The methods that the router has routes for at a path. */
const takenAt = (app: Hono<HttpEnv>, path: string): string[] =>
  methods.filter((method) => app.router.match(method, path)[0].some(([[, route]]) => route.method === method && !route.path.includes('*')))

/**
 * The response when no route matches the request: for OPTIONS the allowed methods, else 405 with `Allow` if the path allows another
 * method, else 404. `isPage` identifies the paths of the web apps, which have no routes of their own.
 */
export const createMissing =
  (app: Hono<HttpEnv>, pipeline: RequestPipeline, isPage: (path: string) => boolean) =>
  (c: Context): Response => {
    const { method, path } = c.req
    const call = pipeline.begin(c)
    if (method === 'OPTIONS' && path === wholeServer) return answerOptions(call, allowOf(methods))
    const taken = takenAt(app, path)
    const allowed = allowOf(taken.length === 0 && isPage(path) ? ['GET'] : taken)
    // A route for this method ran and found nothing.
    if (allowed.length === 0 || (method !== 'OPTIONS' && allowed.includes(method))) return call.problem(new Failure('request.unknown_route'))
    if (method === 'OPTIONS') return answerOptions(call, allowed)
    call.note('allow', allowed.join(', '))
    return call.problem(new Failure('request.method_not_allowed', { allowed: allowed.join(', ') }))
  }

/** The response to a request for the socket without an upgrade (RFC 9110, section 15.5.22). */
export const refuseWithoutUpgrade = (call: Call): never => {
  call.note('upgrade', 'websocket')
  call.note('connection', 'Upgrade')
  return fail('request.upgrade_required')
}
