import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, world } from '../../src/testing/index.ts'

const minute = 60_000

describe.each(storyDialects)('Passwords, on %s', async (dialect) => {
  let shift = 0
  const clock = { now: () => new Date(Date.now() + shift) }
  const { visitor, buyer, newcomer, system, db, close } = await world(dialect, { clock, env: { PUBLIC_URL: 'https://shop.example' } })
  afterAll(close)
  beforeEach(() => {
    shift = 0
  })
  const { mailbox, passwords } = system.services
  const { chatLinks } = db.tables

  /** The link in the newest mail to somebody whose subject fits. */
  const linkTo = async (email: string, subject: RegExp): Promise<URL> => {
    await passwords.idle()
    const mail = (await mailbox.latest(50)).find((each) => each.to === email && subject.test(each.subject))
    return new URL(/https:\/\/shop\.example\S+/.exec(mail?.text ?? '')?.[0] ?? 'https://no.mail')
  }
  let place = 0
  /** A visitor from an address nobody has called from. */
  const somewhere = () => visitor({ address: `192.0.2.${++place}` })
  const tokenIn = (link: URL): string => link.searchParams.get('token') ?? ''
  /** A chat in which somebody answers as this person. */
  const chatOf = ({ account }: SignedInCaller) => {
    const id = account.user.id
    return { id, channel: 'slack' as const, chatUserId: id, chatUserName: 'guest', userId: id, createdAt: new Date() }
  }
  const emailOf = (person: SignedInCaller): string => person.account.user.email

  describe('A new password', () => {
    const sign = (password: string) => visitor().rest('POST', '/auth/register', { email: `p${Math.random()}@example.test`, password, name: 'P' })

    it('has 8 to 128 characters', async () => {
      expect((await sign('seven77')).status).toBe(400)
      expect((await sign('x'.repeat(129))).status).toBe(400)
      expect((await sign('x yz'.repeat(32))).status).toBe(201)
      expect((await sign('abcd efg')).status).toBe(201)
    })

    it.each(['password', 'Password1', 'iloveyou', 'QWERTYUIOP', '12345678'])('is not %s, like everybody’s', async (password) => {
      expect(await sign(password)).toMatchObject({ status: 400, body: { code: 'auth.password_common', errors: [{ path: 'password' }] } })
    })

    it('is held to the same rules when it is changed or reset', async () => {
      const person = await buyer()
      expect(await refusalOf(person.api.auth.password.change.mutate({ currentPassword: person.password, newPassword: 'password1' }))).toBe(
        'auth.password_common',
      )
      await somewhere().api.auth.password.forgot.mutate({ email: emailOf(person) })
      const token = tokenIn(await linkTo(emailOf(person), /password/i))
      expect(await refusalOf(visitor().api.auth.password.reset.mutate({ token, newPassword: 'password1' }))).toBe('auth.password_common')
      await visitor().api.auth.password.reset.mutate({ token, newPassword: 'not like the others' }) // the refusal used nothing up
    })
  })

  describe('A forgotten password', () => {
    it('is set anew with the mail’s link, once; every session ends and the address is proven', async () => {
      const person = await newcomer()
      expect(person.account.user.isEmailVerified).toBe(false)
      await somewhere().api.auth.password.forgot.mutate({ email: emailOf(person).toUpperCase() })
      const link = await linkTo(emailOf(person), /password/i)
      expect(link.pathname).toBe('/reset-password')
      const newPassword = 'something else entirely'
      const answers = await Promise.all([1, 2, 3].map(() => refusalOf(visitor().api.auth.password.reset.mutate({ token: tokenIn(link), newPassword }))))
      expect(answers.sort()).toEqual(['auth.link_invalid', 'auth.link_invalid', undefined])
      expect(await refusalOf(person.api.auth.me.query())).toBe('auth.required')
      const account = await visitor().api.auth.login.mutate({ email: emailOf(person), password: newPassword })
      expect(account.user.isEmailVerified).toBe(true)
    })

    it('has 30 minutes; links stand side by side until one is used, so that a stranger who asks takes none away', async () => {
      const person = await buyer()
      const ask = async () => {
        await somewhere().api.auth.password.forgot.mutate({ email: emailOf(person) })
        return tokenIn(await linkTo(emailOf(person), /password/i))
      }
      const [first, second, third] = [await ask(), await ask(), await ask()]
      const reset = (token: string) => refusalOf(visitor().api.auth.password.reset.mutate({ token, newPassword: 'something else entirely' }))
      shift = 31 * minute
      expect(await reset(first)).toBe('auth.link_invalid')
      shift = 29 * minute
      expect(await reset(second)).toBeUndefined()
      expect(await reset(third)).toBe('auth.link_invalid')
      expect(await reset(first)).toBe('auth.link_invalid')
    })

    it('is worth nothing once the password was changed', async () => {
      const person = await buyer()
      await somewhere().api.auth.password.forgot.mutate({ email: emailOf(person) })
      const token = tokenIn(await linkTo(emailOf(person), /password/i))
      await person.api.auth.password.change.mutate({ currentPassword: person.password, newPassword: 'a changed one, mine' })
      expect(await refusalOf(visitor().api.auth.password.reset.mutate({ token, newPassword: 'something else entirely' }))).toBe('auth.link_invalid')
    })

    it.each([false, true])('closes every other way in, the address proven before or not (%s): nobody can tell what a guest has added', async (isProven) => {
      const attacker = await newcomer()
      // Somebody may well follow a link that says an address is theirs. It does not make theirs what is in the account.
      if (isProven) await visitor().api.auth.email.verify.mutate({ token: tokenIn(await linkTo(emailOf(attacker), /./)) })
      await db.insert(chatLinks).values(chatOf(attacker))
      const { secret } = await attacker.api.auth.apiKeys.create.mutate({ name: 'Kept', permissions: ['order:read'], expiresInDays: null })
      const holder = visitor({ authorization: `Bearer ${secret}` })
      expect((await holder.rest('GET', '/orders')).status).toBe(200)
      await somewhere().api.auth.password.forgot.mutate({ email: emailOf(attacker) })
      await visitor().api.auth.password.reset.mutate({ token: tokenIn(await linkTo(emailOf(attacker), /password/i)), newPassword: 'the rightful owner' })
      expect((await holder.rest('GET', '/orders')).status).toBe(401)
      expect(await db.$count(chatLinks, eq(chatLinks.userId, attacker.account.user.id))).toBe(0)
      const told = (await mailbox.latest(50)).filter(({ to }) => to === emailOf(attacker)).map(({ subject }) => subject)
      expect(told.slice(0, 3)).toEqual(['Your password was reset', 'Choose a new password', 'An API key was created in your name'])
    })

    it('answers the same whether or not there is such an account, and sends nothing to those without', async () => {
      const person = await buyer()
      const ask = (email: string) =>
        visitor({ address: '198.51.100.1' }).rest('POST', '/auth/password/forgot', { email }, { 'x-request-id': 'the-same-request' })
      const [known, unknown] = [await ask(emailOf(person)), await ask('nobody-at-all@example.test')]
      expect({ status: unknown.status, body: unknown.body }).toEqual({ status: known.status, body: known.body })
      await passwords.idle()
      expect((await mailbox.latest(100)).map(({ to }) => to)).not.toContain('nobody-at-all@example.test')
    })
  })

  describe('An e-mail', () => {
    it('is verified by the link that came at sign-up, once', async () => {
      const person = await newcomer()
      const link = await linkTo(emailOf(person), /./)
      expect(link.pathname).toBe('/verify-email')
      await visitor().api.auth.email.verify.mutate({ token: tokenIn(link) })
      expect(await person.api.auth.me.query()).toMatchObject({ user: { isEmailVerified: true } })
      expect(await refusalOf(visitor().api.auth.email.verify.mutate({ token: tokenIn(link) }))).toBe('auth.link_invalid')
      const before = (await mailbox.latest(100)).length
      await person.api.auth.email.resend.mutate()
      expect((await mailbox.latest(100)).length).toBe(before)
    })

    it('gets a new link on request, and the old one stops', async () => {
      const person = await newcomer()
      const old = await linkTo(emailOf(person), /./)
      await person.api.auth.email.resend.mutate()
      const next = await linkTo(emailOf(person), /./)
      expect(tokenIn(next)).not.toBe(tokenIn(old))
      expect(await refusalOf(visitor().api.auth.email.verify.mutate({ token: tokenIn(old) }))).toBe('auth.link_invalid')
      await visitor().api.auth.email.verify.mutate({ token: tokenIn(next) })
    })
  })

  describe('Guessing', () => {
    const guess = (email: string, address: string) => visitor({ address }).rest('POST', '/auth/login', { email, password: 'a wrong guess' })

    it('has five tries a minute for an account, then waits that are said', async () => {
      const person = await buyer()
      const statuses: number[] = []
      for (let i = 0; i < 7; i++) statuses.push((await guess(emailOf(person), '203.0.113.50')).status)
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
      const refused = await guess(emailOf(person), '203.0.113.50')
      expect(refused.body).toMatchObject({ code: 'auth.too_many_tries' })
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50)
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60)
    })

    it('of many accounts from an address keeps nobody there out who knows their password', async () => {
      const [person, other] = [await buyer(), await buyer()]
      const address = '203.0.113.60'
      for (let i = 0; i < 30; i++) expect((await guess(`nobody-${i}@example.test`, address)).status).toBe(401)
      for (let i = 0; i < 6; i++) await guess(emailOf(other), address)
      expect((await guess(emailOf(other), address)).status).toBe(429)
      const answer = await visitor({ address }).rest('POST', '/auth/login', { email: emailOf(person), password: person.password })
      expect(answer.status).toBe(200)
    })

    it('has 60 tries a minute from an address, whatever accounts it names, real or not', async () => {
      const address = '203.0.113.61'
      const guesses = Array.from({ length: 60 }, (_, i) => `nobody-${i}@example.test`)
      const statuses: number[] = []
      for (const email of guesses) statuses.push((await guess(email, address)).status)
      expect(statuses.every((status) => status === 401)).toBe(true)
      const refused = await guess(emailOf(await buyer()), address)
      expect([refused.status, refused.headers.get('ratelimit-policy')]).toEqual([429, '"login";q=60;w=60'])
      expect((await guess('nobody-99@example.test', address)).status).toBe(429)
    })

    it('at the same moment counts too', async () => {
      const person = await buyer()
      const statuses = await Promise.all(Array.from({ length: 40 }, async () => (await guess(emailOf(person), '203.0.113.70')).status))
      expect(statuses.filter((status) => status === 401)).toHaveLength(5)
      expect(statuses.filter((status) => status === 429)).toHaveLength(35)
    })

    it('counts a whole IPv6 network as one place, and takes no made-up address', async () => {
      const person = await buyer()
      const statuses: number[] = []
      for (let i = 0; i < 6; i++) statuses.push((await guess(emailOf(person), `2001:db8:7:7::${i + 1}`)).status)
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
      const odd: number[] = []
      const other = emailOf(await buyer())
      for (let i = 0; i < 6; i++) odd.push((await guess(other, `not an address ${i}`)).status)
      expect(odd.at(-1)).toBe(429)
    })

    it('is no different with a device cookie that makes no sense', async () => {
      const person = await buyer()
      for (const cookie of ['%25zz.x.y', 'test.x.y', '...', 'test.%00.y']) {
        const answer = await visitor({ address: '198.51.100.40' }).rest(
          'POST',
          '/auth/login',
          { email: emailOf(person), password: 'a wrong guess' },
          { cookie: `pantheon_device=${cookie}` },
        )
        expect(answer).toMatchObject({ status: 401, body: { code: 'auth.wrong_credentials' } })
      }
    })

    it('that hits while the password is being changed opens nothing', async () => {
      for (let round = 0; round < 4; round++) {
        const person = await buyer()
        const newPassword = `changed in round ${round}`
        const [, ...logins] = await Promise.all([
          person.api.auth.password.change.mutate({ currentPassword: person.password, newPassword }),
          ...Array.from({ length: 4 }, async () => {
            const browser = visitor({ address: '198.51.100.50' })
            await browser.rest('POST', '/auth/session', { email: emailOf(person), password: person.password })
            return browser
          }),
        ])
        for (const browser of logins) expect((await browser.rest('GET', '/auth/me')).status).toBe(401)
      }
    })

    it('does not count what was right', async () => {
      const person = await buyer()
      for (let i = 0; i < 12; i++) {
        const answer = await visitor({ address: '203.0.113.80' }).rest('POST', '/auth/login', { email: emailOf(person), password: person.password })
        expect(answer.status).toBe(200)
      }
    })

    it('200 wrong passwords do not lock the owner out', async () => {
      const person = await buyer()
      const [email, { password }] = [emailOf(person), person]
      const address = '203.0.113.90'
      const browser = visitor({ address })
      await browser.api.auth.login.mutate({ email, password })
      await browser.api.auth.logout.mutate()
      // From everywhere, and from the owner's own address, as in an office or behind one router.
      const attackers = ['203.0.113.90', ...Array.from({ length: 9 }, (_, i) => `203.0.113.${100 + i}`)]
      for (let round = 0; round < 20; round++) await Promise.all(attackers.map((from) => guess(email, from)))
      // The browser in which the owner has signed in before, and the owner anywhere the attacker is not.
      expect(await refusalOf(browser.api.auth.login.mutate({ email, password }))).toBeUndefined()
      expect((await visitor({ address: '198.51.100.77' }).rest('POST', '/auth/login', { email, password })).status).toBe(200)
      // And whoever was signed in all along never noticed.
      expect(await refusalOf(person.api.auth.me.query())).toBeUndefined()
      // Somebody else's device cookie opens no such door for the attacker.
      const thief = await buyer()
      const statuses: number[] = []
      for (let i = 0; i < 3; i++)
        statuses.push((await thief.rest('POST', '/auth/session', { email, password: 'a wrong guess' }, { 'x-forwarded-for': attackers[1] ?? '' })).status)
      expect(statuses).toEqual([429, 429, 429])
    })
  })

  it('Mail is shown at /dev/mail while nobody carries it', async () => {
    const person = await newcomer()
    const page = await (await visitor().http('/dev/mail')).text()
    expect(page).toContain(emailOf(person))
    expect(page).toMatch(/<a href="https:\/\/shop\.example\/verify-email\?token=/)
  })

  it('Deleting an account takes what is personal and leaves the books', async () => {
    const person = await buyer()
    const { user, organization } = person.account
    expect(await refusalOf(person.api.auth.deleteAccount.mutate({ confirmation: 'wrong' }))).toBe('auth.confirmation_wrong')
    await person.api.auth.deleteAccount.mutate({ confirmation: person.password })
    expect(await refusalOf(person.api.auth.me.query())).toBe('auth.required')
    expect(await refusalOf(somewhere().api.auth.login.mutate({ email: user.email, password: person.password }))).toBe('auth.wrong_credentials')
    const rows = JSON.stringify([
      await db.select().from(db.tables.users),
      await db.select().from(db.tables.identities),
      await db.select().from(db.tables.memberships),
      (await db.select().from(db.tables.events)).map(({ data }) => data),
    ])
    expect(rows).not.toContain(user.email)
    expect(rows).toContain(user.id)
    expect((await db.select().from(db.tables.organizations)).find(({ id }) => id === organization.id)?.deletedAt).not.toBeNull()
    // The address is free again, for somebody who is not them.
    const next = await visitor().api.auth.register.mutate({ email: user.email, password: 'another person here', name: 'Next', locale: 'en' })
    expect(next.user.id).not.toBe(user.id)
  })
})

describe('In production', async () => {
  const { visitor, buyer, close } = await world('sqlite', { env: { NODE_ENV: 'production' } })
  afterAll(close)

  it('mail is shown to nobody, whatever carries it', async () => {
    const person = await buyer()
    for (const caller of [visitor(), person]) expect(await (await caller.http('/dev/mail')).text()).not.toContain(person.account.user.email)
  })
})
