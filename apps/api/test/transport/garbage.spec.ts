import { once } from 'node:events'
import { type ErrorCode, errors } from '@pantheon/contract'
import { rounds, someOf, storyDialects } from '@pantheon/db/testing'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createLogger } from '../../src/logger.ts'
import { type Caller, world } from '../../src/testing/index.ts'
import { anyCookie, anyHeaders, anyQuery, anySegment, anyText, nastyValues } from '../support/garbage.ts'
import { openSocket, type Procedure, procedures, type RestProcedure, restProcedures, restRequest, sampleInput } from '../support/procedures.ts'
import { seedStock } from '../support/stock.ts'

const runs = rounds(1, 8)
/** Nothing of our insides: no stack frames, no SQL, no driver's words. */
const insides =
  /\bat .{0,80}\.[cm]?[jt]s:\d+|node_modules|SQLITE_|\b(?:select|insert into|delete from|update) .{1,200}\b(?:from|values|set|where|limit)\b|syntax error|violates|relation "|ECONN|drizzle/i

const codesIn = (body: unknown): unknown[] => {
  const one = (part: unknown): unknown => {
    const { code, error } = part as { code?: unknown; error?: { data?: { code?: unknown } } }
    return error ? error.data?.code : code
  }
  return Array.isArray(body) ? body.filter((part) => 'error' in part).map(one) : [one(body)]
}
const isOurs = (code: unknown): boolean => typeof code === 'string' && Object.hasOwn(errors, code) && errors[code as ErrorCode].kind !== 'internal'

/** Whatever was asked: the answer is no defect of ours, and a refusal is one of the catalogue. */
const checkAnswer = async (response: Response, said: string): Promise<void> => {
  const text = await response.text()
  const about = () => `${said.slice(0, 600)} → ${response.status} ${text.slice(0, 600)}`
  if (response.status >= 500) throw new Error(`Broke: ${about()}`)
  if (response.status < 400 || text === '') return
  // An app's own page for an address that it does not have.
  const isPage = response.status === 404 && response.headers.get('content-type')?.startsWith('text/html') === true
  if (isPage) return
  if (insides.test(text)) throw new Error(`Tells of our insides: ${about()}`)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new Error(`Refused without a problem document: ${about()}`)
  }
  const codes = codesIn(body)
  if (codes.length === 0 || !codes.every(isOurs)) throw new Error(`Refused without a code of the catalogue: ${about()}`)
}

const isLone = (value: unknown): boolean => typeof value === 'string' && !value.isWellFormed()
const fieldsOf = ({ input }: Procedure): string[] => Object.keys(input?.shape ?? {})
/** What makes another person, or nobody, of whoever calls it, or takes them elsewhere. */
const changesWho = ({ path, type }: Procedure): boolean => /^(auth|organizations)\./.test(path) && type === 'mutation'

