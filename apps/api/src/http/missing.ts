import { Failure, fail } from '@pantheon/kernel'
import type { Hono } from 'hono'
import { answerOptions } from './cors.ts'
import type { Call, Context, HttpEnv, RequestPipeline } from './request-pipeline.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What `OPTIONS *` asks about, the server as a whole (RFC 9110, section 9.3.7), as an address: a router knows no other. */
export const wholeServer = '/*'

/** Methods as `Allow` lists them: HEAD comes with GET, and OPTIONS is answered wherever anything is. */
export const allowOf = (taken: readonly string[]): string[] =>
  taken.length === 0 ? [] : [...taken.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS']

/** The methods that an address takes, as the router knows them. */
const takenAt = (app: Hono<HttpEnv>, path: string): string[] =>
  methods.filter((method) => app.router.match(method, path)[0].some(([[, route]]) => route.method === method && !route.path.includes('*')))

/**
 * The answer where no route takes the request: to OPTIONS what the address takes, else 405 with `Allow` when it takes another
 * method, else 404. `isPage` tells the addresses of the web apps, which no route names one by one.
 */
export const createMissing =
  (app: Hono<HttpEnv>, pipeline: RequestPipeline, isPage: (path: string) => boolean) =>
  (c: Context): Response => {
    const { method, path } = c.req
    const call = pipeline.begin(c)
    if (method === 'OPTIONS' && path === wholeServer) return answerOptions(call, allowOf(methods))
    const taken = takenAt(app, path)
    const allowed = allowOf(taken.length === 0 && isPage(path) ? ['GET'] : taken)
    // A route that takes this very method looked, and found nothing.
    if (allowed.length === 0 || (method !== 'OPTIONS' && allowed.includes(method))) return call.problem(new Failure('request.unknown_route'))
    if (method === 'OPTIONS') return answerOptions(call, allowed)
    call.note('allow', allowed.join(', '))
    return call.problem(new Failure('request.method_not_allowed', { allowed: allowed.join(', ') }))
  }

/** The answer to a request for the socket that asks for no socket (RFC 9110, section 15.5.22). */
export const refuseWithoutUpgrade = (call: Call): never => {
  call.note('upgrade', 'websocket')
  call.note('connection', 'Upgrade')
  return fail('request.upgrade_required')
}
