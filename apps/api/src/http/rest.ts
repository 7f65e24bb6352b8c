import type { ExportedFile } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import type { Meta, RestMeta } from '@pantheon/rpc'
import type { AnyTRPCProcedure } from '@trpc/server'
import type { Hono } from 'hono'
import { z } from 'zod'
import type { AppRouter } from '../router.ts'
import { parseJson, readText, requireStorable } from './body.ts'
import type { Door } from './door.ts'
import type { Call, Context, Gate, HttpEnv } from './gate.ts'
import { atOldAddress, isOldRoute } from './old-routes.ts'
import type { PublicCache } from './public-cache.ts'

/** A procedure that REST shows, found once at start. */
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

const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value)

const readBody = async (c: Context, mostBytes: number | undefined): Promise<Record<string, unknown>> => {
  const text = await readText(c.env.incoming, mostBytes)
  if (text === '') return {}
  if (!/^application\/json\b/i.test(c.env.incoming.headers['content-type'] ?? '')) fail('input.malformed', { expected: 'application/json' })
  const body = parseJson(text)
  return isRecord(body) ? body : fail('input.malformed')
}

/** Input of a call: address parameters win over the body, as they name the thing. */
const inputOf = async (c: Context, { rest, meta }: RestRoute): Promise<Record<string, unknown>> => {
  const address = { ...c.req.query(), ...c.req.param() }
  requireStorable(address)
  return rest.method === 'GET' || rest.method === 'DELETE' ? address : { ...(await readBody(c, meta.mostBytes)), ...c.req.param() }
}

const fill = (template: string, output: unknown): string =>
  template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(isRecord(output) ? output[name] : '')))

const answer = (call: Call, { meta }: RestRoute, output: unknown): Response => {
  if (meta.isFile) {
    const { fileName, mediaType, base64 } = output as ExportedFile
    const name = `attachment; filename="${fileName.replaceAll(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(fileName)}`
    return call.send(200, mediaType, new Uint8Array(Buffer.from(base64, 'base64')), { 'content-disposition': name })
  }
  if (meta.creates) return call.json(201, output, { location: `/api/v1${fill(meta.creates, output)}` })
  return call.json(200, output)
}

/** True when the procedure takes an object; those without input are declared with `z.void()`. */
const takesObject = ({ _def }: AnyTRPCProcedure): boolean => _def.inputs.some((input) => !(input instanceof z.ZodVoid))

/** One Hono route per procedure, made at start from the same metadata that OpenAPI is made from. */
export const mountRest = (app: Hono<HttpEnv>, router: AppRouter, gate: Gate, door: Door, publicCache: PublicCache): void => {
  for (const route of restRoutesOf(router)) {
    const { path, procedure } = route
    const { type } = procedure._def
    const hasInput = takesObject(procedure)
    const handle = async (c: Context, call: Call): Promise<Response> => {
      gate.check(c, call.ctx)
      const input = hasInput ? await inputOf(c, route) : undefined
      const ask = () => door(c, call, { path, type, input })
      const writers = route.meta.keptExceptFor
      if (writers) return publicCache.answer(c, call, { key: () => `REST ${path} ${JSON.stringify(input)}`, writers, work: ask })
      return answer(call, route, await ask())
    }
    const address = route.rest.path.replaceAll(/\{(\w+)\}/g, ':$1')
    app.on(route.rest.method, `/api/v1${address}`, gate.guard(handle))
    if (isOldRoute(route.rest)) app.on(route.rest.method, `/api${address}`, gate.guard(atOldAddress(handle)))
  }
  app.all('/api/*', gate.nothing)
}
