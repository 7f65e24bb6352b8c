import { fail } from '@pantheon/kernel'
import { failureTable, toFailure, toTrpcError } from '@pantheon/rpc'
import { getTRPCErrorShape, type TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { AppRouter } from '../router.ts'
import { createBatchTurns } from './batch-turns.ts'
import { maxBytesOf, readText, requireJson } from './body.ts'
import { answerOptions } from './cors.ts'
import { parseJson, requireUtf8Address } from './json.ts'
import type { ProcedureCaller } from './procedure-caller.ts'
import type { PublicCache } from './public-cache.ts'
import { requestNotes } from './request-notes.ts'
import type { Call, Context, RequestPipeline } from './request-pipeline.ts'
import { createTrpcCalls, type TrpcCalls } from './trpc-calls.ts'

/** The request for tRPC's own adapter, built from the checked names, so that the adapter cannot parse other names. */
const batchRequest = (c: Context, { names, type }: TrpcCalls, text: string): Request => {
  const path = names.map(encodeURIComponent).join(',')
  const accept = c.req.header('trpc-accept')
  const headers = { 'content-type': 'application/json', ...(accept !== undefined && { 'trpc-accept': accept }) }
  if (type === 'mutation') return new Request(`http://localhost/trpc/${path}?batch=1`, { method: 'POST', headers, body: text })
  return new Request(`http://localhost/trpc/${path}?batch=1&input=${encodeURIComponent(text)}`, { headers })
}

/** The input parameter of a query. */
const queryOf = (c: Context): string => {
  requireUtf8Address(c.env.incoming.url)
  return c.req.query('input') ?? ''
}

/** The body of a mutation; an empty one needs no `Content-Type`. */
const jsonOf = async (c: Context, maxBytes: number): Promise<string> => {
  const text = await readText(c.env.incoming, maxBytes)
  if (text !== '') requireJson(c.env.incoming)
  return text
}

/**
 * tRPC over HTTP. Single queries and mutations call the procedure directly, in the same wire format, at a tenth of
 * the adapter's cost; batches go to tRPC's own adapter.
 */
export const createTrpcHandler = (router: AppRouter, pipeline: RequestPipeline, callProcedure: ProcedureCaller, publicCache: PublicCache) => {
  const trpcCalls = createTrpcCalls(router)

  const single = async (c: Context, call: Call, path: string, type: TrpcCalls['type']): Promise<Response> => {
    const { ctx } = call
    const notes = requestNotes(c.env.incoming)
    notes.transport = 'trpc'
    notes.procedure = trpcCalls.isKnown(path) ? path : undefined
    const meta = trpcCalls.metaOf(path)
    try {
      trpcCalls.requireMethod(call, path, type)
      pipeline.check(c, ctx)
      const text = type === 'query' ? queryOf(c) : await jsonOf(c, maxBytesOf(meta))
      const input = text === '' ? undefined : parseJson(text)
      const ask = async () => ({ result: { data: await callProcedure(c, call, { path, type, input }) } })
      const writers = meta.keptExceptFor
      if (type === 'query' && writers) return await publicCache.answer(c, call, { key: () => `tRPC ${path} ${text}`, writers, work: ask })
      return call.json(200, await ask())
    } catch (error) {
      pipeline.report(error, ctx)
      const { kind, code } = toFailure(error)
      notes.errorCode = code
      const shape = getTRPCErrorShape({ config: router._def._config, error: toTrpcError(error) as TRPCError, type, path, input: undefined, ctx })
      return call.json(failureTable[kind].status, { error: shape })
    }
  }

  const batch = async (c: Context, { ctx, send }: Call, calls: TrpcCalls): Promise<Response> => {
    const notes = requestNotes(c.env.incoming)
    notes.transport = 'batch'
    pipeline.check(c, ctx)
    if (calls.type === 'mutation' && c.env.incoming.headers['idempotency-key'] !== undefined) fail('idempotency.not_in_batch')
    const text = calls.type === 'query' ? queryOf(c) : await jsonOf(c, trpcCalls.maxBatchBytes(calls))
    if (text !== '') parseJson(text)
    const onError = ({ error }: { error: TRPCError }): void => {
      notes.errorCode = toFailure(error).code // of the last failed call
      pipeline.report(error, ctx)
    }
    const inBatch = { ...ctx, inTurn: createBatchTurns() }
    const answer = await fetchRequestHandler({ endpoint: '/trpc', req: batchRequest(c, calls, text), router, createContext: () => inBatch, onError })
    return send(answer.status, answer.headers.get('content-type') ?? 'application/json', await answer.text())
  }

  const options = (c: Context, call: Call): Response => {
    const allowed = trpcCalls.allowedAt(c)
    return allowed.length === 0 ? fail('request.unknown_route') : answerOptions(call, allowed)
  }

  return pipeline.guard(async (c, call) => {
    if (c.req.method === 'OPTIONS') return options(c, call)
    const calls = trpcCalls.read(c, call)
    return calls.isBatch ? batch(c, call, calls) : single(c, call, calls.names[0] ?? '', calls.type)
  })
}
