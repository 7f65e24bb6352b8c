import type { Call } from './load.ts'

/** The measured targets: the baseline server, and the product over REST and tRPC. */
export const targets = ['bare', 'REST', 'tRPC'] as const
export type Target = (typeof targets)[number]

export interface Scenario {
  readonly name: string
  /** Requests per round, more for cheap ones, so that all scenarios are measured for about the same time. */
  readonly requests: number
  /** Whether the promise of "at most twice the bare server's CPU" applies; the other scenarios are for information. */
  readonly isPromised: boolean
  readonly calls: Readonly<Partial<Record<Target, Call>>>
}

const query = (input: object): string => encodeURIComponent(JSON.stringify(input))

/** The two scenarios whose difference is the cost of a bearer token and its permission. */
export const bearerPair = { without: 'get, nobody signed in', with: 'get, bearer token' } as const

/** A signed-in user's headers by target, as a browser sends them. */
export type Caller = Readonly<Record<Target, Readonly<Record<string, string>>>>

/** The scenarios for every target. Reads of the operator run the same SQL as the bare server each time; others may be cached. */
export const scenariosOf = (by: { buyer: Caller; operator: Caller; accessToken: string }, order: { productId: string }): Scenario[] => {
  const everywhere = (paths: Record<Target, string>, caller?: Caller): Record<Target, Call> => {
    const call = (target: Target): Call => ({ method: 'GET', path: paths[target], headers: caller?.[target] ?? {} })
    return { bare: call('bare'), REST: call('REST'), tRPC: call('tRPC') }
  }
  const id = order.productId
  const list = { bare: '/products?limit=20', REST: '/api/v1/products?limit=20', tRPC: `/trpc/business.products.list?input=${query({ limit: 20 })}` }
  const get = { bare: `/products/${id}`, REST: `/api/v1/products/${id}`, tRPC: `/trpc/business.products.get?input=${query({ id })}` }
  const bearer = (path: string): Call => ({ method: 'GET', path, headers: { authorization: `Bearer ${by.accessToken}` } })
  const body = JSON.stringify(order)
  const place = (target: Target, path: string): Call => ({ method: 'POST', path, headers: by.buyer[target], body })
  return [
    { name: 'list 20 products', requests: 600, isPromised: true, calls: everywhere(list, by.operator) },
    { name: 'get a product', requests: 900, isPromised: true, calls: everywhere(get, by.operator) },
    {
      name: 'place an order',
      requests: 400,
      isPromised: true,
      calls: { bare: place('bare', '/orders'), REST: place('REST', '/api/v1/orders'), tRPC: place('tRPC', '/trpc/business.orders.place') },
    },
    { name: 'list, from what is kept', requests: 900, isPromised: false, calls: everywhere(list, by.buyer) },
    { name: bearerPair.without, requests: 900, isPromised: false, calls: everywhere(get) },
    {
      // The same response, also from the cache, after checking the token and that its user may not change the catalogue.
      name: bearerPair.with,
      requests: 900,
      isPromised: false,
      calls: { ...everywhere(get), REST: bearer(get.REST), tRPC: bearer(get.tRPC) },
    },
    {
      name: 'health: HTTP alone',
      requests: 1500,
      isPromised: false,
      calls: { bare: { method: 'GET', path: '/healthz', headers: {} }, REST: { method: 'GET', path: '/healthz', headers: {} } },
    },
  ]
}
