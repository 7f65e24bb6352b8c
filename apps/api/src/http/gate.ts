import type { Sessions } from '@pantheon/auth'
import type { Logger } from '@pantheon/kernel'
import { failureTable, type RpcContext, toFailure } from '@pantheon/rpc'
import type { Context } from 'hono'
import { createContext, requestIdOf } from './context.ts'
import { requireOwnOrigin } from './origin.ts'
import { noteRequestId } from './request-log.ts'

/** What every way in shares: the context of a call, the origin check, and how a failure is answered. */
export const createGate = ({ sessions, logger, allowedOrigins }: { sessions: Sessions; logger: Logger; allowedOrigins: readonly string[] }) => {
  const report = (error: unknown, requestId: string): void => logger.error({ err: error, requestId }, 'a request failed on our side')

  return {
    contextOf: (c: Context): RpcContext => {
      const requestId = requestIdOf(c.req.header('x-request-id'))
      c.header('x-request-id', requestId)
      noteRequestId(c.env?.incoming, requestId)
      return createContext(sessions, { cookie: c.req.header('cookie'), requestId, setCookie: (cookie) => c.header('set-cookie', cookie, { append: true }) })
    },
    /** Refuses a write from another site's page. */
    check: (c: Context, ctx: RpcContext): void => {
      if (c.req.method === 'GET' || c.req.method === 'HEAD') return
      requireOwnOrigin({ origin: c.req.header('origin') ?? null, host: c.req.header('host') ?? null, hasSession: ctx.sessionId !== null }, allowedOrigins)
    },
    report,
    reportInternal: (error: unknown, requestId: string): void => {
      if (toFailure(error).kind === 'internal') report(error, requestId)
    },
    /** RFC 9457: what went wrong, as a machine and a person can read it. */
    problem: (c: Context, error: unknown, requestId: string): Response => {
      const failure = toFailure(error)
      if (failure.kind === 'internal') report(error, requestId)
      const { status } = failureTable[failure.kind]
      const body = { type: 'about:blank', title: failure.message, status, code: failure.code, errors: failure.fields, details: failure.details, requestId }
      return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json' })
    },
  }
}
export type Gate = ReturnType<typeof createGate>
