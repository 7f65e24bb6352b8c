import type { ErrorCode, FieldError, Permission } from '@pantheon/contract'
import { type Actor, Failure } from '@pantheon/kernel'
import { initTRPC } from '@trpc/server'
import { failureTable, toFailure, toTrpcError } from './failure-table.ts'

/** What every call knows: who asks (resolved on demand, once), under which request id, and how to answer with a cookie. */
export interface RpcContext {
  readonly requestId: string
  /** The credential as it came (a session cookie's value), or null. */
  readonly sessionId: string | null
  readonly actor: () => Promise<Actor | null>
  /** Adds a `Set-Cookie` to the answer. Fails on transports that have none. */
  readonly setCookie: (cookie: string) => void
}

/** How REST projects a procedure, beside what the OpenAPI document needs. */
export interface RestMeta {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  summary: string
  tags: string[]
  description?: string
  protect?: boolean
}

/** `permission` or `isOpen` is on every procedure (a test). `creates` is the `Location` of what a POST made, with `{id}` from the output. */
export interface Meta extends Record<string, unknown> {
  openapi?: RestMeta
  permission?: Permission
  isOpen?: true
  creates?: `/${string}`
  /** The output is an `ExportedFile`; REST sends its bytes. */
  isFile?: true
}

/** The `data` of an error on the wire, the same for every procedure. */
export interface WireErrorData {
  code: ErrorCode
  httpStatus: number
  details: Record<string, unknown>
  fields: FieldError[]
  requestId: string | null
}

const t = initTRPC
  .context<RpcContext>()
  .meta<Meta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx }) => {
      const failure = toFailure(error)
      const data: WireErrorData = {
        code: failure.code,
        httpStatus: failureTable[failure.kind].status,
        details: failure.details,
        fields: failure.fields,
        requestId: ctx?.requestId ?? null,
      }
      return { code: shape.code, message: failure.message, data }
    },
  })

export const router = t.router
export const mergeRouters = t.mergeRouters

/** A procedure anyone may call. `ctx.actor()` tells who it is, or null. */
export const open = t.procedure.meta({ isOpen: true }).use(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw toTrpcError(result.error)
  return result
})

/**
 * A procedure for actors who hold `permission`: 401 without an actor, 403 with the missing permission.
 * `ctx.actor` is the actor.
 */
export const allow = (permission: Permission) =>
  t.procedure.meta({ permission }).use(async ({ ctx, next }) => {
    const actor = await ctx.actor()
    if (!actor) throw toTrpcError(new Failure('auth.required'))
    if (!actor.permissions.has(permission)) throw toTrpcError(new Failure('auth.forbidden', { permission }))
    const result = await next({ ctx: { actor } })
    if (!result.ok) throw toTrpcError(result.error)
    return result
  })
