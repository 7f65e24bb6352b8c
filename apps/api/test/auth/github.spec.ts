import { eq } from '@pantheon/db'
import { storyDialects } from '@pantheon/db/testing'
import { startGithubServer } from '@pantheon/fakes'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { type Caller, refusalOf, type SignedInCaller, world } from '../../src/testing/index.ts'

describe.each(storyDialects)('Signing in with GitHub, on %s', async (dialect) => {
  const github = await startGithubServer()
  const env = { GITHUB_CLIENT_ID: github.clientId, GITHUB_CLIENT_SECRET: github.clientSecret, GITHUB_BASE_URL: github.url, GITHUB_API_URL: github.url }
  const { visitor, buyer, db, system, close } = await world(dialect, { env: { ...env, PUBLIC_URL: 'https://shop.example' } })
  afterAll(async () => {
    await close()
    await github.stop()
  })
  const { identities } = db.tables
  let number = 1000
  const somebody = (email: string | null, isVerified = true) => {
    number++
    const emails = email === null ? [] : [{ email, primary: true, verified: isVerified }]
    return { id: number, login: `octo-${number}`, name: `Octo ${number}`, emails }
  }
  beforeEach(() => {
    github.mood = 'well'
  })

  /** The browser goes to GitHub and comes back: what it comes back with. */
  const goThere = async (browser: Caller, returnTo = '/orders') => {
    const { url } = await browser.api.auth.github.begin.mutate({ returnTo })
    const answer = await fetch(url, { redirect: 'manual' })
    const back = new URL(answer.headers.get('location') ?? '')
    return { begun: new URL(url), back, code: back.searchParams.get('code') ?? '', state: back.searchParams.get('state') ?? '' }
  }
  const signIn = async (browser: Caller) => {
    const { code, state } = await goThere(browser)
    return browser.api.auth.github.finish.mutate({ code, state })
  }

  /** Links from the settings: there and back, and the password. */
  const linkSignedIn = async (person: SignedInCaller) => {
    const outcome = await signIn(person)
    if (outcome.outcome !== 'proof_needed') throw new Error(`It came to ${outcome.outcome}`)
    return person.api.auth.github.link.mutate({ linkToken: outcome.linkToken, password: person.password })
  }
  /** What was written to somebody about GitHub, in order. */
  const subjectsTo = async ({ account }: SignedInCaller): Promise<string[]> =>
    (await system.services.mailbox.latest(100))
      .filter(({ to, subject }) => to === account.user.email && subject.includes('GitHub'))
      .map(({ subject }) => subject)
      .reverse()
  const resetByMail = async (email: string): Promise<void> => {
    await visitor({ address: `192.0.2.${number % 250}` }).api.auth.password.forgot.mutate({ email })
    await system.services.passwords.idle()
    const mail = (await system.services.mailbox.latest(50)).find(({ to, text }) => to === email && text.includes('/reset-password'))
    const [, token = ''] = /reset-password\?token=([\w-]+)/.exec(mail?.text ?? '') ?? []
    await visitor().api.auth.password.reset.mutate({ token, newPassword: 'quite another password' })
  }

  it('is offered when it is set up', async () => {
    expect(await visitor().api.auth.github.offered.query()).toEqual({ github: true })
  })

  it('makes an account for somebody new, with a verified address and no password', async () => {
    github.person = somebody(`new-${dialect}@example.test`)
    const browser = visitor()
    const outcome = await signIn(browser)
    expect(outcome).toMatchObject({
      outcome: 'signed_in',
      returnTo: '/orders',
      account: { role: 'owner', user: { email: `new-${dialect}@example.test`, isEmailVerified: true } },
    })
    expect(await browser.api.auth.methods.query()).toEqual({ hasPassword: false, github: { login: github.person.login } })
    // And again, from another browser, under another name there: it is the number that counts.
    github.person = { ...github.person, login: 'renamed', emails: [] }
    const again = await signIn(visitor())
    expect(again.outcome === 'signed_in' && again.account.user.id).toBe(outcome.outcome === 'signed_in' && outcome.account.user.id)
  })

  it('sends along a state and a PKCE challenge, never the verifier', async () => {
    const { begun, back } = await goThere(visitor())
    expect(begun.searchParams.get('code_challenge_method')).toBe('S256')
    expect(begun.searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/)
    expect(begun.searchParams.get('state')?.length).toBeGreaterThan(30)
    expect(begun.searchParams.has('code_verifier')).toBe(false)
    expect(back.origin + back.pathname).toBe('https://shop.example/sign-in/github')
  })

  it('is finished only in the browser that began it, once, and with its own state', async () => {
    github.person = somebody(`state-${dialect}@example.test`)
    const [victim, attacker] = [visitor(), visitor()]
    const theirs = await goThere(attacker)
    const mine = await goThere(victim)
    const finish = (browser: Caller, code: string, state: string) => refusalOf(browser.api.auth.github.finish.mutate({ code, state }))
    // A link that signs the victim in as the attacker.
    expect(await finish(victim, theirs.code, theirs.state)).toBe('github.state_mismatch')
    // The attacker's code under the victim's state: PKCE refuses it.
    expect(await finish(victim, theirs.code, mine.state)).toBe('github.refused')
    expect(await finish(visitor(), mine.code, mine.state)).toBe('github.state_mismatch')
    expect(await finish(victim, mine.code, mine.state)).toBeUndefined()
    expect(await finish(victim, mine.code, mine.state)).toBe('github.state_mismatch')
  })

  it('opens an existing account only after its password proved whose it is', async () => {
    const person = await buyer()
    const { user } = person.account
    github.person = somebody(user.email)
    const browser = visitor()
    const outcome = await signIn(browser)
    if (outcome.outcome !== 'proof_needed') throw new Error(`It came to ${outcome.outcome}`)
    expect(outcome.email).toBe(user.email)
    expect(await refusalOf(browser.api.auth.me.query())).toBe('auth.required')
    expect(await db.$count(identities, eq(identities.userId, user.id))).toBe(0)
    const { linkToken } = outcome
    expect(await refusalOf(browser.api.auth.github.link.mutate({ linkToken, password: 'a wrong guess' }))).toBe('auth.wrong_credentials')
    const account = await browser.api.auth.github.link.mutate({ linkToken, password: person.password })
    expect(account.user.id).toBe(user.id)
    expect(await refusalOf(visitor().api.auth.github.link.mutate({ linkToken, password: person.password }))).toBe('auth.link_invalid')
    expect(await signIn(visitor())).toMatchObject({ outcome: 'signed_in', account: { user: { id: user.id } } })
  })

  it('trusts no address that GitHub has not verified', async () => {
    const person = await buyer()
    github.person = somebody(person.account.user.email, false)
    expect(await refusalOf(signIn(visitor()))).toBe('github.no_verified_email')
    github.person = somebody(null)
    expect(await refusalOf(signIn(visitor()))).toBe('github.no_verified_email')
  })

  it('is linked by somebody who is signed in, unless it is another’s, and taken off again', async () => {
    const [one, two] = [await buyer(), await buyer()]
    github.person = somebody(`linked-${dialect}@example.test`)
    const session = one.session()
    expect(await linkSignedIn(one)).toMatchObject({ user: { id: one.account.user.id } })
    expect(one.session(), 'they go on in the session they were in').toBe(session)
    expect(await signIn(one)).toMatchObject({ outcome: 'linked', account: { user: { id: one.account.user.id } } })
    expect(await refusalOf(signIn(two))).toBe('github.linked_elsewhere')
    expect(await subjectsTo(one)).toEqual(['GitHub was linked to your account'])
    await one.api.auth.github.unlink.mutate()
    expect(await subjectsTo(one)).toEqual(['GitHub was linked to your account', 'GitHub is no longer linked to your account'])
    expect(await one.api.auth.methods.query()).toEqual({ hasPassword: true, github: null })
    // Somebody without a password cannot take away their only way in.
    github.person = somebody(`only-${dialect}@example.test`)
    const only = visitor()
    await signIn(only)
    expect(await refusalOf(only.api.auth.github.unlink.mutate())).toBe('auth.password_required')
  })

  it('is not linked by a session alone, whoever has got hold of it', async () => {
    const person = await buyer()
    github.person = somebody(`stranger-${dialect}@example.test`)
    const outcome = await signIn(person)
    if (outcome.outcome !== 'proof_needed') throw new Error(`It came to ${outcome.outcome}`)
    expect(outcome.email).toBe(person.account.user.email)
    const { linkToken } = outcome
    expect(await refusalOf(person.api.auth.github.link.mutate({ linkToken, password: 'a wrong guess' }))).toBe('auth.wrong_credentials')
    expect(await db.$count(identities, eq(identities.userId, person.account.user.id))).toBe(0)
    expect(await subjectsTo(person)).toEqual([])
  })

  it('is taken off by a new password from a mail, but never from an account that was made with it', async () => {
    const person = await buyer()
    github.person = somebody(`guest-${dialect}@example.test`)
    await linkSignedIn(person)
    await resetByMail(person.account.user.email)
    expect(await db.$count(identities, eq(identities.userId, person.account.user.id))).toBe(0)
    expect((await signIn(visitor())).outcome, 'it opens nothing of theirs any more').toBe('signed_in')
    const made = somebody(`made-${dialect}@example.test`)
    github.person = made
    await signIn(visitor())
    await resetByMail(`made-${dialect}@example.test`)
    const back = visitor()
    await signIn(back)
    expect(await back.api.auth.methods.query()).toEqual({ hasPassword: true, github: { login: made.login } })
  })

  it('is never linked by a key, nor finished with a state that is no state', async () => {
    const person = await buyer()
    const { secret } = await person.api.auth.apiKeys.create.mutate({ name: 'Narrow', permissions: ['task:read'] })
    github.person = somebody(`thief-${dialect}@example.test`)
    const browser = visitor()
    const { code, state } = await goThere(browser)
    const headers = { authorization: `Bearer ${secret}`, cookie: browser.cookie() ?? '', 'content-type': 'application/json' }
    const answer = await fetch(`${person.origin}/api/v1/auth/github/finish`, { method: 'POST', headers, body: JSON.stringify({ code, state }) })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'auth.forbidden'])
    expect(await person.api.auth.methods.query()).toMatchObject({ github: null })
    expect(await refusalOf(browser.api.auth.github.finish.mutate({ code: 'x', state: 'é'.repeat(43) }))).toBe('github.state_mismatch')
  })

  it('says so when GitHub is away or answers nonsense', async () => {
    const browser = visitor()
    const { code, state } = await goThere(browser)
    github.mood = 'failing'
    expect(await refusalOf(browser.api.auth.github.finish.mutate({ code, state }))).toBe('github.unreachable')
    github.mood = 'babbling'
    expect(await refusalOf(browser.api.auth.github.finish.mutate({ code, state }))).toBe('github.unreachable')
    github.mood = 'well'
    expect(await refusalOf(browser.api.auth.github.finish.mutate({ code, state }))).toBeUndefined()
  })

  it('returns to our own pages only', async () => {
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 'orders']) {
      expect(await refusalOf(visitor().api.auth.github.begin.mutate({ returnTo }))).toBe('input.invalid')
    }
  })
})

describe('Without GitHub set up', async () => {
  const { visitor, close } = await world('sqlite')
  afterAll(close)

  it('it is not offered, and says so when asked for', async () => {
    expect(await visitor().api.auth.github.offered.query()).toEqual({ github: false })
    expect(await refusalOf(visitor().api.auth.github.begin.mutate({}))).toBe('github.not_configured')
  })
})
