import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose'
import { afterAll, describe, expect, it } from 'vitest'
import { world } from '../../src/testing/index.ts'

interface Pair {
  accessToken: string
  refreshToken: string
  expiresAt: string
}
const secret = 'k'.repeat(32)
const minute = 60_000

describe.each(storyDialects)('Tokens, on %s', async (dialect) => {
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  const { visitor, buyer, db, settle, close } = await world(dialect, { clock })
  afterAll(close)
  const { sessions, events, refreshTokens } = db.tables

  const program = (authorization: string) => visitor({ authorization })
  const withToken = (token: string) => program(`Bearer ${token}`)
  const status = async (token: string) => (await withToken(token).rest('GET', '/auth/me')).status
  const signIn = async () => {
    const person = await buyer()
    const { body } = await visitor().rest('POST', '/auth/login', { email: person.account.user.email, password: person.password })
    return { person, pair: body as Pair }
  }
  const refresh = (refreshToken: string) => program('').rest('POST', '/auth/refresh', { refreshToken })
  const later = async (ms: number, fn: () => Promise<void>): Promise<void> => {
    shift += ms
    try {
      await fn()
    } finally {
      shift -= ms
    }
  }

  describe('An access token', () => {
    it('is a JWT of 15 minutes that says who, where, as what and in which session', async () => {
      const { person, pair } = await signIn()
      expect(Object.keys(pair).sort()).toEqual(['accessToken', 'expiresAt', 'refreshToken'])
      expect(decodeProtectedHeader(pair.accessToken)).toMatchObject({ alg: 'HS256', kid: 'test' })
      const { sub, org, role, sid, iat = 0, exp = 0, ...more } = decodeJwt(pair.accessToken)
      expect({ sub, org, role, more }).toEqual({ sub: person.account.user.id, org: person.account.organization.id, role: 'owner', more: {} })
      expect(exp - iat).toBe(15 * 60)
      expect(new Date(exp * 1000).toISOString()).toBe(pair.expiresAt)
      expect(await db.$count(sessions, eq(sessions.id, String(sid)))).toBe(1)
      expect((await withToken(pair.accessToken).rest('GET', '/auth/me')).body).toMatchObject({ user: { id: person.account.user.id } })
      await withToken(pair.accessToken).api.business.orders.list.query({})
    })

    it('says that it is over when it is, and then its refresh token buys another', async () => {
      const { pair } = await signIn()
      await later(17 * minute, async () => {
        expect((await withToken(pair.accessToken).rest('GET', '/auth/me')).body).toMatchObject({ code: 'auth.token_expired' })
        const { body } = await refresh(pair.refreshToken)
        expect(await status(body.accessToken)).toBe(200)
      })
    })

    it('clock skew of 60 s: is taken by a server whose clock is a minute behind, or a minute ahead at its end', async () => {
      const { pair } = await signIn()
      const mine = async (ms: number, expected: number) => later(ms, async () => expect(await status(pair.accessToken)).toBe(expected))
      await mine(-59_000, 200)
      await mine(15 * minute + 58_000, 200)
      await mine(15 * minute + 62_000, 401)
      // Another server, whose clock is two minutes ahead, signs: that is more than clocks may differ.
      const { sub, org, role, sid } = decodeJwt(pair.accessToken)
      const signedAt = (iat: number) =>
        new SignJWT({ org, role, sid })
          .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'test' })
          .setSubject(sub ?? '')
          .setIssuedAt(iat)
          .setExpirationTime(iat + 900)
          .sign(new TextEncoder().encode(secret))
      const now = Math.floor(clock.now().getTime() / 1000)
      expect(await status(await signedAt(now + 55))).toBe(200)
      expect(await status(await signedAt(now + 120))).toBe(401)
    })

    it('is refused when anything about it is wrong', async () => {
      const { pair } = await signIn()
      const [head, body, signature] = pair.accessToken.split('.')
      const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
      const claims = decodeJwt(pair.accessToken)
      const forged = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'test' }).sign(new TextEncoder().encode('x'.repeat(32)))
      const strange = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'nobody' }).sign(new TextEncoder().encode(secret))
      const promoted = Buffer.from(JSON.stringify({ ...claims, sub: '00000000-0000-7000-8000-000000000000' })).toString('base64url')
      for (const token of [`${unsigned}.${body}.`, forged, strange, `${head}.${promoted}.${signature}`, 'nonsense', `${head}.${body}`, pair.refreshToken]) {
        expect(await withToken(token).rest('GET', '/auth/me')).toMatchObject({ status: 401, body: { code: 'auth.token_invalid' } })
      }
      expect(await program('Basic YTpi').rest('GET', '/auth/me')).toMatchObject({ status: 401, body: { code: 'auth.required' } })
    })

    it('ends with its session, however that ends', async () => {
      const [one, two] = [await signIn(), await signIn()]
      await withToken(one.pair.accessToken).api.auth.logout.mutate()
      expect(await status(one.pair.accessToken)).toBe(401)
      expect(await refresh(one.pair.refreshToken)).toMatchObject({ status: 401 })
      // From the browser of the same person: every other session, the program's too.
      expect(await status(two.pair.accessToken)).toBe(200)
      await two.person.api.auth.sessions.endOthers.mutate()
      expect(await status(two.pair.accessToken)).toBe(401)
      expect(await refresh(two.pair.refreshToken)).toMatchObject({ status: 401, body: { code: 'auth.token_invalid' } })
      expect(await two.person.api.auth.me.query()).toMatchObject({ user: { id: two.person.account.user.id } })
    })

    it('signs out also when it is over, and then its whole family is', async () => {
      const { person, pair } = await signIn()
      const { sid } = decodeJwt(pair.accessToken)
      await later(17 * minute, async () => {
        expect(await status(pair.accessToken)).toBe(401)
        expect((await withToken(pair.accessToken).rest('POST', '/auth/logout')).status).toBe(200)
        expect(await db.$count(sessions, eq(sessions.id, String(sid)))).toBe(0)
        expect(await refresh(pair.refreshToken)).toMatchObject({ status: 401, body: { code: 'auth.token_invalid' } })
      })
      await settle()
      const ended = (await db.select().from(events).where(eq(events.name, 'session.ended'))).filter(({ data }) => data.sessionId === sid)
      expect(ended).toMatchObject([{ actorId: person.account.user.id, origin: { address: '127.0.0.1' } }])
      expect(await person.api.auth.me.query()).toBeDefined() // the browser's session is another family
    })

    it('signs out the same whatever it is: what there was to end, nobody learns', async () => {
      const [{ pair }, other] = [await signIn(), await signIn()]
      await later(17 * minute, async () => {
        const [head, , signature] = pair.accessToken.split('.')
        const renamed = Buffer.from(JSON.stringify({ ...decodeJwt(pair.accessToken), sid: decodeJwt(other.pair.accessToken).sid })).toString('base64url')
        const forged = await new SignJWT(decodeJwt(other.pair.accessToken))
          .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: 'test' })
          .sign(new TextEncoder().encode('x'.repeat(32)))
        const answers = []
        for (const token of [pair.accessToken, pair.accessToken, forged, `${head}.${renamed}.${signature}`, 'nonsense', 'pk_nobody', pair.refreshToken]) {
          const { status, body, headers } = await withToken(token).rest('POST', '/auth/logout')
          answers.push({ status, body, cookie: headers.get('set-cookie') })
          await withToken(token).api.auth.logout.mutate()
        }
        expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
        expect(answers[0]).toMatchObject({ status: 200, body: { ok: true } })
        expect((await refresh(other.pair.refreshToken)).status).toBe(200)
      })
    })

    it('makes the cookie beside it of no account, so that no other site is asked about', async () => {
      const { person, pair } = await signIn()
      const answer = await person.http('/api/v1/auth/me', { headers: { authorization: `Bearer ${pair.accessToken}x` } })
      expect(answer.status).toBe(401)
      const write = { method: 'POST', headers: { authorization: `Bearer ${pair.accessToken}`, 'content-type': 'application/json' }, body: '{"name":"Ours"}' }
      expect((await fetch(`${person.origin}/api/v1/organizations`, write)).status).toBe(201)
    })
  })

  describe('Refreshing', () => {
    it('rotates: the next token is another, the session the same', async () => {
      const { pair } = await signIn()
      const { body: next } = await refresh(pair.refreshToken)
      expect(next.refreshToken).not.toBe(pair.refreshToken)
      expect(decodeJwt(next.accessToken).sid).toBe(decodeJwt(pair.accessToken).sid)
      const { body: after } = await refresh(next.refreshToken)
      expect(await status(after.accessToken)).toBe(200)
    })

    it('two tabs refresh at once: both get the same successor and both go on', async () => {
      const { pair } = await signIn()
      const answers = await Promise.all([refresh(pair.refreshToken), refresh(pair.refreshToken)])
      expect(answers.map((answer) => answer.status)).toEqual([200, 200])
      expect(answers[0]?.body.refreshToken).toBe(answers[1]?.body.refreshToken)
      for (const { body } of answers) expect(await status(body.accessToken)).toBe(200)
      expect((await refresh(answers[0]?.body.refreshToken)).status).toBe(200)
    })

    it('a lost answer: within 30 s the token gives the same successor, however often, also when that was used; not after', async () => {
      const { pair } = await signIn()
      const { body: lost } = await refresh(pair.refreshToken)
      const again = async () => (await refresh(pair.refreshToken)).body.refreshToken
      expect(await Promise.all([again(), again(), again()])).toEqual(Array(3).fill(lost.refreshToken))
      const { body: next } = await refresh(lost.refreshToken)
      await later(29_000, async () => expect(await again()).toBe(lost.refreshToken))
      expect(await status(next.accessToken)).toBe(200)
      const late = await signIn()
      await refresh(late.pair.refreshToken)
      await later(31_000, async () => expect(await refresh(late.pair.refreshToken)).toMatchObject({ status: 401, body: { code: 'auth.token_reused' } }))
    })

    it('stolen refresh token reused: whoever comes second, the family ends for both and the log says so', async () => {
      const { person, pair } = await signIn()
      const { body: thief } = await refresh(pair.refreshToken)
      const { body: thiefAgain } = await refresh(thief.refreshToken)
      await later(31_000, async () => expect(await refresh(pair.refreshToken)).toMatchObject({ status: 401, body: { code: 'auth.token_reused' } }))
      for (const token of [pair.accessToken, thief.accessToken, thiefAgain.accessToken]) expect(await status(token)).toBe(401)
      expect((await refresh(thiefAgain.refreshToken)).status).toBe(401)
      await settle()
      const logged = await db.select().from(events).where(eq(events.name, 'session.token_reused'))
      expect(logged.filter(({ organizationId }) => organizationId === person.account.organization.id)).toHaveLength(1)
      expect(await person.api.auth.me.query()).toBeDefined() // the browser's session is another family
    })

    it('stores no token that could be used, and gives none for a made-up one', async () => {
      const { pair } = await signIn()
      const { body: next } = await refresh(pair.refreshToken)
      const stored = JSON.stringify(await db.select().from(refreshTokens))
      for (const { refreshToken } of [pair, next]) expect(stored).not.toContain(refreshToken.split('.')[1])
      const [id] = next.refreshToken.split('.')
      for (const token of [`${id}.${'A'.repeat(43)}`, 'rt_', '', `rt_00000000-0000-7000-8000-000000000000.${'A'.repeat(43)}`]) {
        expect((await refresh(token)).status).toBeOneOf([400, 401])
      }
      expect((await refresh(next.refreshToken)).status).toBe(200) // guessing at it did no harm
    })
  })

  describe('Changing keys', () => {
    it('signs nobody out while the old key is kept', async () => {
      const old = await world(dialect, { env: { TOKEN_KEYS: `old:${'o'.repeat(40)}` } })
      const person = await old.buyer()
      const { body } = await old.visitor().rest('POST', '/auth/login', { email: person.account.user.email, password: person.password })
      const env = { TOKEN_KEYS: `new:${'n'.repeat(40)},old:${'o'.repeat(40)}` }
      const next = await old.another({ env })
      const bearer = (token: string) => next.visitor({ authorization: `Bearer ${token}` })
      expect((await bearer(body.accessToken).rest('GET', '/auth/me')).status).toBe(200)
      const { body: pair } = await next.visitor().rest('POST', '/auth/refresh', { refreshToken: body.refreshToken })
      expect(decodeProtectedHeader(pair.accessToken).kid).toBe('new')
      await next.close()
      await old.close()
    })
  })

  // A SQLite file has one server.
  if (dialect === 'pg')
    it('two servers over one database both honour what one of them ended', async () => {
      const one = await world(dialect)
      const two = await one.another()
      const person = await one.buyer()
      const { body } = await one.visitor().rest('POST', '/auth/login', { email: person.account.user.email, password: person.password })
      const elsewhere = two.visitor({ authorization: `Bearer ${body.accessToken}` })
      for (let i = 0; i < 3; i++) expect((await elsewhere.rest('GET', '/auth/me')).status).toBe(200)
      await one.visitor({ authorization: `Bearer ${body.accessToken}` }).api.auth.logout.mutate()
      const deadline = Date.now() + 2000
      let last = 200
      while (last === 200 && Date.now() < deadline) last = (await elsewhere.rest('GET', '/auth/me')).status
      expect(last).toBe(401)
      await two.close()
      await one.close()
    })
})
