import { fail } from '@pantheon/kernel'
import { failureTable, toFailure, toTrpcError } from '@pantheon/rpc'
import { getTRPCErrorShape, type TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { AppRouter } from '../router.ts'
import { parseJson, readText } from './body.ts'
import type { Door } from './door.ts'
import type { Call, Context, Gate } from './gate.ts'
import type { PublicCache } from './public-cache.ts'
import { restRoutesOf } from './rest.ts'

/** Most calls that one request may carry: the limits on guessing count requests. */
const mostCalls = 20

/**
 * tRPC over HTTP. Single queries and mutations call the procedure directly, in the same wire format, at a tenth of
 * the adapter's cost; batches go to tRPC's own adapter.
 */
export const createTrpcHandler = (router: AppRouter, gate: Gate, door: Door, publicCache: PublicCache) => {
  const metas = new Map(restRoutesOf(router).map(({ path, meta }) => [path, meta]))

  const single = async (c: Context, call: Call, path: string): Promise<Response> => {
    const type = c.req.method === 'GET' ? 'query' : 'mutation'
    const { ctx } = call
    try {
      gate.check(c, ctx)
      const text = type === 'query' ? (c.req.query('input') ?? '') : await readText(c.env.incoming, metas.get(path)?.mostBytes)
      const input = text === '' ? undefined : parseJson(text)
      const ask = async () => ({ result: { data: await door(c, call, { path, type, input }) } })
      const writers = metas.get(path)?.keptExceptFor
      if (type === 'query' && writers) return await publicCache.answer(c, call, { key: () => `tRPC ${path} ${text}`, writers, work: ask })
      return call.json(200, await ask())
    } catch (error) {
      gate.report(error, ctx.requestId)
      const { kind, details } = toFailure(error)
      const shape = getTRPCErrorShape({ config: router._def._config, error: toTrpcError(error) as TRPCError, type, path, input: undefined, ctx })
      if (typeof details.retryAfterSeconds === 'number') call.note('retry-after', String(details.retryAfterSeconds))
      return call.json(failureTable[kind].status, { error: shape })
    }
  }

  return gate.guard(async (c, call) => {
    const path = c.req.path.slice('/trpc/'.length)
    const isSingle = (c.req.method === 'GET' || c.req.method === 'POST') && !path.includes(',') && c.req.query('batch') === undefined
    if (isSingle) return single(c, call, path)
    const { ctx } = call
    gate.check(c, ctx)
    if (path.split(',').length > mostCalls) fail('request.too_many_calls', { most: mostCalls })
    if (c.req.method === 'POST' && c.env.incoming.headers['idempotency-key'] !== undefined) fail('idempotency.not_in_batch')
    const text = c.req.method === 'GET' || c.req.method === 'HEAD' ? (c.req.query('input') ?? '') : await readText(c.env.incoming)
    if (text !== '') parseJson(text)
    const request = new Request(c.req.raw.url, { method: c.req.method, headers: c.req.raw.headers, ...(c.req.method === 'POST' && { body: text }) })
    const onError = ({ error }: { error: TRPCError }): void => gate.report(error, ctx.requestId)
    const answer = await fetchRequestHandler({ endpoint: '/trpc', req: request, router, createContext: () => ctx, onError })
    return call.send(answer.status, answer.headers.get('content-type') ?? 'application/json', await answer.text())
  })
}
