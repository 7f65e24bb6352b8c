import type { IncomingMessage } from 'node:http'
import { request } from 'node:http'
import { afterAll, describe, expect, it } from 'vitest'
import { cookieLines, readCookie } from '../../src/http/cookies.ts'
import { createSite } from '../../src/http/site.ts'
import { world } from '../../src/testing/index.ts'

const asked = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage

describe('A write', () => {
  const shop = { publicUrl: 'https://shop.example', allowedOrigins: ['https://shop.example'], trustedProxies: 1 }
  const local = { publicUrl: 'http://localhost:8787', allowedOrigins: [], trustedProxies: 0 }
  const isTaken = (deps: Parameters<typeof createSite>[0], headers: Record<string, string>): boolean => {
    try {
      createSite(deps).requireOwnOrigin(asked(headers), true)
      return true
    } catch {
      return false
    }
  }

  it.each([
    ['of its own page', local, { host: 'localhost:8787', origin: 'http://localhost:8787' }],
    ['of its own page, by another name', local, { host: '127.0.0.1:8787', origin: 'http://127.0.0.1:8787' }],
    ['of the public page, behind a proxy that rewrites Host', shop, { host: 'upstream:8787', origin: 'https://shop.example' }],
    ['of the public page, behind a proxy that keeps Host', shop, { host: 'shop.example', origin: 'https://shop.example' }],
    ['over another name, as the proxy says over https', shop, { host: 'www.shop.example', 'x-forwarded-proto': 'https', origin: 'https://www.shop.example' }],
    ['over the usual port, written out', shop, { host: 'www.shop.example:443', 'x-forwarded-proto': 'https', origin: 'https://www.shop.example' }],
    ['on the machine itself', shop, { host: '127.0.0.1:8787', origin: 'http://127.0.0.1:8787' }],
    ['behind two proxies', { ...shop, trustedProxies: 2 }, { host: 'a.example', 'x-forwarded-proto': 'http, https, http', origin: 'https://a.example' }],
  ])('is taken: %s', (_, deps, headers) => expect(isTaken(deps, headers)).toBe(true))

  it('with a cookie and without an origin is refused in words of its own', () => {
    const ask = () => createSite(local).requireOwnOrigin(asked({ host: 'localhost:8787' }), true)
    expect(ask).toThrow(expect.objectContaining({ code: 'auth.origin_missing', message: expect.stringContaining('Origin is missing') }))
  })

  it.each([
    ['of another port', local, { host: 'localhost:8787', origin: 'http://localhost:3000' }],
    ['of another scheme', local, { host: 'localhost:8787', origin: 'https://localhost:8787' }],
    ['of the public page over http', shop, { host: 'shop.example', origin: 'http://shop.example' }],
    ['of the public page over http, as the proxy says over https', shop, { host: 'shop.example', 'x-forwarded-proto': 'https', origin: 'http://shop.example' }],
    ['of a name that a proxy says is asked over http', shop, { host: 'www.shop.example', 'x-forwarded-proto': 'http', origin: 'https://www.shop.example' }],
    ['of a scheme that the client wrote itself', local, { host: 'localhost:8787', 'x-forwarded-proto': 'https', origin: 'https://localhost:8787' }],
    ['of a scheme before what the proxy wrote', shop, { host: 'a.example', 'x-forwarded-proto': 'https, http', origin: 'https://a.example' }],
    ['of a subdomain', shop, { host: 'shop.example', origin: 'https://evil.shop.example' }],
    ['of an opaque page', shop, { host: 'shop.example', origin: 'null' }],
    ['of what is no origin', local, { host: 'localhost:8787', origin: 'http://localhost:8787/path' }],
  ])('is refused: %s', (_, deps, headers) => expect(isTaken(deps, headers as unknown as Record<string, string>)).toBe(false))
})

