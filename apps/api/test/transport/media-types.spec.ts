import { afterAll, describe, expect, it } from 'vitest'
import { takesBody } from '../../src/http/rest.ts'
import { world } from '../../src/testing/index.ts'
import { procedures, restProcedures } from '../support/procedures.ts'

const code = 'request.unsupported_media_type'
const body = '{"name":"A name"}'

describe('A body', async () => {
  const { visitor, buyer, close } = await world('sqlite')
  afterAll(close)
  const customer = await buyer()
  const anyone = visitor()
  const notTaken: Record<string, string>[] = [
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
    { 'content-type': 'multipart/form-data; boundary=x' },
    { 'content-type': 'application/json-seq' },
    { 'content-type': 'application/json; charset=ISO-8859-1' },
    { 'content-type': '' },
  ]
  /** `fetch` names a type for a text; a blob without one has none. */
  const send = (method: string, path: string, headers: Record<string, string>) => anyone.http(path, { method, headers, body: new Blob([body]) })

  const written = restProcedures.filter(({ rest }) => takesBody(rest))
  it.each(written)('of a type that is not taken is refused with 415: $rest.method $rest.path', async ({ rest, input }) => {
    const path = `/api/v1${rest.path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000')}`
    for (const headers of notTaken) {
      const answer = await send(rest.method, path, headers)
      // What takes no input reads no body.
      if (!input) expect(answer.status).not.toBe(415)
      else expect([headers, answer.status, answer.headers.get('accept'), await answer.json()]).toMatchObject([headers, 415, 'application/json', { code }])
    }
    const packed = await send(rest.method, path, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
    if (input) expect([packed.status, packed.headers.get('accept-encoding'), await packed.json()]).toMatchObject([415, 'identity', { code }])
  })

  it.each(procedures.filter(({ type }) => type === 'mutation'))('of a type that is not taken is refused with 415 over tRPC: $path', async ({ path }) => {
    for (const headers of notTaken) {
      const answer = await send('POST', `/trpc/${path}`, headers)
      expect([headers, answer.status, await answer.json()]).toMatchObject([headers, 415, { error: { data: { code } } }])
    }
    const batch = await send('POST', `/trpc/${path}?batch=1`, { 'content-type': 'text/plain' })
    expect([batch.status, await batch.text()]).toEqual([415, expect.stringContaining(code)])
  })

  it.each(['application/json', 'application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'Application/JSON'])('of %s is read', async (type) => {
    const answer = await customer.http('/api/v1/tasks', {
      method: 'POST',
      headers: { 'content-type': type, 'content-encoding': 'identity' },
      body: JSON.stringify({ title: 'Café', type: 'review' }),
    })
    expect([answer.status, await answer.json()]).toMatchObject([201, { title: 'Café' }])
  })

  it('that is empty needs no type', async () => {
    for (const path of ['/api/v1/notifications/read', '/trpc/auth.logout']) expect((await customer.http(path, { method: 'POST' })).status).toBeLessThan(400)
  })
})

describe('Who has to say who they are', async () => {
  const { visitor, buyer, close } = await world('sqlite')
  afterAll(close)
  const realm = 'Bearer realm="Pantheon"'

  it.each(restProcedures.filter(({ meta }) => meta.permission))('learns how: $rest.method $rest.path', async ({ rest, path, type }) => {
    const address = rest.path.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000')
    const asTrpc = await visitor().http(`/trpc/${path}`, type === 'query' ? {} : { method: 'POST' })
    for (const { status, headers } of [await visitor().rest(rest.method, address), asTrpc])
      expect([status, headers.get('www-authenticate')]).toEqual([401, realm])
    const { status, headers } = await visitor({ authorization: 'Bearer nonsense' }).rest(rest.method, address)
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="Pantheon", error="invalid_token", error_description="[\x20-\x21\x23-\x5b\x5d-\x7e]+"$/)
  })

  it('learns it after a wrong password too, and not when it is about what they may do', async () => {
    const wrong = await visitor().rest('POST', '/auth/login', { email: 'nobody@example.test', password: 'a wrong guess' })
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, realm])
    const forbidden = await (await buyer()).rest('GET', '/parked-events')
    expect([forbidden.status, forbidden.headers.get('www-authenticate')]).toEqual([403, null])
  })
})
