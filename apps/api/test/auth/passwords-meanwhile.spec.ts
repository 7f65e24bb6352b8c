import { createHash, randomUUID } from 'node:crypto'
import {
  createAccountDeletion,
  createAccounts,
  createDeviceCookies,
  createGithubSignIn,
  createKeyRing,
  createMailLimits,
  createPasswords,
} from '@pantheon/auth'
import { eq } from '@pantheon/db'
import { dialects } from '@pantheon/db/testing'
import { Failure } from '@pantheon/kernel'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { refusalOf, type SignedInCaller, world } from '../../src/testing/index.ts'

const newPassword = 'the owner has it back'
const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex')
const codeOf = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: unknown) => (error instanceof Failure ? error.code : Promise.reject(error)),
  )
const nothing = async (): Promise<void> => {}

/**
 * A password is checked before the transaction that acts on it, because checking takes long. Here something happens in
 * between, every time.
 */
describe.each(dialects)('What happens while a password is being checked, on %s', async (dialect) => {
  const here = await world(dialect, { env: { PUBLIC_URL: 'https://shop.example' } })
  const { visitor, buyer, system, db } = here
  afterAll(here.close)
  const { identities, oneTimeTokens, users } = db.tables
  const { access, actors, sessions, mailbox } = system.services

  let meanwhile = nothing
  beforeEach(() => {
    meanwhile = nothing
  })
  const passwordGuard = {
    isRight: async (): Promise<boolean> => {
      await meanwhile()
      return true
    },
  }
  const limiter = { state: async () => ({ quota: 1, windowSeconds: 1, left: 1, moreInMs: 0 }), take: async () => 0, giveBack: nothing, clear: nothing }
  const throttle = {
    name: 'none',
    isEmbedded: true,
    limiter: () => limiter,
    bucket: () => ({ take: () => Promise.reject(new Error('unused')) }),
    close: nothing,
  }
  const mailLimits = createMailLimits({ throttle, mailbox, signUpsPerAddress: 1 })
  const shared = {
    db: system.db,
    clock: { now: () => new Date() },
    sessions,
    access,
    mailbox,
    mailLimits,
    passwordGuard,
    throttle,
    publicUrl: 'https://shop.example',
  }
  const logger = { info: () => {}, warn: () => {}, error: () => {} }
  const passwords = createPasswords({ ...shared, logger })
  const deleteAccount = createAccountDeletion(shared)
  const devices = createDeviceCookies({ keys: createKeyRing([{ kid: 'test', secret: 'k'.repeat(32) }]), isSecure: false })
  const signIn = createGithubSignIn({ ...shared, accounts: createAccounts({ ...shared, actors, devices }), github: undefined, isSecure: false })

  const origin = { address: '192.0.2.1', userAgent: '', requestId: 'r' }
  const request = { origin, deviceCookie: undefined, previous: undefined, isBrowser: true }
  const actorOf = async (person: SignedInCaller) => (await actors.ofSession(hashed(person.session() ?? '')))!.actor
  /** Gets the account back with a mail, as its owner does. */
  const reset = async (person: SignedInCaller): Promise<void> => {
    const { email } = person.account.user
    await visitor().api.auth.password.forgot.mutate({ email })
    await system.services.passwords.idle()
    const mail = (await mailbox.latest(50)).find(({ to, text }) => to === email && text.includes('/reset-password'))
    const [, token = ''] = /reset-password\?token=([\w-]+)/.exec(mail?.text ?? '') ?? []
    await visitor().api.auth.password.reset.mutate({ token, newPassword })
  }
  /** What somebody has who came back from GitHub with the person's address. */
  const proofFor = async (person: SignedInCaller, secret: string = randomUUID()): Promise<string> => {
    const [userId, createdAt] = [person.account.user.id, new Date()]
    const payload = { subject: secret, login: 'octo' }
    const expiresAt = new Date(createdAt.getTime() + 600_000)
    await db.insert(oneTimeTokens).values({ id: randomUUID(), purpose: 'github_link', userId, payload, secretHash: hashed(secret), createdAt, expiresAt })
    return secret
  }
  /** Whoever knows the password that the reset has set, and nobody else, gets in. */
  const expectItToStand = async (person: SignedInCaller): Promise<void> => {
    const { email } = person.account.user
    expect((await visitor({ address: '198.51.100.9' }).rest('POST', '/auth/session', { email, password: newPassword })).status).toBe(200)
    expect(await refusalOf(person.api.auth.me.query())).toBe('auth.required')
  }

  it('a thief’s change of the password does not undo a reset', async () => {
    const person = await buyer()
    const actor = await actorOf(person)
    meanwhile = () => reset(person)
    expect(await codeOf(passwords.change(actor, { currentPassword: person.password, newPassword: 'the thief’s own' }, request))).toBe('auth.required')
    await expectItToStand(person)
  })

  it('a change does not go through in a session that was ended, nor on top of another change', async () => {
    const person = await buyer()
    const actor = await actorOf(person)
    meanwhile = () => sessions.end(actor.userId, {}, { actorId: actor.userId, origin: null }).then(() => undefined)
    expect(await codeOf(passwords.change(actor, { currentPassword: person.password, newPassword }, request))).toBe('auth.required')
    const program = await buyer()
    const own = await actorOf(program)
    meanwhile = async () => {
      await db.update(users).set({ passwordHash: 'changed by another request of the same program' }).where(eq(users.id, own.userId))
    }
    expect(await codeOf(passwords.change(own, { currentPassword: program.password, newPassword }, request))).toBe('auth.wrong_password')
  })

  it('a thief does not delete the account that its owner has just got back', async () => {
    const person = await buyer()
    const actor = await actorOf(person)
    meanwhile = () => reset(person)
    expect(await codeOf(deleteAccount(actor, { confirmation: person.password }, request))).toBe('auth.required')
    await expectItToStand(person)
  })

  it('a GitHub account is not linked by the password of before, whether signed in or not', async () => {
    for (const isSignedIn of [true, false]) {
      const person = await buyer()
      const actor = isSignedIn ? await actorOf(person) : null
      const linkToken = await proofFor(person)
      meanwhile = async () => {
        await reset(person)
        await proofFor(person, linkToken) // the reset took it away as well, and must not have to
      }
      const code = await codeOf(signIn.proveAndLink({ linkToken, password: person.password }, actor, request))
      expect(code).toBe(isSignedIn ? 'auth.required' : 'auth.wrong_credentials')
      expect(await db.$count(identities, eq(identities.userId, person.account.user.id))).toBe(0)
      await expectItToStand(person)
    }
  })
})
