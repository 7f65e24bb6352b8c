import { randomUUID } from 'node:crypto'
import { type Actor, fail } from '@pantheon/kernel'
import { type Meta, type RpcContext, toFailure } from '@pantheon/rpc'
import type { CallProcedure } from '@pantheon/runtime'
import { type AnyTRPCProcedure, callTRPCProcedure } from '@trpc/server'
import type { Limits } from './http/limits.ts'
import { type AppServices, createAppRouter } from './router.ts'

export interface AgentCallsDeps {
  services: AppServices
  limits: Limits
}

/** The context of an agent's call. There is no HTTP request, so no address and no cookie, and headers are discarded. */
const contextOf = (actor: Actor, limits: Limits): RpcContext => {
  const requestId = randomUUID()
  const note = (): void => undefined
  return {
    requestId,
    origin: { requestId, address: '', userAgent: '' },
    isBrowser: false,
    cookie: () => undefined,
    setCookie: () => fail('input.malformed'),
    note,
    actor: async () => actor,
    limit: (name, who) => limits(name, who, { note }),
  }
}

/**
 * Lets agents call the API's procedures, which check the agent's permissions as for any caller. Rejects with `request.unknown_route` for
 * procedures without a permission (such as signing in) and for subscriptions.
 */
export const createAgentCalls = ({ services, limits }: AgentCallsDeps): CallProcedure => {
  let router: ReturnType<typeof createAppRouter> | undefined
  return async (actor, path, input, signal) => {
    router ??= createAppRouter(services)
    const procedure = (router._def.procedures as unknown as Record<string, AnyTRPCProcedure | undefined>)[path]
    const { type, meta } = procedure?._def ?? {}
    if (type === undefined || type === 'subscription' || (meta as Meta | undefined)?.permission === undefined) return fail('request.unknown_route')
    try {
      return await callTRPCProcedure({ router, path, getRawInput: async () => input, ctx: contextOf(actor, limits), type, signal, batchIndex: 0 })
    } catch (error) {
      throw toFailure(error)
    }
  }
}
