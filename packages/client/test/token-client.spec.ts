import { courseInput, courseProduct, world } from '@pantheon/api/testing'
import type { TokenPair } from '@pantheon/contract'
import { afterAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../src/client.ts'
import { createAttempts, once } from '../src/once.ts'

const minute = 60_000

describe('A program with the typed client', async () => {
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  const { buyer, operator, origin, close } = await world('sqlite', { clock })
  afterAll(close)

  /** Tokens as a page keeps them for all its tabs. */
  const sharedStore = () => {
    let pair: TokenPair | null = null
    return { read: () => pair, write: (next: TokenPair | null) => void (pair = next) }
  }
  const program = (store = sharedStore()) => createClient({ baseUrl: origin, tokens: store, WebSocket: WebSocket as unknown as typeof globalThis.WebSocket })

  it('signs in once and goes on for hours', async () => {
    const person = await buyer()
    const api = program()
    await api.signIn({ email: person.account.user.email, password: person.password })
    for (let hour = 0; hour < 3; hour++) {
      expect((await api.trpc.auth.me.query()).user.id).toBe(person.account.user.id)
      shift += 59 * minute
    }
    // The server's clock has gone on, ours has not: it learns from the refusal, for many calls at once too.
    const answers = await Promise.all(Array.from({ length: 8 }, () => api.trpc.auth.me.query()))
    expect(answers).toHaveLength(8)
    shift = 0
    await api.close()
  })

  it.skipIf('WebSocket' in globalThis)('asks and changes without a WebSocket, and says what a subscription lacks', async () => {
    const person = await buyer()
    const api = createClient({ baseUrl: origin, tokens: sharedStore() })
    await api.signIn({ email: person.account.user.email, password: person.password })
    expect((await api.trpc.auth.me.query()).user.id).toBe(person.account.user.id)
    expect(() => api.trpc.state.watch.subscribe({}, {})).toThrow('createClient({ WebSocket })')
    await api.close()
  })

  it('says what it lacks when it is not told where the API is', async () => {
    await expect(createClient().trpc.auth.me.query()).rejects.toThrow('createClient({ baseUrl })')
  })

  it('renews in two tabs at once, and both go on', async () => {
    const person = await buyer()
    const store = sharedStore()
    const [one, two] = [program(store), program(store)]
    await one.signIn({ email: person.account.user.email, password: person.password })
    shift = 20 * minute
    const answers = await Promise.all([one.trpc.auth.me.query(), two.trpc.auth.me.query()])
    expect(answers.map(({ user }) => user.id)).toEqual([person.account.user.id, person.account.user.id])
    shift = 40 * minute
    for (const api of [one, two]) expect((await api.trpc.auth.me.query()).user.id).toBe(person.account.user.id)
    shift = 0
    await Promise.all([one.close(), two.close()])
  })

  it('places an order once, however often it is sent, and another one when something in it has changed', async () => {
    const [shop, person] = [await operator(), await buyer()]
    const product = await shop.api.business.products.create.mutate({ ...courseProduct, category: 'technical_support' })
    const api = program()
    await api.signIn({ email: person.account.user.email, password: person.password })
    const attempts = createAttempts()
    const place = (quantity: number) => {
      const order = { productId: product.id, quantity, input: { brief: 'The printer is on fire again.' }, notes: 'Third floor' }
      return api.trpc.business.orders.place.mutate(order, { context: once(attempts.keyFor(order)) })
    }
    const first = await place(1)
    expect(first.notes).toBe('Third floor')
    const again = await Promise.all(Array.from({ length: 9 }, () => place(1)))
    expect(new Set(again.map(({ id }) => id))).toEqual(new Set([first.id]))
    expect((await place(2)).id).not.toBe(first.id)
    attempts.forget()
    expect((await place(2)).id).not.toBe(first.id)
    expect((await api.trpc.business.orders.list.query({})).items).toHaveLength(3)
    await api.close()
  })

  it('watches over a socket that outlives its token, without losing an event', async () => {
    const [shop, person] = [await operator(), await buyer()]
    const product = await shop.api.business.products.create.mutate(courseProduct)
    const api = program()
    await api.signIn({ email: person.account.user.email, password: person.password })
    const seen: string[] = []
    let snapshots = 0
    const opened: number[] = []
    const subscription = api.trpc.state.watch.subscribe(
      {},
      {
        onStarted: () => void opened.push(Date.now()),
        onData: ({ data }) => {
          if (data.kind === 'snapshot') snapshots++
          else if (data.event.name === 'order.placed') seen.push(data.event.data.orderId)
        },
      },
    )
    const until = async (isThere: () => boolean) => {
      for (const deadline = Date.now() + 60_000; !isThere() && Date.now() < deadline; ) await new Promise((resolve) => setTimeout(resolve, 20))
      expect(isThere()).toBe(true)
    }
    await until(() => snapshots === 1)
    const placed: string[] = []
    const place = async () => void placed.push((await person.api.business.orders.place.mutate({ productId: product.id, input: courseInput })).id)
    await place()
    await until(() => seen.length === 1)
    // Its token ends; orders go on being placed while the socket is hung up and comes back with the next one.
    shift = 20 * minute
    for (let i = 0; i < 12; i++) {
      await place()
      await new Promise((resolve) => setTimeout(resolve, 150))
    }
    await until(() => seen.length === placed.length)
    expect(opened.length).toBeGreaterThanOrEqual(2)
    expect(seen).toEqual(placed)
    expect(snapshots).toBe(1)
    subscription.unsubscribe()
    shift = 0
    await api.close()
  })
})
