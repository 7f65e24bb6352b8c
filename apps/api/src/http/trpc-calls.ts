import { fail } from '@pantheon/kernel'
import type { Meta } from '@pantheon/rpc'
import type { AnyTRPCProcedure } from '@trpc/server'
import type { AppRouter } from '../router.ts'
import { maxBytesOf } from './body.ts'
import { allowOf, refuseWithoutUpgrade } from './missing.ts'
import type { Call, Context } from './request-pipeline.ts'

/** The maximum cost of a batch, because the sign-in limits count requests, not calls. */
const maxCost = 20
/** The cost of a call that checks or sets a password; any other costs 1. */
const passwordCost = 10

/** The procedures that a request below `/trpc/` calls, decoded exactly once. All later code uses these names, never the URL. */
export interface TrpcCalls {
  names: string[]
  isBatch: boolean
  /** The type of the calls, given by the HTTP method. */
  type: 'query' | 'mutation'
}

/** Hono has decoded the path except for `%25` and URL delimiters; this decodes those. */
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

/** Reads and checks the calls of a request. */
export const createTrpcCalls = (router: AppRouter) => {
  const procedures = new Map(Object.entries(router._def.procedures as unknown as Record<string, AnyTRPCProcedure>))
  /** An unknown name can be called by anybody, as a procedure without authentication can. */
  const metaOf = (name: string): Meta => (procedures.get(name)?._def.meta ?? { isOpen: true }) as Meta
  const costOf = (name: string): number => (metaOf(name).hashesPassword ? passwordCost : 1)

  return {
    metaOf,
    /** The maximum size of the body of a batch: that of its call with the largest, without those that set their own, which are called alone. */
    maxBatchBytes: ({ names }: TrpcCalls): number => Math.max(...names.map((name) => maxBytesOf({ ...metaOf(name), maxBytes: undefined }))),
    /** True if the router has a procedure of this name. */
    isKnown: (name: string): boolean => procedures.has(name),
    /** The methods for OPTIONS: both for a batch, that of its procedure for a single call. Empty if there is none. */
    allowedAt: (c: Context): string[] => {
      if (c.req.query('batch') === '1') return allowOf(['GET', 'POST'])
      const type = procedures.get(decodedPath(c.req.path.slice('/trpc/'.length)))?._def.type
      return type === undefined ? [] : allowOf([type === 'mutation' ? 'POST' : 'GET'])
    },
    /** Refuses a single call with a method that its procedure does not allow. In a batch, tRPC refuses each call on its own. */
    requireMethod: (call: Call, name: string, type: TrpcCalls['type']): void => {
      const known = procedures.get(name)?._def.type
      if (known === undefined || known === type) return
      if (known === 'subscription') refuseWithoutUpgrade(call)
      refuseMethod(call, [known === 'query' ? 'GET' : 'POST'])
    },
    /** Fails with `request.method_not_allowed` and, for a batch above the maximum cost, with `request.too_many_calls`. */
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
