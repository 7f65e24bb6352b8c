import { once } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { parseJson } from '../../src/http/json.ts'
import { world } from '../../src/testing/index.ts'
import { openSocket, restProcedures } from '../support/procedures.ts'

const wideObject = (length: number): string => `{${Array.from({ length }, (_, n) => `"k${n}":1`).join()}}`
const wideArray = (length: number, item = '{}'): string => `[${Array.from({ length }, () => item).join()}]`

describe('JSON', () => {
  it('is read up to 5,000 keys and elements, wherever they are, and refused beyond', () => {
    for (const text of [wideObject(4990), wideArray(4990, '0'), wideArray(2490), JSON.stringify(wideArray(60_000))]) expect(parseJson(text)).toBeDefined()
    for (const text of [wideObject(60_000), wideArray(300_000), wideArray(5001, '0'), wideArray(2501), `{"a":{"b":${wideObject(5001)}}}`])
      expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'input.too_many_values' }))
  })
})

describe('Wide JSON', async () => {
  const { operator, origin, close } = await world('sqlite')
  afterAll(close)
  const caller = await operator()
  const json = { 'content-type': 'application/json' }

  it.each(restProcedures.filter(({ rest, input, type }) => input && type === 'mutation' && rest.method !== 'GET' && rest.method !== 'DELETE'))(
    'is refused at $rest.method $rest.path and over tRPC',
    async ({ path, rest, meta }) => {
      // It is longer than a body may be that anybody can send.
      const [status, code] = meta.isOpen ? [413, 'input.too_large'] : [400, 'input.too_many_values']
      const body = `{"b":${wideObject(20_000)}}`
      const addresses: [string, string][] = [
        [`/api/v1${rest.path.replaceAll(/\{\w+\}/g, 'x')}`, rest.method],
        [`/trpc/${path}`, 'POST'],
      ]
      for (const [address, method] of addresses) {
        const answer = await caller.http(address, { method, headers: json, body })
        expect([address, answer.status, await answer.text()]).toEqual([address, status, expect.stringContaining(code)])
      }
    },
  )

  it('keeps nobody else waiting', async () => {
    const bodies = { rules: wideObject(60_000), metadata: wideObject(60_000), input: wideObject(60_000), products: wideArray(300_000) }
    const asked = Object.entries(bodies).map(([name, value]) =>
      caller.http('/api/v1/saved-filters', { method: 'POST', headers: json, body: `{"list":"orders","name":"x","${name}":${value}}` }),
    )
    const from = performance.now()
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    expect(performance.now() - from).toBeLessThan(1000)
    for (const answer of await Promise.all(asked)) expect(answer.status).toBe(400)
  })

  it('is refused on the socket, which goes on', async () => {
    const socket = openSocket(caller)
    await once(socket, 'open')
    for (let n = 0; n < 2; n++) {
      socket.send(wideArray(6000, '0'))
      const [answer] = (await once(socket, 'message')) as [Buffer]
      expect(JSON.parse(String(answer))).toMatchObject({ id: null, error: { data: { code: 'input.too_many_values', httpStatus: 400 } } })
    }
    socket.close()
  })
})
