import type { Account, Locale, PlatformRole, SignIn, SignUp, UpdateProfile } from '@pantheon/contract'
import { type Db, isUniqueViolation, type Tx } from '@pantheon/db'
import { type Actor, by, type Clock, Failure, fail, mintScope, newId, type Origin, orFail, type Scope } from '@pantheon/kernel'
import type { Actors } from '../access/actors.ts'
import { networkOf } from '../access/network.ts'
import { verificationLetter } from '../mail/letters.ts'
import type { Mailbox } from '../mail/mailbox.ts'
import { toOrganization } from '../organizations/organization.ts'
import { isBuiltInKey } from '../roles/role.ts'
import { findHomeOrganization, isMemberOf } from '../sessions/session.repo.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { LimitState, Throttle } from '../throttle/throttle.port.ts'
import { TokenExpired } from '../tokens/access-token.ts'
import { countAccounts, findOrganization, findRoleName, findUser, findUserByEmail, insertUser, type UserRow, updateUser } from './account.repo.ts'
import type { DeviceCookies } from './device-cookie.ts'
import { deleteOverTokens, makeOneTimeToken, useOneTimeToken } from './one-time-token.repo.ts'
import type { PasswordGate } from './password-gate.ts'
import { requireUncommon } from './password-rules.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { hashSecret } from './secrets.ts'

const verificationMs = 3 * 86_400_000

export interface AccountsDeps {
  db: Db
  clock: Clock
  sessions: Sessions
  actors: Pick<Actors, 'ofSession'>
  gate: PasswordGate
  devices: DeviceCookies
  mailbox: Pick<Mailbox, 'put'>
  throttle: Throttle
  /** Where people reach the site; links in mails start with it. */
  publicUrl: string
}

/** Somebody new: how they prove themselves is a password, or an address that GitHub has verified. */
export interface Newcomer {
  email: string
  name: string
  locale: Locale
  passwordHash: string | null
  isEmailVerified: boolean
}

/** The request somebody signs in with. */
export interface SignInRequest {
  origin: Origin
  deviceCookie: string | undefined
  /** The session the browser had until now; it ends, so that nobody goes on in a session they were given. */
  previous: string | undefined
  /** Is told how the limit on wrong passwords stands afterwards. */
  tellLimit?: ((state: LimitState) => void) | undefined
}
/** Who signs in; with the password's hash as it was checked, when it was by password. */
export interface Person {
  id: string
  passwordHash?: string | null
}
/** What a sign-in answers: the account and the cookies that make the browser theirs. */
export interface SignedIn {
  account: Account
  cookies: string[]
}

