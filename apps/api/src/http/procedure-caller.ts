import type { Failure } from '@pantheon/kernel'
import type { Meta } from '@pantheon/rpc'
import { type AnyTRPCProcedure, callTRPCProcedure, type ProcedureType } from '@trpc/server'
import type { AppRouter } from '../router.ts'
import type { Idempotency } from './idempotency.ts'
import type { Call, Context } from './request-pipeline.ts'

/** What is asked of which procedure. */
interface Ask {
  path: string
  type: ProcedureType
  input: unknown
  /** What the transport found wrong with the input. It is refused like any input: only who may call the procedure learns of it. */
  refusal?: Failure | undefined
}

/** Calls a procedure for a request, whichever transport it came by; a write that carries an `Idempotency-Key` happens once. */
export const createProcedureCaller = (router: AppRouter, idempotency: Idempotency) => {
  const procedures = new Map(Object.entries(router._def.procedures as unknown as Record<string, AnyTRPCProcedure>))
  const metaOf = ({ _def }: AnyTRPCProcedure): Meta => (_def.meta ?? {}) as Meta
  /** Which procedure reads what is at an address. */
  const readers = new Map(
    [...procedures].flatMap(([path, procedure]) => {
      const { openapi } = metaOf(procedure)
      return openapi?.method === 'GET' ? [[openapi.path as string, path] as const] : []
    }),
  )
  const ask = ({ ctx }: Call, { path, type, input, refusal }: Ask): Promise<unknown> =>
    callTRPCProcedure({ router, path, getRawInput: async () => (refusal ? Promise.reject(refusal) : input), ctx, type, signal: undefined, batchIndex: 0 })

  return (c: Context, call: Call, asked: Ask): Promise<unknown> => {
    const key = c.env.incoming.headers['idempotency-key']
    const procedure = key === undefined || asked.type !== 'mutation' ? undefined : procedures.get(asked.path)
    if (!procedure) return ask(call, asked)
    const meta = metaOf(procedure)
    const reader = meta.creates?.endsWith('/{id}') ? readers.get(meta.creates) : undefined
    const reread = reader === undefined ? undefined : (id: string) => ask(call, { path: reader, type: 'query', input: { id } })
    const { path, input } = asked
    return idempotency.run(key, { path, meta, ctx: call.ctx, input, note: call.note, work: () => ask(call, asked), reread })
  }
}
export type ProcedureCaller = ReturnType<typeof createProcedureCaller>
