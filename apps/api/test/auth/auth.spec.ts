import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { createLogger } from '../../src/logger.ts'
import { courseInput, courseProduct, refusalOf, testCard, world } from '../../src/testing/index.ts'

const newcomer = { email: 'Ada@Example.test', password: 'a fine passphrase', name: 'Ada', locale: 'ja' as const }

describe.each(storyDialects)('Accounts, on %s', async (dialect) => {
  const lines: string[] = []
  const logger = createLogger('trace', { write: (line) => void lines.push(line) })
  const { visitor, buyer, operator, system, db, settle, close } = await world(dialect, { logger })
  afterAll(close)
  const { sessions, users } = db.tables

  describe('Signing up', () => {
    it('signs in at once, as the owner of an organization of one’s own', async () => {
      const ada = visitor()
      const account = await ada.api.auth.register.mutate(newcomer)
      expect(account).toMatchObject({
        user: { email: 'ada@example.test', name: 'Ada', role: 'user', locale: 'ja' },
        role: 'owner',
        organization: { name: 'Ada' },
      })
      expect(await ada.api.auth.me.query()).toEqual(account)
    })

    it('is refused for an e-mail that has an account, in whatever case it is written', async () => {
      for (const email of ['ada@example.test', 'ADA@EXAMPLE.TEST']) {
        expect(await visitor().rest('POST', '/auth/register', { ...newcomer, email })).toMatchObject({ status: 409, body: { code: 'auth.email_taken' } })
      }
    })

    it('makes one account when it happens several times at once', async () => {
      const twin = { ...newcomer, email: 'twin@example.test' }
      const outcomes = await Promise.all(Array.from({ length: 5 }, () => refusalOf(visitor().api.auth.register.mutate(twin))))
      expect(outcomes.toSorted()).toEqual([...Array.from({ length: 4 }, () => 'auth.email_taken'), undefined])
      expect(await db.$count(users, eq(users.email, twin.email))).toBe(1)
    })

    it('keeps an argon2id hash of the password, not the password', async () => {
      const [user] = await db.select().from(users).where(eq(users.email, 'ada@example.test'))
      expect(user?.passwordHash).toMatch(/^\$argon2id\$/)
      expect(JSON.stringify(user)).not.toContain(newcomer.password)
    })
  })

  describe('Signing in', () => {
    it('takes the e-mail in any case', async () => {
      const ada = visitor()
      expect(await ada.api.auth.login.mutate({ email: 'aDA@example.TEST', password: newcomer.password })).toMatchObject({ user: { email: 'ada@example.test' } })
    })

    it('answers a wrong password as it answers an unknown account', async () => {
      const wrong = await visitor().rest('POST', '/auth/session', { email: newcomer.email, password: 'not that one' }, { 'x-request-id': 'the-same-request' })
      const unknown = await visitor().rest(
        'POST',
        '/auth/session',
        { email: 'nobody@example.test', password: 'not that one' },
        { 'x-request-id': 'the-same-request' },
      )
      expect(wrong).toMatchObject({ status: 401, body: { code: 'auth.wrong_credentials' } })
      expect(unknown.body).toEqual(wrong.body)
      expect(wrong.headers.getSetCookie()).toEqual([])
    })

    it('opens a session of its own each time, so that one sign-out leaves the other', async () => {
      const [desk, phone] = [visitor(), visitor()]
      const credentials = { email: newcomer.email, password: newcomer.password }
      await Promise.all([desk.api.auth.login.mutate(credentials), phone.api.auth.login.mutate(credentials)])
      await desk.api.auth.logout.mutate()
      expect(await refusalOf(phone.api.business.orders.list.query({}))).toBeUndefined()
      expect(await refusalOf(desk.api.business.orders.list.query({}))).toBe('auth.required')
    })
  })

  describe('Sessions', () => {
    it('are in the database only as a hash', async () => {
      const person = await buyer()
      const id = person.session() ?? ''
      expect(id.length).toBeGreaterThanOrEqual(24)
      const rows = await db.select().from(sessions).where(eq(sessions.userId, person.account.user.id))
      expect(rows).toHaveLength(1)
      expect(rows[0]?.id).toBe(createHash('sha256').update(id).digest('hex'))
      expect(JSON.stringify(rows)).not.toContain(id)
    })

    it('end on the server when one signs out, whatever cookie comes after', async () => {
      const person = await buyer()
      const cookie = person.cookie() ?? ''
      await person.api.auth.logout.mutate()
      expect(person.session()).toBeUndefined()
      expect(await person.rest('GET', '/orders', undefined, { cookie })).toMatchObject({ status: 401, body: { code: 'auth.required' } })
      expect(await db.$count(sessions, eq(sessions.userId, person.account.user.id))).toBe(0)
    })

    it('are worth nothing once they have expired', async () => {
      const person = await buyer()
      expect(await refusalOf(person.api.business.orders.list.query({}))).toBeUndefined()
      await db
        .update(sessions)
        .set({ expiresAt: new Date(Date.now() - 1000) })
        .where(eq(sessions.userId, person.account.user.id))
      system.services.access.changed({ userId: person.account.user.id }) // what was written past the services, they cannot know
      expect(await refusalOf(person.api.business.orders.list.query({}))).toBe('auth.required')
    })

    it('travel in a cookie that no script reads and no other site sends', async () => {
      const answer = await visitor().rest('POST', '/auth/session', { email: newcomer.email, password: newcomer.password })
      const [cookie] = answer.headers.getSetCookie()
      expect(cookie).toMatch(/^pantheon_session=[^;]+;/)
      expect(cookie).toMatch(/; HttpOnly/)
      expect(cookie).toMatch(/; SameSite=Lax/i)
      expect(cookie).toMatch(/; Path=\//)
    })
  })

  describe("Another site's page", () => {
    it('cannot write with a visitor’s cookie, over REST or tRPC', async () => {
      const person = await buyer()
      for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:1`, `${person.origin}.evil.example`]) {
        expect(await person.rest('POST', '/auth/logout', undefined, { origin })).toMatchObject({ status: 403, body: { code: 'auth.bad_origin' } })
        for (const path of ['/trpc/auth.logout', '/trpc/auth.logout?batch=1']) {
          expect((await person.http(path, { method: 'POST', headers: { origin, 'content-type': 'application/json' }, body: '{}' })).status).toBe(403)
        }
      }
      expect(await refusalOf(person.api.business.orders.list.query({}))).toBeUndefined()
    })

    it('cannot sign a visitor in under another account', async () => {
      const answer = await visitor().rest('POST', '/auth/session', { email: newcomer.email, password: newcomer.password }, { origin: 'https://evil.example' })
      expect(answer).toMatchObject({ status: 403, body: { code: 'auth.bad_origin' } })
      expect(answer.headers.getSetCookie()).toEqual([])
    })
  })

  it('leave no secret in the log, though everything that happens is logged', async () => {
    const [shop, person] = await Promise.all([operator(), buyer()])
    const product = await shop.api.business.products.create.mutate(courseProduct)
    const order = await person.api.business.orders.place.mutate({ productId: product.id, input: courseInput })
    await refusalOf(person.api.business.payments.pay.mutate({ orderId: order.id, card: { ...testCard, number: '4111111111111111' } }))
    await person.api.business.payments.pay.mutate({ orderId: order.id, card: testCard })
    await settle()
    await sleep(20)
    logger.error(
      {
        err: Object.assign(new Error(`insert … params: ${person.password}`), { name: 'DrizzleQueryError' }),
        password: person.password,
        headers: { cookie: person.cookie() },
      },
      'as bad as it gets',
    )
    const log = lines.join('')
    expect(log).toContain('/trpc/auth.register')
    expect(log).toContain('as bad as it gets')
    for (const secret of [
      newcomer.password,
      person.password,
      shop.password,
      testCard.number,
      '4111111111111111',
      person.session() ?? '',
      shop.session() ?? '',
      'argon2id',
    ]) {
      expect(log).not.toContain(secret)
    }
  })
})

describe('In production', async () => {
  const { visitor, close } = await world('sqlite', { env: { NODE_ENV: 'production' } })
  afterAll(close)

  it('the session cookie travels over TLS only', async () => {
    const answer = await visitor().rest('POST', '/auth/register', newcomer)
    expect(answer.headers.getSetCookie()[0]).toMatch(/; Secure/)
  })
})