describe('A cookie', () => {
  it('over https has the prefix and Secure, and takes the place of the one without it', () => {
    const made = 'name=value; HttpOnly; SameSite=Lax; Path=/'
    expect(cookieLines(made, { isHttps: true, header: undefined })).toEqual([`__Host-${made}; Secure`])
    expect(cookieLines(`${made}; Secure`, { isHttps: true, header: 'other=1' })).toEqual([`__Host-${made}; Secure`])
    expect(cookieLines(made, { isHttps: true, header: 'a=1; name=old' })[1]).toMatch(/^name=; Path=\/; Max-Age=0;/)
  })
  it('over http stays as it is', () => expect(cookieLines('name=value; Path=/', { isHttps: false, header: 'name=old' })).toEqual(['name=value; Path=/']))

  it.each([
    ['__Host-name=new; name=old', 'new'],
    ['name=old; __Host-name=new', 'new'],
    ['name=old', 'old'],
    ['names=x; xname=y', undefined],
    ['name=%', '%'],
    ['', undefined],
  ])('is read from %j as %j', (header, value) => expect(readCookie(header, 'name')).toBe(value))
})

describe('Over https, behind a proxy that rewrites Host', async () => {
  const origin = 'https://shop.example'
  const { visitor, buyer, close, origin: upstream } = await world('sqlite', { env: { PUBLIC_URL: origin } })
  afterAll(close)
  const json = { 'content-type': 'application/json' }
  const cookiesOf = (lines: readonly string[]) => Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line]))

  it('a browser signs up, stays signed in and signs out, with cookies of this host alone', async () => {
    const body = { email: 'ada@example.test', password: 'a fine passphrase', name: 'Ada' }
    const made = await visitor().rest('POST', '/auth/register', body, { origin })
    expect(made.status).toBe(201)
    const set = made.headers.getSetCookie()
    expect(set.length).toBeGreaterThanOrEqual(1)
    for (const line of set) {
      expect(line).toMatch(/^__Host-pantheon_\w+=/)
      for (const attribute of [/; Path=\//, /; Secure/, /; HttpOnly/, /; SameSite=Lax/i]) expect(line).toMatch(attribute)
      expect(line).not.toMatch(/; Domain/i)
    }
    const cookie = set.map((line) => line.split(';')[0]).join('; ')
    expect((await visitor().rest('GET', '/auth/me', undefined, { cookie })).status).toBe(200)
    const out = await visitor().rest('POST', '/auth/logout', undefined, { cookie, origin })
    expect(out.headers.getSetCookie()[0]).toMatch(/^__Host-pantheon_session=;.*Max-Age=0/)
    expect((await visitor().rest('GET', '/auth/me', undefined, { cookie })).status).toBe(401)
  })

  it('a session from before, under the name without the prefix, lives on and gets the new name', async () => {
    const person = await buyer()
    const cookie = `pantheon_session=${person.session()}`
    expect((await visitor().rest('GET', '/auth/me', undefined, { cookie })).status).toBe(200)
    const cookies = cookiesOf((await visitor().rest('GET', '/auth/session', undefined, { cookie })).headers.getSetCookie())
    expect(cookies['__Host-pantheon_session']).toContain(`=${person.session()};`)
    expect(cookies.pantheon_session).toMatch(/Max-Age=0/)
  })

  it('GitHub’s way back has its cookie under the prefix, too', async () => {
    const { visitor, close } = await world('sqlite', { env: { PUBLIC_URL: origin, GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' } })
    const begun = await visitor().rest('POST', '/auth/github/begin', { returnTo: '/' }, { origin })
    expect([begun.status, begun.headers.getSetCookie()[0]]).toEqual([200, expect.stringMatching(/^__Host-/)])
    await close()
  })

  it('writes of the public page go through, and those of its copy over http do not', async () => {
    const person = await buyer()
    const rename = (from: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { ...json, host: 'upstream:8787', origin: from, cookie: person.cookie() ?? '' }
        const sent = request(`${upstream}/api/v1/auth/me`, { method: 'PATCH', headers }, (answer) => resolve(answer.resume().statusCode))
        sent.on('error', reject)
        sent.end(JSON.stringify({ name: 'Grace', version: 1 }))
      })
    expect(await rename(origin)).not.toBe(403)
    for (const from of ['http://shop.example', 'https://shop.example:8443', 'https://evil.example']) expect(await rename(from)).toBe(403)
  })
})
