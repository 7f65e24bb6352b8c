import { type ExportedFile, unknownField } from '@pantheon/contract'
import { Failure, fail } from '@pantheon/kernel'
import type { Meta, RestMeta } from '@pantheon/rpc'
import type { AnyTRPCProcedure } from '@trpc/server'
import type { Hono } from 'hono'
import { z } from 'zod'
import type { AppRouter } from '../router.ts'
import { isReadableJson, maxBytesOf, readText, requireJson } from './body.ts'
import { parseJson, requireStorable, requireUtf8Address } from './json.ts'
import { atOldAddress, isOldRoute } from './old-routes.ts'
import type { ProcedureCaller } from './procedure-caller.ts'
import type { PublicCache } from './public-cache.ts'
import { createQueryInput, unknownParameters } from './query-input.ts'
import { requestNotes } from './request-notes.ts'
import type { Call, Context, HttpEnv, RequestPipeline } from './request-pipeline.ts'

/** A procedure with a REST route, collected once at start. */
export interface RestRoute {
  path: string
  procedure: AnyTRPCProcedure
  rest: RestMeta
  meta: Meta
}

/** Every procedure with REST metadata. */
export const restRoutesOf = (router: AppRouter): RestRoute[] =>
  Object.entries(router._def.procedures as unknown as Record<string, AnyTRPCProcedure>).flatMap(([path, procedure]) => {
    const meta = (procedure._def.meta ?? {}) as Meta
    return meta.openapi ? [{ path, procedure, meta, rest: meta.openapi }] : []
  })

/** True if the input comes in a body; otherwise it comes in the URL. */
export const takesBody = ({ method }: RestMeta): boolean => method !== 'GET' && method !== 'DELETE'

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)

const readBody = async (c: Context, maxBytes: number): Promise<Record<string, unknown>> => {
  const text = await readText(c.env.incoming, maxBytes)
  if (text === '') return {}
  requireJson(c.env.incoming)
  const body = parseJson(text)
  return isRecord(body) ? body : fail('input.not_object')
}

/** True if the procedure takes an object; those without input declare `z.void()`. */
const takesObject = ({ _def }: AnyTRPCProcedure): boolean => _def.inputs.some((input) => !(input instanceof z.ZodVoid))

/** The failure for unknown fields of a body; undefined when there are none. */
const unknownBody = (names: readonly string[]): Failure | undefined =>
  names.length === 0 ? undefined : new Failure('input.unknown_field', {}, names.slice(0, 50).map(unknownField))

/** The input of a call, and a failure if it has unknown parameters or fields. */
interface ReadInput {
  input: Record<string, unknown> | undefined
  refusal: Failure | undefined
}

/**
 * Reads the input of a call. A path parameter must not also be a field of the body, which might contradict it: the body is refused, or
 * the path wins if unknown fields are ignored. Undefined for a procedure without input.
 */
const createInput = ({ procedure, rest, meta }: RestRoute) => {
  const hasBody = takesBody(rest)
  const hasInput = takesObject(procedure)
  const fromAddress = createQueryInput(procedure, { takesQuery: !hasBody })
  return async (c: Context): Promise<ReadInput> => {
    const path = Object.fromEntries(Object.entries(c.req.param()).map(([name, text]) => [name, [text]]))
    const query = c.req.queries()
    requireStorable([path, query])
    requireUtf8Address(c.env.incoming.url)
    const { input, unknown } = fromAddress({ path, query })
    // Without input a body that is not JSON is ignored: clients send forms and empty texts with a POST.
    const body = hasBody && (hasInput || isReadableJson(c.env.incoming)) ? await readBody(c, maxBytesOf(meta)) : {}
    const refusal = unknownParameters(unknown) ?? unknownBody(Object.keys(body).filter((name) => !hasInput || Object.hasOwn(path, name)))
    return { input: hasInput ? { ...body, ...input } : undefined, refusal }
  }
}

const fill = (template: string, output: unknown): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(isRecord(output) ? output[name] : '')))

const answer = (call: Call, { meta }: RestRoute, output: unknown): Response => {
  if (meta.mediaTypes) {
    const { fileName, mediaType, base64 } = output as ExportedFile
    const name = `attachment; filename="${fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
    return call.send(200, mediaType, new Uint8Array(Buffer.from(base64, 'base64')), { 'content-disposition': name })
  }
  if (meta.creates) return call.json(201, output, { location: `/api/v1${fill(meta.creates, output)}` })
  return call.json(200, output)
}

export interface RestDeps {
  pipeline: RequestPipeline
  callProcedure: ProcedureCaller
  publicCache: PublicCache
  /** Until when the old paths are answered. */
  oldRoutesSunset: Date
}

/** A path with and without a trailing slash; both are served, as for `/healthz/`. */
const withTrailingSlash = (path: string): string[] => [path, `${path}/`]

/** Adds one Hono route per procedure, from the same metadata as the OpenAPI document. */
export const mountRest = (app: Hono<HttpEnv>, router: AppRouter, { pipeline, callProcedure, publicCache, oldRoutesSunset }: RestDeps): void => {
  for (const route of restRoutesOf(router)) {
    const { path } = route
    const { type } = route.procedure._def
    const readInput = createInput(route)
    const handle = async (c: Context, given: Call, ignoresUnknown = false): Promise<Response> => {
      const notes = requestNotes(c.env.incoming)
      notes.transport = 'rest'
      notes.procedure = path
      const call = ignoresUnknown ? { ...given, ctx: { ...given.ctx, ignoresUnknown } } : given
      pipeline.check(c, call.ctx)
      const { input, ...asked } = await readInput(c)
      const refusal = ignoresUnknown ? undefined : asked.refusal
      const ask = () => callProcedure(c, call, { path, type, input, refusal })
      const writers = refusal ? undefined : route.meta.keptExceptFor
      if (writers) return publicCache.answer(c, call, { key: () => `REST ${path} ${JSON.stringify(input)}`, writers, work: ask })
      return answer(call, route, await ask())
    }
    const address = route.rest.path.replaceAll(/\{(\w+)\}/g, ':$1')
    app.on(
      route.rest.method,
      withTrailingSlash(`/api/v1${address}`),
      pipeline.guard((c, call) => handle(c, call)),
    )
    if (isOldRoute(route.rest))
      app.on(route.rest.method, withTrailingSlash(`/api${address}`), pipeline.guard(atOldAddress(oldRoutesSunset, (c, call) => handle(c, call, true))))
  }
}
