import { fail } from '@pantheon/kernel'
import type { Meta } from '@pantheon/rpc'
import type { AnyTRPCProcedure } from '@trpc/server'
import type { AppRouter } from '../router.ts'
import { allowOf, refuseWithoutUpgrade } from './missing.ts'
import type { Call, Context } from './request-pipeline.ts'

/** What one batch may cost: the limits on guessing count requests. */
const maxCost = 20
/** Of a call that checks or sets a password; any other costs 1. */
const passwordCost = 10

/** What a request below `/trpc/` calls, decoded exactly once. Everything after this works with these names, never with the address. */
export interface TrpcCalls {
  names: string[]
  isBatch: boolean
  /** How they are called, which the method of the request says. */
  type: 'query' | 'mutation'
}

/** Hono has decoded the path but for `%25` and what separates parts of an address; this decodes the rest. */
const decodedPath = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return fail('input.malformed')
  }
}

const refuseMethod = (call: Call, taken: readonly string[]): never => {
  const allowed = allowOf(taken).join(', ')
  call.note('allow', allowed)
  return fail('request.method_not_allowed', { allowed })
}

/** Reads and checks what is called. */
export const createTrpcCalls = (router: AppRouter) => {
  const procedures = new Map(Object.entries(router._def.procedures as unknown as Record<string, AnyTRPCProcedure>))
  const metaOf = (name: string): Meta => (procedures.get(name)?._def.meta ?? {}) as Meta
  const costOf = (name: string): number => (metaOf(name).hashesPassword ? passwordCost : 1)

  return {
    metaOf,
    /** True when the router has a procedure of this name. */
    isKnown: (name: string): boolean => procedures.has(name),
    /** What an address takes, for OPTIONS: a batch either way, a single call that of its procedure. Empty where there is none. */
    allowedAt: (c: Context): string[] => {
      if (c.req.query('batch') === '1') return allowOf(['GET', 'POST'])
      const type = procedures.get(decodedPath(c.req.path.slice('/trpc/'.length)))?._def.type
      return type === undefined ? [] : allowOf([type === 'mutation' ? 'POST' : 'GET'])
    },
    /** Refuses a single call by a method that its procedure does not take. In a batch, tRPC refuses call by call. */
    requireMethod: (call: Call, name: string, type: TrpcCalls['type']): void => {
      const known = procedures.get(name)?._def.type
      if (known === undefined || known === type) return
      if (known === 'subscription') refuseWithoutUpgrade(call)
      refuseMethod(call, [known === 'query' ? 'GET' : 'POST'])
    },
    /** Fails with `request.method_not_allowed` and, for a batch that costs too much, with `request.too_many_calls`. */
    read: (c: Context, call: Call): TrpcCalls => {
      const { method, path } = c.req
      if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
        return refuseMethod(call, ['GET', 'POST'])
      }
      const type = method === 'POST' ? 'mutation' : 'query'
      const text = decodedPath(path.slice('/trpc/'.length))
      const isBatch = c.req.query('batch') === '1'
      const names = isBatch ? text.split(',') : [text]
      if (isBatch && names.reduce((cost, name) => cost + costOf(name), 0) > maxCost) fail('request.too_many_calls', { most: maxCost, passwordCost })
      return { names, isBatch, type }
    },
  }
}
