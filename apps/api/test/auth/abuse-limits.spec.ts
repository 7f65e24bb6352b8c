import { eq } from '@pantheon/db'
import { dialects, storyDialects } from '@pantheon/db/testing'
import { systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { courseInput, refusalOf, type SignedInCaller, type World, world } from '../../src/testing/index.ts'
import { bringIn } from '../support/organizations.ts'

const day = 86_400_000
const verify = async (w: World, { account }: SignedInCaller): Promise<void> => {
  const { users } = w.db.tables
  await w.db.update(users).set({ emailVerifiedAt: new Date() }).where(eq(users.id, account.user.id))
}
const generate = (caller: SignedInCaller) => caller.api.agents.jobs.generate.mutate({ type: 'course', input: courseInput })
const createOne = async (caller: SignedInCaller, name: string): Promise<string> => (await caller.api.organizations.create.mutate({ name })).id
const signInAgain = ({ api, account, password }: SignedInCaller) => api.auth.login.mutate({ email: account.user.email, password })
const invite = (caller: SignedInCaller, email: string) => caller.api.organizations.invitations.create.mutate({ email, role: 'member' })
const creditsOf = async (caller: SignedInCaller) => {
  const { balance, freeCredits, nextGrant } = await caller.api.business.credits.balance.query()
  return { balance, freeCredits, nextGrant }
}

describe.each(storyDialects)('What a person may have for nothing, on %s', (dialect) => {
  let w: World
  let shift = 0
  beforeAll(async () => {
    w = await world(dialect, { clock: { now: () => new Date(Date.now() + shift) }, env: { ORGANIZATIONS_PER_PERSON: '3' } })
  })
  afterAll(() => w.close())

  it('free credits come with a verified e-mail, in one organization of a person', async () => {
    const person = await w.newcomer()
    expect(await creditsOf(person)).toEqual({ balance: 0, freeCredits: 'email_unverified', nextGrant: 0 })
    expect(await refusalOf(generate(person))).toBe('credits.email_unverified')
    await verify(w, person)
    await generate(person)
    expect(await creditsOf(person)).toEqual({ balance: 9, freeCredits: 'given', nextGrant: 10 })

    await person.api.organizations.switch.mutate({ id: await createOne(person, 'Second') })
    expect(await creditsOf(person)).toEqual({ balance: 0, freeCredits: 'elsewhere', nextGrant: 0 })
    expect(await refusalOf(generate(person))).toBe('credits.elsewhere')
  })

  it('free credits go on in another organization when theirs is gone for good, from its next month on', async () => {
    const person = await w.buyer()
    await createOne(person, 'Second')
    await person.api.organizations.delete.mutate({ confirmation: person.account.organization.name })
    shift += 31 * day
    await w.system.services.organizations.purgeDeleted()
    await signInAgain(person)
    expect(await creditsOf(person)).toEqual({ balance: 0, freeCredits: 'given', nextGrant: 10 })
    shift += 31 * day
    await signInAgain(person)
    expect((await creditsOf(person)).balance).toBe(10)
  })

  it('free credits are a mailbox’s once a month, however often its account is deleted and made again', async () => {
    const spent = async (caller: SignedInCaller): Promise<void> => {
      const { credits } = w.system.services
      await creditsOf(caller)
      const { organization } = caller.account
      for (let n = 0; n < 10; n++)
        await w.system.db.as(systemScope).transaction((tx) => credits.reserve(tx, { jobId: `${organization.id}-${n}`, organizationId: organization.id }))
    }
    const comeBack = async (email: string): Promise<SignedInCaller> => {
      const caller = w.visitor({ address: '198.51.100.77' })
      const password = 'a horse of no battery'
      const account = await caller.api.auth.register.mutate({ email, password, name: 'Comes back' })
      const person = { ...caller, account, password }
      await verify(w, person)
      return person
    }
    const first = await comeBack('back.again@gmail.com')
    expect((await creditsOf(first)).balance).toBe(10)
    await spent(first)
    // While it lives, another address of the mailbox has none.
    const beside = await comeBack('backagain+2@gmail.com')
    expect(await creditsOf(beside)).toEqual({ balance: 0, freeCredits: 'elsewhere', nextGrant: 0 })
    await first.api.auth.deleteAccount.mutate({ confirmation: first.password })
    const { freeCreditHolders } = w.db.tables
    const kept = JSON.stringify(await w.db.select().from(freeCreditHolders))
    expect(kept).not.toContain('again')
    expect(kept).not.toContain(first.account.user.id)

    for (const email of ['back.again@gmail.com', 'BackAgain+x@googlemail.com']) {
      const again = await comeBack(email)
      expect(await creditsOf(again)).toEqual({ balance: 0, freeCredits: 'given', nextGrant: 10 })
      expect(await refusalOf(generate(again))).toBe('credits.exhausted')
      await again.api.auth.deleteAccount.mutate({ confirmation: again.password })
    }
    const last = await comeBack('back.again@gmail.com')
    shift += 31 * day
    await signInAgain(last)
    expect((await creditsOf(last)).balance).toBe(10)
    // The other address of the mailbox goes without as long as that one has them.
    await signInAgain(beside)
    expect(await creditsOf(beside)).toEqual({ balance: 0, freeCredits: 'elsewhere', nextGrant: 0 })
  })

  it('organizations are limited, however somebody comes to own one', async () => {
    const [owner, other] = [await w.buyer(), await w.buyer()]
    const { id: userId } = owner.account.user
    const second = await createOne(owner, 'Second')
    await createOne(owner, 'Third')
    expect(await refusalOf(createOne(owner, 'Fourth'))).toBe('organization.too_many')
    // By a role, and by a transfer.
    await bringIn(w, other, owner, 'member')
    expect(await refusalOf(other.api.organizations.members.setRole.mutate({ userId, role: 'owner' }))).toBe('organization.too_many')
    expect(await refusalOf(other.api.organizations.transfer.mutate({ userId }))).toBe('organization.too_many')
    // Deleted, and restored when there is another in its place.
    await owner.api.organizations.switch.mutate({ id: second })
    await owner.api.organizations.delete.mutate({ confirmation: 'Second' })
    await signInAgain(owner)
    await createOne(owner, 'Instead')
    expect(await refusalOf(owner.api.organizations.restore.mutate({ id: second }))).toBe('organization.too_many')
  })
})

describe.each(storyDialects)('Organizations that are made and deleted again, on %s', (dialect) => {
  it('are so many a day, and so are those that somebody is given for their last one', async () => {
    let shift = 0
    const w = await world(dialect, { clock: { now: () => new Date(Date.now() + shift) }, env: { ORGANIZATIONS_PER_DAY: '4' } })
    try {
      const owner = await w.buyer() // has one
      const remove = async () => {
        const { organization } = await owner.api.auth.me.query()
        return refusalOf(owner.api.organizations.delete.mutate({ confirmation: organization.name }))
      }
      const outcomes: unknown[] = []
      for (let n = 0; n < 5; n++) outcomes.push(await remove())
      expect(outcomes).toEqual([undefined, undefined, undefined, 'organization.too_many_today', 'organization.too_many_today'])
      const { status, body, headers } = await owner.rest('POST', '/organizations', { name: 'One more' })
      expect([status, body.code, body.details.limit]).toEqual([429, 'organization.too_many_today', 4])
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(86_000)
      expect(await w.db.$count(w.db.tables.organizations)).toBe(4)
      shift += day
      await signInAgain(owner)
      await createOne(owner, 'Tomorrow')
    } finally {
      await w.close()
    }
  })
})

describe.each(dialects)('Organizations made at once, on %s', (dialect) => {
  it('count each other', async () => {
    const w = await world(dialect, { env: { ORGANIZATIONS_PER_PERSON: '3' } })
    try {
      const owner = await w.buyer()
      const outcomes = await Promise.all(Array.from({ length: 5 }, (_, i) => refusalOf(createOne(owner, `Made ${i}`))))
      expect(outcomes.toSorted()).toEqual([...Array(3).fill('organization.too_many'), undefined, undefined])
    } finally {
      await w.close()
    }
  })
})

describe.each(storyDialects)('Invitations that somebody may send, on %s', (dialect) => {
  let w: World
  let shift = 0
  beforeAll(async () => {
    const env = { INVITATIONS_PER_PERSON: '3', INVITATIONS_PER_ORGANIZATION: '5', INVITATIONS_PER_ADDRESS: '6' }
    w = await world(dialect, { clock: { now: () => new Date(Date.now() + shift) }, env })
  })
  afterAll(() => w.close())

  it('are none with an unverified e-mail', async () => {
    const person = await w.newcomer()
    expect(await refusalOf(invite(person, 'stranger@example.test'))).toBe('auth.email_unverified')
    expect(await w.db.$count(w.db.tables.mails, eq(w.db.tables.mails.to, 'stranger@example.test'))).toBe(0)
  })

  it('are limited for 24 hours by person, organization and network; the answer says which, and until when', async () => {
    const [owner, admin] = [await w.buyer(), await w.buyer()]
    const refused = async (caller: SignedInCaller) => {
      const { status, body, headers } = await caller.rest('POST', '/invitations', { email: 'more@example.test', role: 'member' })
      return { status, code: body.code, details: { reason: body.details.reason, limit: body.details.limit }, wait: Number(headers.get('retry-after')) }
    }
    await bringIn(w, owner, admin, 'admin') // the first of the owner's three
    for (const n of [1, 2]) await invite(owner, `owner-${n}@example.test`)
    // What was withdrawn was sent all the same.
    const [latest] = (await owner.api.organizations.invitations.list.query()).items
    await owner.api.organizations.invitations.revoke.mutate({ id: latest?.id ?? '' })
    const byPerson = await refused(owner)
    expect(byPerson).toMatchObject({ status: 429, code: 'invitation.too_many_today', details: { reason: 'person', limit: 3 } })
    expect(byPerson.wait).toBeGreaterThan(86_000)
    for (const n of [1, 2]) await invite(admin, `admin-${n}@example.test`)
    expect(await refused(admin)).toMatchObject({ code: 'invitation.too_many_today', details: { reason: 'organization', limit: 5 } })
    // Another person of another organization, from the same network.
    const third = await w.buyer()
    await invite(third, 'third@example.test')
    expect(await refused(third)).toMatchObject({ code: 'invitation.too_many_today', details: { reason: 'address', limit: 6 } })
    // From elsewhere the person's own limit holds again, and is over after a day.
    const away = { ...owner, ...w.visitor({ address: '198.51.100.7' }) }
    await signInAgain(away)
    expect((await refused(away)).details).toEqual({ reason: 'person', limit: 3 })
    shift += day
    await invite(away, 'tomorrow@example.test')
  })
})

describe.each(storyDialects)('Mails that strangers have sent, on %s', (dialect) => {
  let w: World
  let place = 0
  beforeAll(async () => {
    w = await world(dialect, { env: { SIGN_UPS_PER_ADDRESS: '3' } })
  })
  afterAll(() => w.close())
  /** From a network nobody has asked from. */
  const somewhere = () => w.visitor({ address: `192.0.2.${++place}` })
  const person = (email: string) => ({ email, password: 'a horse of no battery', name: 'Mina', locale: 'en' as const })
  const mailsTo = (email: string): Promise<number> => w.db.$count(w.db.tables.mails, eq(w.db.tables.mails.to, email))

  it('to one mailbox end, whatever causes them, from however many networks, and whatever became of the accounts', async () => {
    const victims = ['victim@example.test', 'victim+1@example.test', 'VICTIM+2@example.test']
    let erased = 0 // mails go with the account that they were sent to
    const tour = async (email: string): Promise<void> => {
      const { api } = somewhere()
      const account = await api.auth.register.mutate(person(email))
      await api.auth.email.resend.mutate()
      await api.auth.apiKeys.create.mutate({ name: 'A key', permissions: ['order:read'], expiresInDays: null })
      await api.auth.password.forgot.mutate({ email: account.user.email })
      await w.system.services.passwords.idle()
      erased += await mailsTo(account.user.email)
      await api.auth.deleteAccount.mutate({ confirmation: 'a horse of no battery' })
    }
    const outcomes: unknown[] = []
    for (const email of victims) outcomes.push(await refusalOf(tour(email)))
    expect(outcomes).toEqual([undefined, 'auth.too_many_tries', 'auth.too_many_tries'])
    const kept = await Promise.all(victims.map((email) => mailsTo(email.toLowerCase())))
    expect(kept.reduce((all, count) => all + count, erased)).toBe(5)
  })

  it('with resets of a password go on being counted when the account was deleted and made again', async () => {
    const email = 'once@example.test'
    const { accounts, passwords } = w.system.services
    for (const round of [1, 2, 3]) {
      const id = await accounts.insert({ email, name: `Round ${round}`, locale: 'en', passwordHash: null, isEmailVerified: true }, 'user')
      for (let n = 0; n < 3; n++) await somewhere().api.auth.password.forgot.mutate({ email })
      await passwords.idle()
      await w.db
        .update(w.db.tables.users)
        .set({ email: `gone-${round}@example.test` })
        .where(eq(w.db.tables.users.id, id))
    }
    expect(await mailsTo(email)).toBe(5)
  })

  it('with invitations to one mailbox end, from however many organizations', async () => {
    const outcomes: unknown[] = []
    for (let n = 0; n < 22; n++) {
      const owner = await w.buyer()
      outcomes.push(await refusalOf(invite(owner, `wanted+${n}@example.test`)))
    }
    expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(20)
    expect(outcomes.slice(20)).toEqual(['auth.too_many_tries', 'auth.too_many_tries'])
  })

  it('to many mailboxes end too: sign-ups and mails that are sent again are counted by network, and the answer does not say whose address is known', async () => {
    const address = '198.51.100.20'
    const { account } = await w.buyer()
    const { rest, api } = w.visitor({ address })
    expect((await rest('POST', '/auth/register', person('first@example.test'))).status).toBe(201)
    await api.auth.login.mutate({ email: 'first@example.test', password: 'a horse of no battery' })
    await api.auth.email.resend.mutate()
    expect((await rest('POST', '/auth/register', person('second@example.test'))).status).toBe(201)
    const headers = { 'x-request-id': 'the-same-request' }
    const [known, unknown] = [
      await rest('POST', '/auth/register', person(account.user.email), headers),
      await rest('POST', '/auth/register', person('third@example.test'), headers),
    ]
    expect([known.status, known.body.code, Number(known.headers.get('retry-after')) > 3000]).toEqual([429, 'auth.too_many_tries', true])
    expect([unknown.status, unknown.body.code, unknown.body.title]).toEqual([known.status, known.body.code, known.body.title])
    expect(await mailsTo('third@example.test')).toBe(0)
  })
})
