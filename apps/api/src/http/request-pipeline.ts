import type { HttpBindings } from '@hono/node-server'
import type { Logger } from '@pantheon/kernel'
import { failureTable, type RpcContext, toFailure } from '@pantheon/rpc'
import type { Context as HonoContext } from 'hono'
import { reasonOf } from '../describe-error.ts'
import { type ContextDeps, createContext, requestIdOf } from './context.ts'
import { cookieLines } from './cookies.ts'
import { readableBy } from './cors.ts'
import { failureHeaders } from './failure-headers.ts'
import { requestNotes } from './request-notes.ts'
import type { Site } from './site.ts'

/** Hono on Node: `c.env.incoming` is Node's own request, with parsed headers. */
export interface HttpEnv {
  Bindings: HttpBindings
}
export type Context = HonoContext<HttpEnv>

/** One request: the context of its procedure, and methods that create the response. */
export interface Call {
  readonly ctx: RpcContext
  /** Whether it comes from a page of an allowed origin, which may read the response. */
  readonly isListed: boolean
  /** Adds a header to the response, whatever its status. */
  note(name: string, value: string): void
  /** Creates a response with `body`, the request id and the cookies set so far; not cacheable unless `headers` say so. */
  send(status: number, contentType: string | null, body: string | Uint8Array<ArrayBuffer> | null, headers?: Record<string, string>): Response
  json(status: number, body: unknown, headers?: Record<string, string>): Response
  /** Creates a problem details response (RFC 9457). Internal errors are logged. */
  problem(error: unknown): Response
}

export interface RequestPipelineDeps extends ContextDeps {
  logger: Logger
  site: Site
}

/** What all HTTP handlers share: the context of a call, the origin check and the response. */
export const createRequestPipeline = ({ logger, site, ...contextDeps }: RequestPipelineDeps) => {
  /** Logs internal errors and unavailable dependencies, and adds the headers of the failure to the response. */
  const report = (error: unknown, { requestId, note }: Pick<RpcContext, 'requestId' | 'note'>): void => {
    const failure = toFailure(error)
    for (const [name, value] of Object.entries(failureHeaders(failure))) note(name, value)
    if (failure.kind === 'internal') logger.error({ err: error, requestId }, 'a request failed on our side')
    else if (failure.kind === 'unavailable' && failure.cause !== undefined)
      logger.warn({ code: failure.code, reason: reasonOf(failure), requestId }, 'a request could not be answered')
  }

  /** Begins a call. The actor is not looked up yet. */
  const begin = (c: Context): Call => {
    const { incoming } = c.env
    const requestId = requestIdOf(incoming.headers['x-request-id'])
    const about = requestNotes(incoming)
    about.requestId = requestId
    const { origin } = incoming.headers
    const readable: Record<string, string> | undefined = origin !== undefined && site.mayRead(origin) ? readableBy(origin) : undefined
    const cookies: string[] = []
    let notes: Record<string, string> | undefined
    const note: Call['note'] = (name, value) => {
      notes = { ...notes, [name]: value }
    }
    const setCookie = (cookie: string): void => {
      cookies.push(...cookieLines(cookie, { isHttps: site.isHttps(incoming), header: incoming.headers.cookie }))
    }
    const ctx = createContext(contextDeps, incoming, requestId, { setCookie, note })

    const send: Call['send'] = (status, contentType, body, more) => {
      // Headers as a plain object are passed through to the socket; a Headers object costs more than a small query.
      const plain: Record<string, string> = { 'x-request-id': requestId, 'cache-control': 'no-store', ...readable, ...notes, ...more }
      plain.vary = plain.vary === undefined ? 'origin' : `origin, ${plain.vary}`
      if (contentType !== null) plain['content-type'] = contentType
      if (cookies.length === 0) return new Response(body, { status, headers: plain })
      const headers = new Headers(plain)
      for (const cookie of cookies) headers.append('set-cookie', cookie)
      return new Response(body, { status, headers })
    }
    return {
      ctx,
      isListed: readable !== undefined,
      note,
      send,
      json: (status, body, headers) => send(status, 'application/json', JSON.stringify(body), headers),
      problem: (error) => {
        report(error, ctx)
        const { kind, message, code, fields, details } = toFailure(error)
        about.errorCode = code
        const { status } = failureTable[kind]
        const problem = { type: 'about:blank', title: message, status, code, errors: fields, details, requestId }
        return send(status, 'application/problem+json', JSON.stringify(problem))
      },
    }
  }

  return {
    begin,
    report,
    /** Refuses a write from a page of another site. */
    check: (c: Context, ctx: RpcContext): void => {
      if (c.req.method === 'GET' || c.req.method === 'HEAD') return
      site.requireOwnOrigin(c.env.incoming, ctx.isBrowser)
    },
    /** Wraps a handler: failures become problem details. */
    guard:
      (handle: (c: Context, call: Call) => Response | Promise<Response>) =>
      async (c: Context): Promise<Response> => {
        const call = begin(c)
        try {
          return await handle(c, call)
        } catch (error) {
          return call.problem(error)
        }
      },
  }
}
export type RequestPipeline = ReturnType<typeof createRequestPipeline>
