import type { HttpBindings } from '@hono/node-server'
import { Failure, type Logger } from '@pantheon/kernel'
import { failureTable, type RpcContext, toFailure } from '@pantheon/rpc'
import type { Context as HonoContext } from 'hono'
import { type ContextDeps, createContext, requestIdOf } from './context.ts'
import { requireOwnOrigin } from './origin.ts'
import { noteRequestId } from './request-log.ts'

/** Hono on Node: `c.env.incoming` is Node's own request, whose headers are parsed already. */
export interface HttpEnv {
  Bindings: HttpBindings
}
export type Context = HonoContext<HttpEnv>

/** One request on its way through: the context its procedure runs in, and how it is answered. */
export interface Call {
  readonly ctx: RpcContext
  /** Adds a header to the answer, whatever that will be. */
  note(name: string, value: string): void
  /** Answers with `body`, the request's id and the cookies that were set meanwhile. */
  send(status: number, contentType: string, body: string | Uint8Array<ArrayBuffer> | null, headers?: Record<string, string>): Response
  json(status: number, body: unknown, headers?: Record<string, string>): Response
  /** RFC 9457: what went wrong, as a machine and a person can read it. What is our own fault goes into the log. */
  problem(error: unknown): Response
}

export interface GateDeps extends ContextDeps {
  logger: Logger
  allowedOrigins: readonly string[]
}

/** What every way in shares: the context of a call, the origin check, and how it is answered. */
export const createGate = ({ logger, allowedOrigins, ...contextDeps }: GateDeps) => {
  /** Logs what is our own fault. */
  const report = (error: unknown, requestId: string): void => {
    if (toFailure(error).kind === 'internal') logger.error({ err: error, requestId }, 'a request failed on our side')
  }

  /** Begins a call. Nothing is looked up yet. */
  const begin = (c: Context): Call => {
    const { incoming } = c.env
    const requestId = requestIdOf(incoming.headers['x-request-id'])
    noteRequestId(incoming, requestId)
    const cookies: string[] = []
    let notes: Record<string, string> | undefined
    const note: Call['note'] = (name, value) => {
      notes = { ...notes, [name]: value }
    }
    const ctx = createContext(contextDeps, incoming, requestId, { setCookie: (cookie) => void cookies.push(cookie), note })

    const send: Call['send'] = (status, contentType, body, more) => {
      // A plain object stays plain all the way to the socket; a Headers object costs more than a small query.
      const plain = { 'content-type': contentType, 'x-request-id': requestId, ...notes, ...more }
      if (cookies.length === 0) return new Response(body, { status, headers: plain })
      const headers = new Headers(plain)
      for (const cookie of cookies) headers.append('set-cookie', cookie)
      return new Response(body, { status, headers })
    }
    return {
      ctx,
      note,
      send,
      json: (status, body, headers) => send(status, 'application/json', JSON.stringify(body), headers),
      problem: (error) => {
        report(error, requestId)
        const { kind, message, code, fields, details } = toFailure(error)
        const { status } = failureTable[kind]
        const problem = { type: 'about:blank', title: message, status, code, errors: fields, details, requestId }
        const { retryAfterSeconds } = details
        const retry = typeof retryAfterSeconds === 'number' ? { 'retry-after': String(retryAfterSeconds) } : undefined
        return send(status, 'application/problem+json', JSON.stringify(problem), retry)
      },
    }
  }

  return {
    begin,
    report,
    /** Refuses a write from another site's page. */
    check: (c: Context, ctx: RpcContext): void => {
      if (c.req.method === 'GET' || c.req.method === 'HEAD') return
      const { origin, host } = c.env.incoming.headers
      requireOwnOrigin({ origin: origin ?? null, host: host ?? null, hasSession: ctx.isBrowser }, allowedOrigins)
    },
    /** A handler that answers failures as problems. */
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
    /** A handler for what is not there. */
    nothing: (c: Context): Response => begin(c).problem(new Failure('request.unknown_route')),
  }
}
export type Gate = ReturnType<typeof createGate>
