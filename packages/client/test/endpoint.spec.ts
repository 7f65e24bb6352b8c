import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { world } from '@pantheon/api/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createClient } from '../src/client.ts'
import { endpointOf, socketEndpointOf } from '../src/endpoint.ts'
import { errorOf, errorText, isFinal, isUnavailable } from '../src/errors.ts'

describe('A base URL', () => {
  it.each([
    ['http://host:8787', 'http://host:8787/trpc', 'ws://host:8787/ws'],
    ['http://host:8787/', 'http://host:8787/trpc', 'ws://host:8787/ws'],
    ['https://host/pantheon', 'https://host/pantheon/trpc', 'wss://host/pantheon/ws'],
    ['https://host/pantheon/', 'https://host/pantheon/trpc', 'wss://host/pantheon/ws'],
    ['HTTPS://Host/a/../b?x=1#y', 'https://host/b/trpc', 'wss://host/b/ws'],
  ])('%s leads to %s and %s', (base, calls, socket) => {
    expect([endpointOf(base, 'trpc'), socketEndpointOf(base)]).toEqual([calls, socket])
  })
  it('that is none is said to be none', () => {
    expect(() => createClient({ baseUrl: 'host/api' })).toThrow('"host/api" is no URL')
  })
})

describe('A program whose base URL has a slash at its end', async () => {
  const { buyer, origin, close } = await world('sqlite')
  afterAll(close)

  it('signs in, asks and subscribes', async () => {
    const person = await buyer()
    let pair: unknown = null
    const tokens = { read: () => pair as never, write: (next: unknown) => void (pair = next) }
    const api = createClient({ baseUrl: `${origin}/`, tokens, WebSocket: WebSocket as unknown as typeof globalThis.WebSocket })
    await api.signIn({ email: person.account.user.email, password: person.password })
    expect((await api.trpc.auth.me.query()).user.id).toBe(person.account.user.id)
    await new Promise<void>((resolve, reject) => {
      const subscription = api.trpc.state.watch.subscribe(
        {},
        {
          onData: () => {
            subscription.unsubscribe()
            resolve()
          },
          onError: reject,
        },
      )
    })
    await api.close()
  })
})

describe('What answers instead of the API', () => {
  const ask = async (listener: RequestListener): Promise<unknown> => {
    const server = createServer(listener).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const api = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
      return await api.trpc.business.products.list.query({}).then(
        () => undefined,
        (error: unknown) => error,
      )
    } finally {
      server.closeAllConnections()
      server.close()
    }
  }
  const answers =
    (status: number, type: string, body: string): RequestListener =>
    (_, response) =>
      response.writeHead(status, { 'content-type': type }).end(body)
  const page = '<!doctype html><title>Sign in to this network</title>'

  it.each([
    ['a page', answers(200, 'text/html', page)],
    ['a page that says there is nothing', answers(404, 'text/html', page)],
    ['a broken server', answers(500, 'text/plain', 'Internal Server Error')],
    ['JSON that is none', answers(200, 'application/json', page)],
    ['JSON of another API', answers(404, 'application/json', '{"message":"not found"}')],
    ['nothing but a status', answers(204, 'application/json', '')],
  ])('is told apart from nobody: %s', async (_, listener) => {
    const error = await ask(listener)
    expect(errorOf(error).code).toBe('network.unexpected_answer')
    expect([isUnavailable(error), isFinal(error)]).toEqual([false, false])
    for (const locale of ['en', 'ja'] as const) expect(errorText(error, locale)).not.toBe(errorText(new Error('unknown'), locale))
  })

  it.each([
    ['a proxy without a server behind it', answers(502, 'text/html', page)],
    ['a connection that is cut', (_: unknown, response: { destroy(): void }) => response.destroy()],
  ])('is nobody: %s', async (_, listener) => {
    const error = await ask(listener as RequestListener)
    expect([errorOf(error).code, isUnavailable(error)]).toEqual(['network.unreachable', true])
  })
})
