import { setTimeout as sleep } from 'node:timers/promises'
import type { Order, Page, Product } from '@pantheon/contract'

/** An answer of REST, or what became of a request that got none. */
export interface Answered<T> {
  status: number
  body: T & { code?: string }
  retryAfter: string | null
}

/** What nobody may read in a log. */
export const buyer = { email: 'hidden.buyer@example.test', password: 'correct horse hidden', name: 'Hidden Buyer' }

/** Somebody who buys from a real server over HTTP, and does not give up: they ask again, with the same key, until they know. */
export const createShopper = async (origin: string, email = buyer.email) => {
  let cookie = ''
  const seen = new Map<number, number>()
  const call = async <T>(method: string, path: string, body?: object, key?: string): Promise<Answered<T>> => {
    const headers = { 'content-type': 'application/json', origin, cookie, ...(key !== undefined && { 'idempotency-key': key }) }
    const answer = await fetch(`${origin}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1)
    return { status: answer.status, body: (await answer.json()) as Answered<T>['body'], retryAfter: answer.headers.get('retry-after') }
  }
  await call('POST', '/api/v1/auth/register', { ...buyer, email })
  const { items } = (await call<Page<Product>>('GET', '/api/v1/products?category=technical_support')).body
  const productId = items[0]?.id
  const input = { brief: 'The hidden printer is on fire again.' }

  /** Tries once to place an order, under a key that is the note. */
  const order = (note: string) => call<Order>('POST', '/api/v1/orders', { productId, input, notes: note }, note)

  return {
    call,
    order,
    /** How often each status was answered. */
    seen,
    /** Places an order under a key of its own; resolves when it is placed. */
    place: async (note: string): Promise<Order> => {
      for (;;) {
        const { status, body } = await order(note)
        if (status === 201) return body
        // A part is away, or an earlier attempt is still under way: both are over soon.
        if (status !== 503 && body.code !== 'idempotency.in_flight') throw new Error(`${status} ${JSON.stringify(body)}`)
        await sleep(50)
      }
    },
    cancel: (order: Order) => call<Order>('POST', `/api/v1/orders/${order.id}/cancel`, { version: order.version }),
    ready: async (): Promise<number> => (await call('GET', '/readyz')).status,
  }
}
