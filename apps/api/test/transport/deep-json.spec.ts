import { once } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { excessOf, parseJson } from '../../src/http/json.ts'
import { createLogger } from '../../src/logger.ts'
import { world } from '../../src/testing/index.ts'
import { openSocket, procedures, restProcedures } from '../support/procedures.ts'

const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`
const deepArray = `{"b":${nested('[', ']', 20_000)}}`
const deepObject = `{"b":${nested('{"a":', '}', 20_000)}}`

describe('JSON', () => {
  it('is read to a depth of 64 and refused below it', () => {
    expect(parseJson(nested('[', ']', 64))).toBeDefined()
    for (const text of [nested('[', ']', 65), nested('{"a":', '}', 65), nested('[{"a":', '}]', 33), deepArray, deepObject]) {
      expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'input.too_deep' }))
    }
  })

  it('is as deep as its brackets outside of texts', () => {
    const brackets = '['.repeat(200)
    expect(parseJson(JSON.stringify({ text: brackets, [brackets]: `\\"${brackets}` }))).toBeDefined()
    expect(excessOf(JSON.stringify(Array.from({ length: 500 }, () => [[]])))).toBeUndefined()
    expect(excessOf(`"\\\\",${brackets}`)).toBe('input.too_deep')
  })

  it('is looked at in one pass, whatever is in it', () => {
    for (const text of ['"', '\\', '"\\', '[]', ']']) expect(excessOf(text.repeat(500_000))).not.toBe('input.too_deep')
  })

  it('names no field like the prototype of objects, wherever it is', () => {
    for (const text of ['{"a":[{"__proto__":1}]}', '{"a":[{"__\\u0070roto__":{}}]}'])
      expect(() => parseJson(text)).toThrow(expect.objectContaining({ code: 'input.invalid', fields: [expect.objectContaining({ path: 'a.0.__proto__' })] }))
    expect(parseJson('{"a":"__proto__"}')).toEqual({ a: '__proto__' })
  })

  it('may begin with a byte order mark', () => {
    expect(parseJson('\uFEFF{"a":1}')).toEqual({ a: 1 })
  })
})

describe('Deep JSON', async () => {
  const failures: string[] = []
  const { operator, close } = await world('sqlite', { logger: createLogger('error', { write: (line) => void failures.push(line) }) })
  afterAll(close)
  const caller = await operator()
  const json = { 'content-type': 'application/json' }

  it.each(restProcedures.filter(({ rest }) => rest.method !== 'GET' && rest.method !== 'DELETE'))(
    'is refused at $rest.method $rest.path and over tRPC',
    async ({ path, rest, input, type, meta }) => {
      // A query has its input in the address over tRPC, which is the story below.
      const overTrpc = type === 'mutation' ? [`/trpc/${path}`, `/trpc/${path}?batch=1`] : []
      for (const body of [deepArray, deepObject]) {
        const addresses = [...(input ? [`/api/v1${rest.path.replaceAll(/\{\w+\}/g, 'x')}`] : []), ...overTrpc]
        for (const address of addresses) {
          const method = address.startsWith('/trpc') ? 'POST' : rest.method
          const answer = await caller.http(address, { method, headers: { ...json, 'idempotency-key': 'k' }, body })
          const text = await answer.text()
          // It is longer than a body may be that anybody can send.
          const isTooLarge = meta.isOpen && !text.includes('idempotency.not_in_batch')
          const refusal = isTooLarge ? /input\.too_large/ : /input\.too_deep|idempotency\.not_in_batch/
          expect([address, answer.status, text]).toEqual([address, isTooLarge ? 413 : 400, expect.stringMatching(refusal)])
        }
      }
    },
  )

  it.each(procedures.filter(({ type }) => type === 'query'))('is a 400 in the address of $path', async ({ path }) => {
    const text = nested('[', ']', 3000)
    for (const address of [`/trpc/${path}?input=${text}`, `/trpc/${path}?batch=1&input=${text}`]) {
      const answer = await caller.http(address)
      expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('input.too_deep')])
    }
  })

  it.each(procedures.filter(({ type }) => type === 'subscription'))('is refused on the socket for $path, which goes on', async ({ path }) => {
    const socket = openSocket(caller)
    await once(socket, 'open')
    for (const message of [nested('[', ']', 5000), `{"id":1,"method":"subscription","params":{"path":"${path}","input":${nested('{"a":', '}', 1000)}}}`]) {
      socket.send(message)
      const [answer] = (await once(socket, 'message')) as [Buffer]
      expect(JSON.parse(String(answer))).toMatchObject({ id: null, error: { data: { code: 'input.too_deep', httpStatus: 400 } } })
    }
    socket.close()
  })

  it('that is longer than a message may be ends its socket', async () => {
    const socket = openSocket(caller)
    await once(socket, 'open')
    socket.send(`{"b":${nested('[', ']', 600_000)}}`)
    const [code] = (await once(socket, 'close')) as [number]
    expect(code).toBe(1009)
  })

  it('has failed nothing on our side', () => expect(failures).toEqual([]))
})