// The two run beside each other, each of them a test at a time: one is asked while the other waits for its database.
describe.each(storyDialects)('Garbage, on %s', { timeout: 400_000, concurrent: true }, async (dialect) => {
  const failures: unknown[] = []
  const logger = createLogger('error', { write: (line) => void failures.push(JSON.parse(line)) })
  const { visitor, buyer, operator, settle, close, origin } = await world(dialect, { logger })
  afterAll(close)
  const [customer, shop, leaver] = await Promise.all([buyer(), operator(), buyer()])
  const { namesFor } = await seedStock(shop, customer, settle)
  const anonymous = visitor()
  const callersFor = (procedure: Procedure): readonly Caller[] =>
    someOf([anonymous, ...(changesWho(procedure) ? [leaver] : [customer, shop])], 1, procedure.path)

  const send = async (caller: Caller, path: string, init: RequestInit = {}): Promise<void> => {
    let response: Response
    try {
      response = await caller.http(path, init)
    } catch (error) {
      throw new Error(`No answer to ${init.method ?? 'GET'} ${path.slice(0, 300)} ${String(init.body).slice(0, 300)}`, { cause: error })
    }
    await checkAnswer(response, `${init.method ?? 'GET'} ${path} ${JSON.stringify(init.headers ?? {})} ${String(init.body ?? '')}`)
  }
  const json = { 'content-type': 'application/json' }

  it.sequential.each(restProcedures)('in address, headers and body does not break $rest.method $rest.path', async (procedure) => {
    const { method, path } = procedure.rest
    const takesBody = method !== 'GET' && method !== 'DELETE'
    const address = fc.tuple(fc.array(anySegment, { minLength: 2, maxLength: 2 }), anyQuery(fieldsOf(procedure))).map(([segments, query]) => {
      const filled = path.replace(/\{\w+\}/g, () => segments.shift() ?? 'x')
      return `/api/v1${filled}${query === '' ? '' : `?${query}`}`
    })
    for (const caller of callersFor(procedure)) {
      await fc.assert(
        fc.asyncProperty(address, anyHeaders, anyText(fieldsOf(procedure)), fc.boolean(), async (url, headers, body, isJson) =>
          send(caller, url, { method, headers: { ...headers, ...(isJson && json) }, ...(takesBody && { body }) }),
        ),
        runs,
      )
    }
  })

  it.sequential.each(procedures)('in the input does not break the procedure $path', async (procedure) => {
    for (const caller of callersFor(procedure)) {
      await fc.assert(
        fc.asyncProperty(anyText(fieldsOf(procedure)), anyHeaders, async (text, headers) => {
          if (procedure.type === 'query')
            await send(caller, `/trpc/${procedure.path}?input=${encodeURIComponent(text.toWellFormed()).slice(0, 7000)}`, { headers })
          else await send(caller, `/trpc/${procedure.path}`, { method: 'POST', headers: { ...headers, ...json }, body: text })
        }),
        runs,
      )
    }
  })

  it.sequential.each(procedures.filter(({ input }) => input))('in one field of a good input does not break $path', async (procedure) => {
    const names = namesFor(procedure.path)
    const good = () => sampleInput(procedure, names) ?? {}
    const rest: RestProcedure | undefined = restProcedures.find(({ path }) => path === procedure.path)
    const [trpcCaller, restCaller] = changesWho(procedure) ? [leaver, leaver] : [shop, customer]
    for (const [place, field] of fieldsOf(procedure).entries()) {
      for (const [turn, value] of someOf(nastyValues, 2, `${procedure.path} ${field}`).entries()) {
        const input = { ...good(), [field]: value }
        const text = JSON.stringify(input)
        // Both ways in end at one schema, so they take turns. An address cannot hold half of a surrogate pair, nor a book.
        if (rest && (turn + place) % 2 === 0 && text.length < 7000 && !isLone(value)) {
          const { path, body } = restRequest(rest, input)
          await send(restCaller, `/api/v1${path}`, { method: rest.rest.method, ...(body && { headers: json, body: JSON.stringify(body) }) })
        } else if (procedure.type !== 'query') await send(trpcCaller, `/trpc/${procedure.path}`, { method: 'POST', headers: json, body: text })
        else if (text.length < 7000) await send(trpcCaller, `/trpc/${procedure.path}?input=${encodeURIComponent(text)}`)
      }
    }
  })

  it.sequential('in batches does not break tRPC', async () => {
    const paths = fc
      .array(fc.oneof(fc.constantFrom(...procedures.filter((p) => !changesWho(p)).map(({ path }) => path)), anySegment), { minLength: 1, maxLength: 5 })
      .map((all) => all.join(','))
    await fc.assert(
      fc.asyncProperty(paths, anyText(['0', '1', '2', 'id']), anyHeaders, fc.boolean(), async (path, text, headers, isQuery) => {
        if (isQuery) await send(shop, `/trpc/${path}?batch=1&input=${encodeURIComponent(text.toWellFormed()).slice(0, 7000)}`, { headers })
        else await send(shop, `/trpc/${path}?batch=1`, { method: 'POST', headers: { ...headers, ...json }, body: text })
      }),
      rounds(15, 120),
    )
  })

  it.sequential('in one batch is refused past 20 calls, however many ask for the same', async () => {
    const batch = (count: number) => {
      const paths = Array<string>(count).fill('business.products.list')
      return customer.http(`/trpc/${paths.join(',')}?batch=1&input=${encodeURIComponent(JSON.stringify({ ...paths.map(() => ({})) }))}`)
    }
    expect((await batch(20)).status).toBe(200)
    const refused = await batch(21)
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('request.too_many_calls')])
  })

  it.sequential('in the cookie makes nobody of anybody', async () => {
    await fc.assert(
      fc.asyncProperty(anyCookie, async (cookie) => {
        for (const path of ['/api/v1/auth/me', '/trpc/auth.me', '/api/v1/products']) await send(anonymous, path, { headers: { cookie } })
        expect((await anonymous.http('/api/v1/auth/me', { headers: { cookie } })).status).toBe(401)
      }),
      rounds(8, 40),
    )
  })

  it.sequential('for a method is refused at every address', async () => {
    for (const { rest } of someOf(restProcedures, 20)) {
      for (const method of ['PATCH', 'OPTIONS', 'HEAD', 'PUT', 'DELETE', 'PROPFIND']) {
        // Some of these are another procedure's own, and may change who the caller is.
        await send(leaver, `/api/v1${rest.path.replace(/\{\w+\}/g, 'x')}`, { method })
      }
    }
    for (const method of ['PATCH', 'OPTIONS', 'HEAD', 'PUT', 'DELETE']) {
      for (const path of [
        '/trpc/auth.me',
        '/trpc/',
        '/trpc',
        '/trpc/a.b',
        '/healthz',
        '/readyz',
        '/docs',
        '/ws',
        '/',
        '/api',
        '/api/v1/openapi.json',
        '/api/v1/payments/webhook',
      ])
        await send(shop, path, { method })
    }
  })

  it.sequential('for an address is not there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anySegment, { minLength: 1, maxLength: 4 }),
        fc.constantFrom('/', '/api/', '/api/v1/', '/trpc/', '/pantheon/', '/docs/', '/assets/'),
        (segments, start) => send(shop, `${start}${segments.join('/')}`),
      ),
      rounds(15, 120),
    )
  })

  it.sequential('at the payment callback is not signed', async () => {
    await fc.assert(
      fc.asyncProperty(anyText(['reference']), fc.constantFrom('', 't=1,v1=0', `t=${'9'.repeat(12)},v1=${'a'.repeat(64)}`, 'x'), async (body, signature) => {
        const response = await anonymous.http('/api/v1/payments/webhook', { method: 'POST', headers: { 'payment-signature': signature }, body })
        expect(response.status).toBe(400)
        await checkAnswer(response, `callback ${body}`)
      }),
      rounds(8, 40),
    )
  })

  it.sequential('over the socket is answered or hung up on, and the next one is served', async () => {
    const frame = fc.oneof(
      anyText(['id', 'method', 'params']),
      fc
        .record(
          {
            id: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
            method: fc.oneof(fc.constantFrom('query', 'mutation', 'subscription', 'subscription.stop', 'x')),
            params: fc.oneof(
              fc.record(
                {
                  path: fc.oneof(fc.constantFrom(...procedures.filter((p) => !changesWho(p)).map(({ path }) => path)), fc.string()),
                  input: fc.oneof(fc.constantFrom(...nastyValues), fc.jsonValue()),
                  lastEventId: fc.string(),
                },
                { requiredKeys: [] },
              ),
              fc.jsonValue(),
            ),
          },
          { requiredKeys: [] },
        )
        .map((message) => JSON.stringify(message)),
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 12 }), fc.constantFrom<Caller>(anonymous, customer, shop), async (frames, caller) => {
        const socket = openSocket(caller)
        const answers: string[] = []
        socket.on('message', (data) => answers.push(String(data)))
        socket.on('error', () => socket.terminate())
        await once(socket, 'open')
        for (const data of frames) socket.send(data)
        socket.send(JSON.stringify({ id: 987_654, method: 'query', params: { path: 'system.parts' } }))
        await Promise.race([
          once(socket, 'close'),
          (async () => {
            while (!answers.some((text) => text.includes('987654'))) await once(socket, 'message')
          })(),
        ])
        socket.terminate()
        for (const text of answers) {
          expect(text).not.toMatch(insides)
          const parts = [JSON.parse(text) as unknown].flat() as { error?: { data: { code: unknown } } }[]
          for (const { error } of parts) if (error) expect(isOurs(error.data.code), text.slice(0, 500)).toBe(true)
        }
      }),
      rounds(8, 40),
    )
  })

  it.sequential('that never ends is cut off at a mebibyte', async () => {
    for (const path of ['/api/v1/auth/login', '/trpc/auth.login']) {
      const response = await anonymous.http(path, { method: 'POST', headers: json, body: JSON.stringify({ email: 'x'.repeat(1_100_000) }) })
      expect([response.status, codesIn(await response.json())]).toEqual([413, ['input.too_large']])
    }
  })

  it.sequential('has left the server healthy, its people signed in, and nothing in the log that failed on our side', async () => {
    await settle()
    expect((await fetch(new URL('/readyz', origin))).status).toBe(200)
    for (const caller of [customer, shop]) expect(await caller.api.auth.me.query()).toEqual(caller.account)
    expect(failures).toEqual([])
  })
})
