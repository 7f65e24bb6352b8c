import { type ErrorCode, type Permission, unknownField, type WireErrorData } from '@pantheon/contract'
import { type Actor, Failure, type Origin } from '@pantheon/kernel'
import { initTRPC, type ProcedureType } from '@trpc/server'
import { z } from 'zod'
import { failureTable, toFailure, toTrpcError } from './failure-table.ts'
import { unknownFields } from './unknown-fields.ts'

/** Rate limits per organization, by its plan. */
export type LimitName = 'generation'

/** The HTTP request of a call, and how to set cookies and headers of its response. */
export interface RequestContext {
  readonly requestId: string
  /** The client of the request, for the session list and the audit log. */
  readonly origin: Origin
  /** True when the request is authenticated by a cookie: it comes from a browser, so CSRF has to be prevented. */
  readonly isBrowser: boolean
  /** True on the WebSocket, which carries subscriptions only: queries and mutations go over HTTP. */
  readonly isSocket?: boolean | undefined
  /** True for addresses of older API versions: unknown fields are ignored there, and rejected elsewhere. */
  readonly ignoresUnknown?: boolean | undefined
  /** Counts a new subscription of the socket. Throws when it is over the limit; call the returned function when it ends. */
  readonly beginSubscription?: (() => () => void) | undefined
  /** Runs a call of a batch when the calls before it have ended. Throws when it is not run. Missing outside a batch. */
  readonly inTurn?: (<T>(call: () => Promise<T>) => Promise<T>) | undefined
  /** Reads a cookie of the request. */
  readonly cookie: (name: string) => string | undefined
  /** Adds a `Set-Cookie` header to the response. Fails on transports that have none. */
  readonly setCookie: (cookie: string) => void
  /** Adds a header to the response, whether it succeeds or fails. Does nothing on transports that have none. */
  readonly note: (name: string, value: string) => void
}

/** The context of every call. */
export interface RpcContext extends RequestContext {
  /** The caller, resolved lazily, once; null when not signed in. Rejects when a bearer token is invalid. */
  readonly actor: () => Promise<Actor | null>
  /** Counts one call of the actor's organization against a limit. Rejects with a `rate_limited` failure when it is over the limit. */
  readonly limit: (name: LimitName, actor: Actor) => Promise<void>
}

/** Media types of exported files. */
export type MediaType = 'text/csv' | 'text/markdown' | 'application/pdf' | 'application/x-ndjson'

/** How a procedure is projected to REST, beside what the OpenAPI document needs. */
export interface RestMeta {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: `/${string}`
  summary: string
  tags: string[]
  description?: string
  protect?: boolean
}

