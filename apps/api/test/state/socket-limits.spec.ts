import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { WebSocket } from 'ws'
import { type Caller, courseInput, courseProduct, world } from '../../src/testing/index.ts'
import { openSocket } from '../support/procedures.ts'

describe('What one person can do to everybody over sockets', async () => {
  const { buyer, operator, origin, close } = await world('sqlite', { env: { SOCKETS_PER_PERSON: '3' } })
  afterAll(close)
  const open: WebSocket[] = []
  afterEach(() => {
    for (const socket of open.splice(0)) socket.terminate()
  })
  const connect = async (caller: Caller) => {
    const socket = openSocket(caller)
    open.push(socket)
    const closed = once(socket, 'close') as Promise<[number]>
    const answers: { id: number; error?: { data: { code: string } }; result?: { type: string } }[] = []
    socket.on('message', (text) => String(text).startsWith('{') && answers.push(JSON.parse(String(text))))
    await once(socket, 'open')
    return {
      socket,
      answers,
      closed,
      subscribe: (id: number) => socket.send(JSON.stringify({ id, method: 'subscription', params: { path: 'state.watch', input: {} } })),
      stop: (id: number) => socket.send(JSON.stringify({ id, method: 'subscription.stop' })),
      codes: () => answers.flatMap(({ error }) => (error ? [error.data.code] : [])),
      count: (type: string) => answers.filter(({ result }) => result?.type === type).length,
    }
  }
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await sleep(5)
  }
  /** The longest that `/healthz` took while `work` ran, in milliseconds. */
  const healthDuring = async (work: () => Promise<void>): Promise<number> => {
    let longest = 0
    const working = { is: true }
    const measuring = (async () => {
      while (working.is) {
        const from = performance.now()
        await (await fetch(`${origin}/healthz`)).arrayBuffer()
        longest = Math.max(longest, performance.now() - from)
      }
    })()
    await work()
    working.is = false
    await measuring
    return longest
  }

  it('500 subscriptions on one socket: eight run, the rest is refused with a code, and everybody else is answered meanwhile', async () => {
    const shop = await operator()
    const person = await buyer()
    const product = await shop.api.business.products.create.mutate(courseProduct)
    const page = await connect(person)
    const longest = await healthDuring(async () => {
      for (let id = 1; id <= 500; id++) page.subscribe(id)
      await until(() => page.answers.filter(({ error, result }) => error || result?.type === 'data').length >= 500)
    })
    expect(page.count('started')).toBe(8)
    expect(page.codes()).toEqual(Array.from({ length: 492 }, () => 'socket.too_many_subscriptions'))
    expect(longest).toBeLessThan(2000) // it was 21 seconds

    // One that ends makes room for another, and those that run see what happens.
    page.stop(1)
    await until(() => page.count('stopped') === 1)
    page.subscribe(501)
    await until(() => page.count('started') === 9)
    const { id } = await person.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
    await until(() => page.answers.filter((answer) => JSON.stringify(answer).includes(`"orderId":"${id}"`)).length >= 8)
  }, 30_000)

  it('a person has as many sockets as they may, and the next is refused with a code and hung up on', async () => {
    const person = await buyer()
    const pages = [await connect(person), await connect(person), await connect(person)]
    for (const page of pages) page.subscribe(1)
    await until(() => pages.every((page) => page.count('data') === 1))
    const next = await connect(person)
    next.subscribe(1)
    await until(() => next.codes().length > 0)
    expect(next.codes()).toEqual(['socket.too_many'])
    expect((await next.closed)[0]).toBe(4429)
    pages[0]?.socket.close()
    await pages[0]?.closed
    const again = await connect(person)
    again.subscribe(1)
    await until(() => again.count('data') === 1)
    // Another person's are their own.
    const other = await connect(await buyer())
    other.subscribe(1)
    await until(() => other.count('data') === 1)
  })

  const deepMessage = '['.repeat(65) + ']'.repeat(65)
  it.each<[string, (socket: WebSocket) => void]>([
    ['empty messages', (socket) => socket.send('')],
    ['messages nested too deeply', (socket) => socket.send(deepMessage)],
    ['pings', (socket) => socket.ping()],
    ['pongs', (socket) => socket.pong()],
    ['pieces of a message that never ends', (socket) => socket.send('', { fin: false })],
  ])('a flood of %s is hung up on', async (_, send) => {
    const flood = await connect(await buyer())
    for (let n = 0; n < 5000 && flood.socket.readyState === flood.socket.OPEN; n++) send(flood.socket)
    expect((await flood.closed)[0]).toBe(1008)
  })

  it('a flood of messages is hung up on, and so is one message too long', async () => {
    const person = await buyer()
    const flood = await connect(person)
    const longest = await healthDuring(async () => {
      for (let n = 0; n < 5000 && flood.socket.readyState === flood.socket.OPEN; n++) flood.stop(n)
      expect((await flood.closed)[0]).toBe(1008)
    })
    expect(longest).toBeLessThan(2000)
    const long = await connect(person)
    long.socket.send('['.repeat(20_000))
    expect((await long.closed)[0]).toBe(1009)
  })
})
