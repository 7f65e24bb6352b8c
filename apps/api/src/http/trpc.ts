import { failureTable, toFailure, toTrpcError } from '@pantheon/rpc'
import { callTRPCProcedure, getTRPCErrorShape, type TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Context } from 'hono'
import type { AppRouter } from '../router.ts'
import { parseJson, readText } from './body.ts'
import type { Gate } from './gate.ts'

/**
 * tRPC over HTTP. Single queries and mutations call the procedure directly, in the same wire format, at a tenth of
 * the adapter's cost; batches go to tRPC's own adapter.
 */
export const createTrpcHandler = (router: AppRouter, gate: Gate) => {
  const single = async (c: Context, path: string): Promise<Response> => {
    const type = c.req.method === 'GET' ? 'query' : 'mutation'
    const ctx = gate.contextOf(c)
    try {
      gate.check(c, ctx)
      const text = type === 'query' ? (c.req.query('input') ?? '') : await readText(c.req.raw)
      const input = text === '' ? undefined : parseJson(text)
      const data: unknown = await callTRPCProcedure({ router, path, getRawInput: async () => input, ctx, type, signal: undefined, batchIndex: 0 })
      return c.json({ result: { data } })
    } catch (error) {
      const failure = toFailure(error)
      if (failure.kind === 'internal') gate.report(error, ctx.requestId)
      const shape = getTRPCErrorShape({ config: router._def._config, error: toTrpcError(error) as TRPCError, type, path, input: undefined, ctx })
      return c.json({ error: shape }, failureTable[failure.kind].status)
    }
  }

  return async (c: Context): Promise<Response> => {
    const path = c.req.path.slice('/trpc/'.length)
    const isSingle = (c.req.method === 'GET' || c.req.method === 'POST') && !path.includes(',') && c.req.query('batch') === undefined
    if (isSingle) return single(c, path)
    const ctx = gate.contextOf(c)
    try {
      gate.check(c, ctx)
      const text = c.req.method === 'GET' || c.req.method === 'HEAD' ? (c.req.query('input') ?? '') : await readText(c.req.raw)
      if (text !== '') parseJson(text)
      const request = new Request(c.req.raw.url, { method: c.req.method, headers: c.req.raw.headers, ...(c.req.method === 'POST' && { body: text }) })
      return await fetchRequestHandler({
        endpoint: '/trpc',
        req: request,
        router,
        createContext: () => ctx,
        onError: ({ error }) => gate.reportInternal(error, ctx.requestId),
      })
    } catch (error) {
      return gate.problem(c, error, ctx.requestId)
    }
  }
}
