import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doubtOf, NotSent, sendWhenReachable } from '../src/features/payments/lost-payment.ts'

/** Takes connections and never says a word. */
const sockets = new Set<Socket>()
const server = createServer((socket) => {
  sockets.add(socket)
  socket.on('error', () => undefined)
})
const within = { ask: 100, send: 100 }
beforeAll(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)))
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((closed) => server.close(closed))
})

/** A question to that server. */
const silence = (signal: AbortSignal) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { signal })
// What a browser throws for a refused connection and for a lost answer alike.
const noAnswer = () => Promise.reject(new TypeError('Failed to fetch'))

describe('A payment without an answer', () => {
  it('was not sent when the server did not answer before', async () => {
    let sent = 0
    const error = await sendWhenReachable(noAnswer, async () => (sent += 1)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(NotSent)
    expect(doubtOf(error)).toBe('unsent')
    expect(sent).toBe(0)
  })

  it('is in doubt when the server was there before', async () => {
    const error = await sendWhenReachable(async () => [], noAnswer).catch((thrown: unknown) => thrown)
    expect(doubtOf(error)).toBe('unknown')
  })

  it('is not waited for without end when the network is silent', async () => {
    const unsent = await sendWhenReachable(silence, noAnswer, within).catch((thrown: unknown) => thrown)
    expect(doubtOf(unsent)).toBe('unsent')
    const unknown = await sendWhenReachable(
      async () => [],
      (_, signal) => silence(signal),
      within,
    ).catch((thrown: unknown) => thrown)
    expect(doubtOf(unknown)).toBe('unknown')
    expect(sockets.size).toBeGreaterThanOrEqual(2) // fetch may open one more than it needs
  })

  it('leaves no doubt when it was answered', async () => {
    expect(
      await sendWhenReachable(
        async () => 1,
        async (asked) => asked + 1,
      ),
    ).toBe(2)
    expect(doubtOf(null)).toBeUndefined()
  })
})
