import { type ErrorCode, type Permission, unknownField, type WireErrorData } from '@pantheon/contract'
import { type Actor, Failure, type Origin } from '@pantheon/kernel'
import { initTRPC, type ProcedureType } from '@trpc/server'
import { z } from 'zod'
import { failureTable, toFailure, toTrpcError } from './failure-table.ts'
import { unknownFields } from './unknown-fields.ts'

/** Limits that hold for an organization, by its plan. */
export type LimitName = 'generation'

/** What is known of the request a call came with, and how to answer with a cookie. */
export interface RequestContext {
  readonly requestId: string
  /** Where the request came from, for those who list sessions and write the audit log. */
  readonly origin: Origin
  /** True when a cookie says who asks: a browser, which another site could have tricked. */
  readonly isBrowser: boolean
  /** True on the socket, which carries subscriptions only: what asks or changes goes over HTTP, request by request. */
  readonly isSocket?: boolean | undefined
  /** True at the addresses of the API before this one: fields that nothing takes are left out there, and refused elsewhere. */
  readonly ignoresUnknown?: boolean | undefined
  /** Counts a subscription of the socket that has begun. Throws a failure when that was one too many; call the result at its end. */
  readonly beginSubscription?: (() => () => void) | undefined
  /** A cookie that came with the request. */
  readonly cookie: (name: string) => string | undefined
  /** Adds a `Set-Cookie` to the answer. Fails on transports that have none. */
  readonly setCookie: (cookie: string) => void
  /** Adds a header to the answer, however it ends. Nothing happens on transports that have none. */
  readonly note: (name: string, value: string) => void
}

/** What every call knows. */
export interface RpcContext extends RequestContext {
  /** Who asks, resolved on demand, once; null for a visitor. Rejects when a bearer token is not taken. */
  readonly actor: () => Promise<Actor | null>
  /** Counts one call of the actor's organization against a limit. Rejects with a `rate_limited` failure when that was one too many. */
  readonly limit: (name: LimitName, actor: Actor) => Promise<void>
}

/** What files of ours are. */
export type MediaType = 'text/csv' | 'text/markdown' | 'application/pdf' | 'application/x-ndjson'

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
  /** Calls count against this limit of the organization. */
  limit?: LimitName
  isOpen?: true
  creates?: `/${string}`
  /** What it answers when there is as much of what it makes as there may be. */
  limitedBy?: ErrorCode
  /** Cut off in the middle and asked again, it goes on where it stopped. */
  resumes?: true
  /** The output is an `ExportedFile` of one of these media types; REST sends its bytes. */
  mediaTypes?: readonly [MediaType, ...MediaType[]]
  /** A query that answers everybody the same, but for those with this permission, who can change it: it may be kept for a moment. */
  keptExceptFor?: Permission
  /** It checks or sets a password, which takes a moment of a processor: in a batch it counts for more than one call. */
  hashesPassword?: true
  /** The largest request it takes, in bytes, where that is more than the usual 1 MiB. */
  mostBytes?: number
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

/** Refuses on the socket what is no subscription: who opened it is asked once, a cookie cannot be set. */
const requireWay = (ctx: RequestContext, type: ProcedureType): void => {
  if (ctx.isSocket && type !== 'subscription') throw toTrpcError(new Failure('request.over_http'))
}

/** Hands on what a subscription yields, and says when it ends, however it does. */
async function* ending<T>(items: AsyncIterable<T>, end: () => void): AsyncGenerator<T> {
  try {
    yield* items
  } finally {
    end()
  }
}

/** Runs the rest of a call. A subscription counts while it runs, where its transport limits them. */
const run = async <R extends { ok: true; data: unknown } | { ok: false; error: Error }>(
  { beginSubscription }: RequestContext,
  type: ProcedureType,
  next: () => Promise<R>,
): Promise<Extract<R, { ok: true }>> => {
  const end = type === 'subscription' ? begin(beginSubscription) : undefined
  const result = await next()
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

/** tRPC's own hooks for endless lists send in which direction they page, beside the cursor. */
const isDirection = (schema: unknown, name: string): boolean => {
  if (schema instanceof z.ZodOptional) return isDirection(schema.unwrap(), name)
  return name === 'direction' && schema instanceof z.ZodObject && 'cursor' in schema.shape
}

/** Refuses fields that a schema does not know, wherever in the input they are and whichever way it came. */
const requireKnown = (schema: z.ZodType) =>
  t.middleware(async ({ ctx, getRawInput, next }) => {
    const names = ctx.ignoresUnknown ? [] : unknownFields(schema, await getRawInput()).filter((name) => !isDirection(schema, name))
    if (names.length > 0) throw toTrpcError(new Failure('input.unknown_field', {}, names.slice(0, 50).map(unknownField)))
    return next()
  })

/** Counts a call whose input is taken against the limit that it has, if any: what is refused as input generates nothing. */
const countCall = t.middleware(async ({ ctx, meta, next }) => {
  if (meta?.limit) {
    // Only `allow` makes procedures with a limit, and it has put the actor itself in the place of who is asked for them.
    const { actor } = ctx as unknown as { actor: Actor }
    await ctx.limit(meta.limit, actor).catch((error: unknown) => {
      throw toTrpcError(error)
    })
  }
  return next()
})

/** What `strictly` needs of a procedure that is being put together. */
interface Builder {
  meta: (meta: never) => unknown
  use: (middleware: never) => unknown
  input: (schema: never) => unknown
}

/** The same procedure, whose input is checked for unknown fields before it is counted: tRPC hands an input's schema to no middleware. */
const strictly = <B extends Builder>(builder: B): B => ({
  ...builder,
  meta: (meta: never) => strictly(builder.meta(meta) as B),
  input: (schema: z.ZodType) => ((builder.use(requireKnown(schema) as never) as B).input(schema as never) as B).use(countCall as never),
})

/** A procedure anyone may call. `ctx.actor()` tells who it is, or null. */
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
