import { createHash } from 'node:crypto'
import { sessionCookieName } from '@pantheon/auth'
import { eq, lastSeq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { refusalOf, world } from '../../src/testing/index.ts'
import { procedures, type RestProcedure, restProcedures, restRequest, sampleInput } from '../support/procedures.ts'

const chrome = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
const day = 86_400_000

/** A write over REST, with an input its schema takes. */
const restWrite = (procedure: RestProcedure): [method: string, path: string, body: unknown] => {
  const { path, body } = restRequest(procedure, sampleInput(procedure))
  return [procedure.rest.method, `/api/v1${path}`, body ?? {}]
}

describe.each(storyDialects)('Sessions, on %s', async (dialect) => {
  // Far from the machine's clock, which Lucia compares with.
  let shift = -400 * day
  const clock = { now: () => new Date(Date.now() + shift) }
  const { visitor, buyer, db, close } = await world(dialect, { clock })
  afterAll(close)
  const { sessions } = db.tables

  const login = async (person: { account: { user: { email: string } }; password: string }, headers: Record<string, string> = {}, address?: string) => {
    const browser = visitor(address === undefined ? {} : { address })
    const { status } = await browser.rest('POST', '/auth/session', { email: person.account.user.email, password: person.password }, headers)
    expect(status).toBe(200)
    return browser
  }

  it('are listed with device, address, country and when they were last seen; this one first', async () => {
    const person = await buyer()
    await login(person, { 'user-agent': chrome }, '133.11.0.1')
    await visitor({ address: '192.168.1.20' }).rest(
      'POST',
      '/auth/login',
      { email: person.account.user.email, password: person.password },
      { 'user-agent': 'curl/8.5.0' },
    )
    const { items } = await person.api.auth.sessions.list.query()
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({ isCurrent: true, kind: 'browser', place: 'this_machine' })
    expect(items.find(({ address }) => address === '133.11.0.1')).toMatchObject({
      device: 'Chrome on macOS',
      place: 'internet',
      country: 'JP',
      kind: 'browser',
      isCurrent: false,
    })
    expect(items.find(({ address }) => address === '192.168.1.20')).toMatchObject({ device: 'curl', place: 'private_network', country: null, kind: 'api' })
    expect(JSON.stringify(items)).not.toContain(person.session())
  })

  it('end one by one, or all but this one; somebody else’s are not there to end', async () => {
    const [person, stranger] = [await buyer(), await buyer()]
    const [phone, tablet, laptop] = [await login(person), await login(person), await login(person)]
    const idOf = (browser: { session: () => string | undefined }) =>
      createHash('sha256')
        .update(browser.session() ?? '')
        .digest('hex')
    expect(await refusalOf(stranger.api.auth.sessions.end.mutate({ id: idOf(phone) }))).toBe('session.not_found')
    await person.api.auth.sessions.end.mutate({ id: idOf(phone) })
    expect(await refusalOf(phone.api.auth.me.query())).toBe('auth.required')
    expect(await refusalOf(person.api.auth.sessions.end.mutate({ id: idOf(phone) }))).toBe('session.not_found')
    await tablet.api.auth.sessions.endOthers.mutate()
    for (const ended of [person, laptop]) expect(await refusalOf(ended.api.auth.me.query())).toBe('auth.required')
    expect(await refusalOf(tablet.api.auth.me.query())).toBeUndefined()
  })

  it('are 200 at most: a new one ends the one that was not used for longest, and none is out of reach', async () => {
    const person = await buyer()
    const [userId, organizationId] = [person.account.user.id, person.account.organization.id]
    const at = (n: number) => new Date(clock.now().getTime() - (n + 1) * 1000)
    const row = (n: number) => ({
      id: createHash('sha256').update(`${userId} ${n}`).digest('hex'),
      userId,
      organizationId,
      createdAt: at(n),
      lastSeenAt: at(n),
    })
    const rows = Array.from({ length: 199 }, (_, n) => ({ ...row(n), expiresAt: new Date(clock.now().getTime() + day) }))
    await db.insert(sessions).values(rows)
    const next = await login(person)
    const listed = (await next.api.auth.sessions.list.query()).items.map(({ id }) => id)
    expect(listed).toHaveLength(200)
    expect(await db.$count(sessions, eq(sessions.userId, userId))).toBe(200)
    expect(listed).not.toContain(rows.at(-1)?.id)
    expect(listed).toContain(rows.at(-2)?.id)
  })

  it('session fixed by an attacker: signing in never goes on in a session that was there before', async () => {
    const [victim, attacker] = [await buyer(), await buyer()]
    const planted = attacker.session() ?? ''
    const browser = visitor()
    browser.setCookie(sessionCookieName, planted)
    await browser.api.auth.login.mutate({ email: victim.account.user.email, password: victim.password })
    expect(browser.session()).not.toBe(planted)
    expect(await browser.api.auth.me.query()).toMatchObject({ user: { id: victim.account.user.id } })
    // What the attacker planted is worth nothing any more, least of all the victim's account.
    expect(await refusalOf(attacker.api.auth.me.query())).toBe('auth.required')
    // Nor does the server take up a secret that a visitor brings along.
    const made = visitor()
    made.setCookie(sessionCookieName, 'chosen-by-somebody-else-0123456789')
    await made.api.auth.login.mutate({ email: victim.account.user.email, password: victim.password })
    expect(made.session()).not.toBe('chosen-by-somebody-else-0123456789')
  })

  it('CSRF from another origin: no write of any kind goes through with a cookie', async () => {
    const person = await buyer()
    const writes: [method: string, path: string, body: unknown][] = [
      ...procedures.filter(({ type }) => type === 'mutation').map((each): [string, string, unknown] => ['POST', `/trpc/${each.path}`, sampleInput(each) ?? {}]),
      ...restProcedures.filter(({ type }) => type === 'mutation').map((each): [string, string, unknown] => restWrite(each)),
      ['POST', '/trpc/auth.profile.update?batch=1', { 0: { name: 'Mallory' } }],
    ]
    expect(writes.length).toBeGreaterThanOrEqual(180)
    const before = await lastSeq(db)
    const foreign = person.origin.replace('http:', 'https:').replace('127.0.0.1', 'localhost')
    for (const [method, path, body] of writes) {
      const text = method === 'DELETE' ? undefined : JSON.stringify(body)
      const from = (origin: string) =>
        person.http(path, { method, headers: { origin, 'content-type': 'application/json' }, ...(text !== undefined && { body: text }) })
      // A form of another site: no JSON, and an old browser that says no origin at all.
      const bare = () =>
        fetch(person.origin + path, {
          method,
          headers: { cookie: person.cookie() ?? '', 'content-type': 'text/plain' },
          ...(text !== undefined && { body: text }),
        })
      const answers = await Promise.all([from('https://evil.example'), from('null'), from(foreign), bare()])
      expect([method, path, ...answers.map(({ status }) => status)]).toEqual([method, path, 403, 403, 403, 403])
    }
    expect(await lastSeq(db), 'nothing came of any of it').toBe(before)
    expect(await person.api.auth.me.query()).toMatchObject({ user: { name: person.account.user.name } })
  })

  it('live on while they are used, and the browser’s cookie with them', async () => {
    const person = await buyer()
    const expiry = async () => (await db.select().from(sessions).where(eq(sessions.userId, person.account.user.id)))[0]?.expiresAt.getTime() ?? 0
    const answer = await person.rest('GET', '/auth/session')
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toContain(`${sessionCookieName}=${person.session()}`)
    expect(cookie).toMatch(/Max-Age=2[0-9]{6}/)
    const before = await expiry()
    shift += 20 * day
    // Two tabs at once: one session, extended, and both go on.
    await Promise.all([person.api.auth.me.query(), person.api.auth.me.query()])
    expect(await expiry()).toBeGreaterThanOrEqual(before + 20 * day)
    shift += 29 * day
    expect(await person.api.auth.me.query()).toMatchObject({ user: { id: person.account.user.id } })
    shift += 31 * day
    expect(await refusalOf(person.api.auth.me.query()), 'unused for longer than it lives').toBe('auth.required')
  })

  it('are rotated by a change of password, and all others end', async () => {
    const person = await buyer()
    const other = await login(person)
    const old = person.session()
    expect(await refusalOf(person.api.auth.password.change.mutate({ currentPassword: 'not it at all', newPassword: 'quite another one' }))).toBe(
      'auth.wrong_password',
    )
    await person.api.auth.password.change.mutate({ currentPassword: person.password, newPassword: 'quite another one' })
    expect(person.session()).toBeDefined()
    expect(person.session()).not.toBe(old)
    expect(await person.api.auth.me.query()).toMatchObject({ user: { id: person.account.user.id } })
    expect(await refusalOf(other.api.auth.me.query())).toBe('auth.required')
    const stale = visitor()
    stale.setCookie(sessionCookieName, old ?? '')
    expect(await refusalOf(stale.api.auth.me.query())).toBe('auth.required')
    expect(await refusalOf(visitor().api.auth.login.mutate({ email: person.account.user.email, password: person.password }))).toBe('auth.wrong_credentials')
  })
})