const toUser = ({ id, email, name, role, locale, emailVerifiedAt, createdAt, updatedAt }: UserRow): Account['user'] => ({
  id,
  email,
  name,
  role,
  locale,
  isEmailVerified: emailVerifiedAt !== null,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

/** Sign-up, sign-in, sign-out, "who am I", one's profile and e-mail. */
export const createAccounts = ({ db, clock, sessions, actors, gate, devices, mailbox, publicUrl, throttle }: AccountsDeps) => {
  const verificationLimit = throttle.limiter({ name: 'verification-mail', points: 5, windowSeconds: 600, maxBlockSeconds: 3600 })
  // Making an account costs a password's hash and a mail, and needs no account.
  const signUpLimit = throttle.limiter({ name: 'sign-up', points: 200, windowSeconds: 60, maxBlockSeconds: 600 })
  const all = db.as(mintScope(null))

  const sendVerification = async (tx: Tx, user: Pick<UserRow, 'id' | 'email' | 'name' | 'locale'>): Promise<void> => {
    const token = await makeOneTimeToken(tx, {
      purpose: 'email_verification',
      userId: user.id,
      payload: { email: user.email },
      at: clock.now(),
      lifeMs: verificationMs,
    })
    await mailbox.put(tx, user.email, verificationLetter(user.locale, { name: user.name, url: `${publicUrl}/verify-email?token=${token}` }))
  }

  /** Makes an account with a personal organization. */
  const insert = async (
    person: Newcomer,
    role: PlatformRole,
    origin?: Origin,
    more?: (tx: Tx, userId: string, organizationId: string) => Promise<void>,
  ): Promise<string> => {
    const at = clock.now()
    const [userId, organizationId] = [newId(), newId()]
    const { isEmailVerified, ...fields } = person
    const user = { id: userId, ...fields, role, emailVerifiedAt: isEmailVerified ? at : null, createdAt: at, updatedAt: at }
    try {
      await all.transaction(async (tx) => {
        await insertUser(tx, user, { id: organizationId, name: person.name })
        if (!isEmailVerified) await sendVerification(tx, user)
        await more?.(tx, userId, organizationId)
        tx.emit('user.registered', { organizationId, actorId: userId, origin: origin ?? null, data: { userId } })
      })
    } catch (error) {
      if (isUniqueViolation(error)) fail('auth.email_taken')
      throw error
    }
    return userId
  }

  const describe = async (actor: Actor): Promise<Account> => {
    const mine = db.as(actor.scope)
    const [user, organization, roleName] = await Promise.all([
      findUser(db, actor.userId),
      findOrganization(mine, actor.organizationId),
      isBuiltInKey(actor.role) ? actor.role : findRoleName(mine, actor.role),
    ])
    return {
      user: toUser(orFail(user, 'auth.required')),
      organization: toOrganization(orFail(organization, 'auth.required')),
      role: actor.role,
      roleName: roleName ?? actor.role,
      permissions: [...actor.permissions],
    }
  }

  /** Opens a new session for this browser and ends the one it had: nobody goes on in a session somebody else has seen. */
  const start = async ({ id: userId, passwordHash }: Person, { origin, previous }: SignInRequest): Promise<SignedIn> => {
    const { cookie, sessionId } = await sessions.openBrowser(userId, origin, passwordHash)
    const grant = orFail(await actors.ofSession(sessionId), 'auth.required')
    if (previous !== undefined) await sessions.endBySecret(previous, { actorId: userId, origin })
    return { account: await describe(grant.actor), cookies: [cookie, devices.make(userId)] }
  }

  /** The person these words belong to. Fails with `auth.wrong_credentials`, after the same time whether or not the account exists. */
  const identify = async (
    { email, password }: SignIn,
    { origin, deviceCookie, tellLimit }: Pick<SignInRequest, 'origin' | 'deviceCookie' | 'tellLimit'>,
  ): Promise<UserRow> => {
    const user = await findUserByEmail(db, email)
    const isRight = await gate.isRight({ account: email, known: user, password, origin, deviceCookie, tellLimit })
    return isRight && user && !user.deletedAt ? user : fail('auth.wrong_credentials')
  }

  return {
    /** Makes an account with a personal organization and signs it in. Fails with `auth.email_taken` or `auth.password_common`. */
    register: async ({ password, ...person }: SignUp, request: SignInRequest): Promise<SignedIn> => {
      requireUncommon(password, 'password')
      const wait = await signUpLimit.take(hashSecret(networkOf(request.origin.address)))
      if (wait > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(wait / 1000) })
      if (await findUserByEmail(db, person.email)) fail('auth.email_taken')
      const passwordHash = await hashPassword(password)
      const id = await insert({ ...person, passwordHash, isEmailVerified: false }, 'user', request.origin)
      return start({ id }, request)
    },
    insert,
    start,
    identify,

    /** Signs a browser in. Fails with `auth.wrong_credentials` or `auth.too_many_tries`. */
    login: async (input: SignIn, request: SignInRequest): Promise<SignedIn> => start(await identify(input, request), request),

    /** Who is signed in, or null; a key that may not read the account learns nothing of it either. */
    session: async (actor: Actor | null): Promise<Account | null> => (actor?.permissions.has('account:read') ? describe(actor) : null),

    /**
     * Ends the session the call came with, if it came with one: also by a token that is not good for anything else any more.
     * What there was to end, nobody learns.
     */
    logout: async (who: () => Promise<Actor | null>, origin: Origin): Promise<void> => {
      try {
        const actor = await who()
        if (actor?.sessionId !== undefined) await sessions.end(actor.userId, { only: actor.sessionId }, by(actor))
      } catch (error) {
        if (error instanceof TokenExpired) await sessions.endOwn(error.sessionId, origin)
        else if (!(error instanceof Failure && error.kind === 'unauthenticated')) throw error
      }
    },
    describe,

    /** Goes on in another organization of one's own, in the same session. Fails with `organization.not_found`. */
    switchTo: async (actor: Actor, { id }: { id: string }): Promise<Account> => {
      if (!(await isMemberOf(all, actor.userId, id))) fail('organization.not_found')
      await sessions.move(actor, id)
      const { actor: there } = orFail(await actors.ofSession(actor.sessionId ?? ''), 'auth.required')
      return describe(there)
    },

    updateProfile: async (actor: Actor, change: UpdateProfile): Promise<Account> => {
      await db.as(actor.scope).transaction(async (tx) => {
        const { name, locale } = orFail(await findUser(tx, actor.userId), 'auth.required')
        const after = { name: change.name ?? name, locale: change.locale ?? locale }
        await updateUser(tx, actor.userId, { ...after, updatedAt: clock.now() })
        tx.emit('user.profile_changed', { ...by(actor), data: { userId: actor.userId }, before: { name, locale }, after })
      })
      return describe(actor)
    },

    /** Sends the verification mail once more; nothing happens when the e-mail is verified already. */
    resendVerification: async (actor: Actor): Promise<void> => {
      const wait = await verificationLimit.take(actor.userId)
      if (wait > 0) fail('auth.too_many_tries', { retryAfterSeconds: Math.ceil(wait / 1000) })
      const user = orFail(await findUser(db, actor.userId), 'auth.required')
      if (!user.emailVerifiedAt) await db.transaction((tx) => sendVerification(tx, user))
    },
    /** Takes the secret of a verification mail. Fails with `auth.link_invalid` when it was used, is over, or the e-mail is another by now. */
    verifyEmail: async ({ token }: { token: string }, origin: Origin): Promise<void> => {
      await all.transaction(async (tx) => {
        const { userId, payload } = orFail(await useOneTimeToken(tx, 'email_verification', token, clock.now()), 'auth.link_invalid')
        const user = await findUser(tx, userId)
        if (!user || user.email !== payload.email) return fail('auth.link_invalid')
        await updateUser(tx, userId, { emailVerifiedAt: clock.now(), updatedAt: clock.now() })
        tx.emit('user.email_verified', { organizationId: (await findHomeOrganization(tx, userId)) ?? null, actorId: userId, origin, data: { userId } })
      })
    },

    /** Forgets links that are over. */
    dropOver: (): Promise<void> => deleteOverTokens(db, clock.now()),

    /** How to write to somebody. Fails with `auth.required` when they are gone. */
    contact: async (userId: string): Promise<{ email: string; locale: UserRow['locale'] }> => {
      const { email, locale } = orFail(await findUser(db, userId), 'auth.required')
      return { email, locale }
    },

    /** How many people and organizations a scope sees. */
    count: (scope: Scope) => countAccounts(db.as(scope), scope),

    /** Makes sure an account exists with this password and role; for demo data. Its id. */
    ensure: async ({ password, ...person }: SignUp, role: PlatformRole): Promise<string> => {
      const known = await findUserByEmail(db, person.email)
      if (!known) return insert({ ...person, passwordHash: await hashPassword(password), isEmailVerified: true }, role)
      if (!(await verifyPassword(known.passwordHash, password)) || known.role !== role) {
        await updateUser(db, known.id, { passwordHash: await hashPassword(password), role, updatedAt: clock.now() })
      }
      return known.id
    },
  }
}
export type Accounts = ReturnType<typeof createAccounts>