/** `permission` or `isOpen` is on every procedure (a test checks it). `creates` is the `Location` of what a POST created, with `{id}` from the output. */
export interface Meta extends Record<string, unknown> {
  openapi?: RestMeta
  permission?: Permission
  /** Calls count against this rate limit of the organization. */
  limit?: LimitName
  isOpen?: true
  creates?: `/${string}`
  /** The error code when the maximum number of what it creates is reached. */
  limitedBy?: ErrorCode
  /** A retry after an interruption continues where the call stopped. */
  resumes?: true
  /** The output is an `ExportedFile` of one of these media types; REST sends its bytes. */
  mediaTypes?: readonly [MediaType, ...MediaType[]]
  /** A query with the same result for everyone except holders of this permission, who can change the data: responses may be cached briefly. */
  keptExceptFor?: Permission
  /** Hashes a password, which is expensive: in a batch it counts as more than one call. */
  hashesPassword?: true
  /** Maximum request size in bytes, where it is not the usual 1 MiB, or 32 KiB without authentication. */
  maxBytes?: number | undefined
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

/** Rejects queries and mutations on the socket: it authenticates only when it opens, and cannot set cookies. */
const requireWay = (ctx: RequestContext, type: ProcedureType): void => {
  if (ctx.isSocket && type !== 'subscription') throw toTrpcError(new Failure('request.over_http'))
}

/** Yields the items of a subscription, and calls `end` however it ends. */
async function* ending<T>(items: AsyncIterable<T>, end: () => void): AsyncGenerator<T> {
  try {
    yield* items
  } finally {
    end()
  }
}

const runInTurn = async <R>({ inTurn }: RequestContext, call: () => Promise<R>): Promise<R> => {
  if (!inTurn) return call()
  return inTurn(call).catch((error: unknown) => {
    throw toTrpcError(error)
  })
}

/** Runs the rest of a call. A subscription is counted while it runs, where its transport limits them. */
const run = async <R extends { ok: true; data: unknown } | { ok: false; error: Error }>(
  ctx: RequestContext,
  type: ProcedureType,
  next: () => Promise<R>,
): Promise<Extract<R, { ok: true }>> => {
  const end = type === 'subscription' ? begin(ctx.beginSubscription) : undefined
  const result = await runInTurn(ctx, next)
  if (!result.ok) {
    end?.()
    throw toTrpcError(result.error)
  }
  const done = result as Extract<R, { ok: true }>
  return end ? { ...done, data: ending(done.data as AsyncIterable<unknown>, end) } : done
}
const begin = (beginSubscription: RequestContext['beginSubscription']): (() => void) | undefined => {
  try {
    return beginSubscription?.()
  } catch (error) {
    throw toTrpcError(error)
  }
}

/** tRPC's hooks for infinite queries send `direction` beside the cursor. */
const isDirection = (schema: unknown, name: string): boolean => {
  if (schema instanceof z.ZodOptional) return isDirection(schema.unwrap(), name)
  return name === 'direction' && schema instanceof z.ZodObject && 'cursor' in schema.shape
}

/** Rejects fields that the schema does not know, at any depth of the input and on every transport. */
const requireKnown = (schema: z.ZodType) =>
  t.middleware(async ({ ctx, getRawInput, next }) => {
    const names = ctx.ignoresUnknown ? [] : unknownFields(schema, await getRawInput()).filter((name) => !isDirection(schema, name))
    if (names.length > 0) throw toTrpcError(new Failure('input.unknown_field', {}, names.slice(0, 50).map(unknownField)))
    return next()
  })

/** Counts a call with valid input against its limit, if any: rejected input does not count. */
const countCall = t.middleware(async ({ ctx, meta, next }) => {
  if (meta?.limit) {
    // Only `allow` makes procedures with a limit, and it has replaced `ctx.actor` with the actor.
    const { actor } = ctx as unknown as { actor: Actor }
    await ctx.limit(meta.limit, actor).catch((error: unknown) => {
      throw toTrpcError(error)
    })
  }
  return next()
})

/** The part of tRPC's procedure builder that `strictly` needs. */
interface Builder {
  meta: (meta: never) => unknown
  use: (middleware: never) => unknown
  input: (schema: never) => unknown
}

/** The same procedure builder, which checks an input for unknown fields before the call is counted: tRPC gives middlewares no access to the input's schema. */
const strictly = <B extends Builder>(builder: B): B => ({
  ...builder,
  meta: (meta: never) => strictly(builder.meta(meta) as B),
  input: (schema: z.ZodType) => ((builder.use(requireKnown(schema) as never) as B).input(schema as never) as B).use(countCall as never),
})

/** A procedure without authentication. `ctx.actor()` resolves to the caller, or null. */
export const open = strictly(
  t.procedure.meta({ isOpen: true }).use(async ({ ctx, type, next }) => {
    requireWay(ctx, type)
    return run(ctx, type, next)
  }),
)

/**
 * A procedure for actors who hold `permission`: 401 without an actor, 403 with the missing permission, 429 when its
 * limit is reached. `ctx.actor` is the actor.
 */
export const allow = (permission: Permission) => strictly(allowOnly(permission))

const allowOnly = (permission: Permission) =>
  t.procedure.meta({ permission }).use(async ({ ctx, type, next }) => {
    requireWay(ctx, type)
    const actor = await ctx.actor().catch((error: unknown) => {
      throw toTrpcError(error)
    })
    if (!actor) throw toTrpcError(new Failure('auth.required'))
    if (!actor.permissions.has(permission)) throw toTrpcError(new Failure('auth.forbidden', { permission }))
    return run(ctx, type, () => next({ ctx: { actor } }))
  })
