import type { Failure } from '@pantheon/kernel'
import type { Meta } from '@pantheon/rpc'
import { type AnyTRPCProcedure, callTRPCProcedure, type ProcedureType } from '@trpc/server'
import type { AppRouter } from '../router.ts'
import type { Idempotency } from './idempotency.ts'
import type { Call, Context } from './request-pipeline.ts'

/** A call of a procedure. */
interface ProcedureCall {
  path: string
  type: ProcedureType
  input: unknown
  /** An input error found by the transport. It is thrown as the input is read, after the permission check, so only permitted callers see it. */
  refusal?: Failure | undefined
}

/** Calls a procedure for a request of any transport. A write with an `Idempotency-Key` happens once. */
export const createProcedureCaller = (router: AppRouter, idempotency: Idempotency) => {
  const procedures = new Map(Object.entries(router._def.procedures as unknown as Record<string, AnyTRPCProcedure>))
  const metaOf = ({ _def }: AnyTRPCProcedure): Meta => (_def.meta ?? {}) as Meta
  /** The query procedures by their REST path. */
  const readers = new Map(
    [...procedures].flatMap(([path, procedure]) => {
      const { openapi } = metaOf(procedure)
      return openapi?.method === 'GET' ? [[openapi.path as string, path] as const] : []
    }),
  )
  const invoke = ({ ctx }: Call, { path, type, input, refusal }: ProcedureCall): Promise<unknown> =>
    callTRPCProcedure({ router, path, getRawInput: async () => (refusal ? Promise.reject(refusal) : input), ctx, type, signal: undefined, batchIndex: 0 })

  return (c: Context, call: Call, procedureCall: ProcedureCall): Promise<unknown> => {
    const key = c.env.incoming.headers['idempotency-key']
    const procedure = key === undefined || procedureCall.type !== 'mutation' ? undefined : procedures.get(procedureCall.path)
    if (!procedure) return invoke(call, procedureCall)
    const meta = metaOf(procedure)
    const reader = meta.creates?.endsWith('/{id}') ? readers.get(meta.creates) : undefined
    const reread = reader === undefined ? undefined : (id: string) => invoke(call, { path: reader, type: 'query', input: { id } })
    const { path, input } = procedureCall
    return idempotency.run(key, { path, meta, ctx: call.ctx, input, note: call.note, work: () => invoke(call, procedureCall), reread })
  }
}
export type ProcedureCaller = ReturnType<typeof createProcedureCaller>
