import type { Account, Locale, PlatformRole, SignIn, SignUp, UpdateProfile, UserState } from '@pantheon/contract'
import { type Db, isUniqueViolation, type Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, Failure, fail, newId, type Origin, orFail, type Scope, systemScope } from '@pantheon/kernel'
import type { Actors } from '../access/actors.ts'
import type { Accounts, Person, SignedIn, SignInRequest } from '../auth.types.ts'
import { verificationEmail } from '../mail/emails.ts'
import type { MailLimits } from '../mail/mail-limits.ts'
import type { Mailbox } from '../mail/mailbox.ts'
import { toOrganization } from '../organizations/organization.ts'
import { isBuiltInKey } from '../roles/role.ts'
import { findDefaultOrganization, isMemberOf } from '../sessions/session.repo.ts'
import type { SessionsInternals } from '../sessions/sessions.ts'
import { TokenExpired } from '../tokens/access-token.ts'
import { countAccounts, findOrganization, findRoleName, findUser, findUserByEmail, insertUser, type UserRow, updateUser } from './account.repo.ts'
import type { DeviceCookies } from './device-cookie.ts'
import { deleteExpiredTokens, makeOneTimeToken, useOneTimeToken } from './one-time-token.repo.ts'
import type { PasswordGuard } from './password-guard.ts'
import { requireUncommon } from './password-rules.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

const verificationMs = 3 * 86_400_000

export interface AccountsDeps {
  db: Db
  clock: Clock
  sessions: SessionsInternals
  actors: Pick<Actors, 'ofSession'>
  passwordGuard: PasswordGuard
  devices: DeviceCookies
  mailbox: Pick<Mailbox, 'put'>
  mailLimits: Pick<MailLimits, 'requireVerification'>
  /** Base URL of the site, for links in mails. */
  publicUrl: string
}

/** A new account, proven by a password or by an address that GitHub has verified. */
export interface Newcomer {
  email: string
  name: string
  locale: Locale
  passwordHash: string | null
  isEmailVerified: boolean
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

/** `Accounts` plus methods for the rest of the server. */
export interface AccountsInternals extends Accounts {
  /** Creates an account with a personal organization. */
  insert(person: Newcomer, role: PlatformRole, origin?: Origin, more?: (tx: Tx, userId: string, organizationId: string) => Promise<void>): Promise<string>
  /** Opens a new session for this browser and ends its previous one, which somebody else may have seen (session fixation). */
  start(person: Person, request: SignInRequest): Promise<SignedIn>
  /** As in `Accounts`, but with the whole row. */
  identify(input: SignIn, request: Pick<SignInRequest, 'origin' | 'deviceCookie' | 'onLimit'>): Promise<UserRow>
  /** Deletes expired one-time links. */
  dropExpiredTokens(): Promise<void>
  /** E-mail and language of a user. Fails with `auth.required` when the account was deleted. */
  contact(userId: string): Promise<{ email: string; locale: UserRow['locale'] }>
  /** Number of users and organizations in a scope. */
  count(scope: Scope): Promise<UserState>
  /** Ensures that an account exists with this password and role; for demo data. Resolves to its id. */
  ensure(input: SignUp, role: PlatformRole): Promise<string>
}

/** Sign-up, sign-in, sign-out, the current session, profile and e-mail. */
export const createAccounts = ({ db, clock, sessions, actors, passwordGuard, devices, mailbox, publicUrl, mailLimits }: AccountsDeps): AccountsInternals => {
  const all = db.as(systemScope)

  const sendVerification = async (tx: Tx, user: Pick<UserRow, 'id' | 'email' | 'name' | 'locale'>): Promise<void> => {
    const token = await makeOneTimeToken(tx, {
      purpose: 'email_verification',
      userId: user.id,
      payload: { email: user.email },
      at: clock.now(),
      lifeMs: verificationMs,
    })
    await mailbox.put(tx, user.email, verificationEmail(user.locale, { url: `${publicUrl}/verify-email?token=${token}` }))
  }

  const insert = async (
    person: Newcomer,
    role: PlatformRole,
    origin?: Origin,
    more?: (tx: Tx, userId: string, organizationId: string) => Promise<void>,
  ): Promise<string> => {
    const at = clock.now()
    const [userId, organizationId] = [newId(clock.now()), newId(clock.now())]
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

  const start = async ({ id: userId, passwordHash }: Person, { origin, previous }: SignInRequest): Promise<SignedIn> => {
    const { cookie, sessionId } = await sessions.openBrowser(userId, origin, passwordHash)
    const grant = orFail(await actors.ofSession(sessionId), 'auth.required')
    if (previous !== undefined) await sessions.endBySecret(previous, { actorId: userId, origin })
    return { account: await describe(grant.actor), cookies: [cookie, devices.make(userId)] }
  }

  const identify = async (
    { email, password }: SignIn,
    { origin, deviceCookie, onLimit }: Pick<SignInRequest, 'origin' | 'deviceCookie' | 'onLimit'>,
  ): Promise<UserRow> => {
    const user = await findUserByEmail(db, email)
    const isRight = await passwordGuard.isRight({ account: email, known: user, password, origin, deviceCookie, onLimit })
    return isRight && user && !user.deletedAt ? user : fail('auth.wrong_credentials')
  }

  const ensure = async ({ password, ...person }: SignUp, role: PlatformRole): Promise<string> => {
    const known = await findUserByEmail(db, person.email)
    if (!known) {
      try {
        return await insert({ ...person, passwordHash: await hashPassword(password), isEmailVerified: true }, role)
      } catch (error) {
        if (error instanceof Failure && error.code === 'auth.email_taken') return ensure({ password, ...person }, role) // another process created it first
        throw error
      }
    }
    if (!(await verifyPassword(known.passwordHash, password)) || known.role !== role) {
      await updateUser(db, known.id, { passwordHash: await hashPassword(password), role, updatedAt: clock.now() })
    }
    return known.id
  }

  return {
    register: async ({ password, ...person }: SignUp, request: SignInRequest): Promise<SignedIn> => {
      requireUncommon(password, 'password')
      await mailLimits.requireVerification(person.email, request.origin)
      if (await findUserByEmail(db, person.email)) fail('auth.email_taken')
      const passwordHash = await hashPassword(password)
      const id = await insert({ ...person, passwordHash, isEmailVerified: false }, 'user', request.origin)
      return start({ id }, request)
    },
    insert,
    start,
    identify,

    login: async (input: SignIn, request: SignInRequest): Promise<SignedIn> => start(await identify(input, request), request),

    session: async (actor: Actor | null): Promise<Account | null> => (actor?.permissions.has('account:read') ? describe(actor) : null),

    logout: async (who: () => Promise<Actor | null>, origin: Origin): Promise<void> => {
      try {
        const actor = await who()
        if (actor?.sessionId !== undefined) await sessions.end(actor.userId, { only: actor.sessionId }, actorFields(actor))
      } catch (error) {
        if (error instanceof TokenExpired) await sessions.endOwn(error.sessionId, origin)
        else if (!(error instanceof Failure && error.kind === 'unauthenticated')) throw error
      }
    },
    describe,

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
        tx.emit('user.profile_changed', { ...actorFields(actor), data: { userId: actor.userId }, before: { name, locale }, after })
      })
      return describe(actor)
    },

    resendVerification: async (actor: Actor, origin: Origin): Promise<void> => {
      const user = orFail(await findUser(db, actor.userId), 'auth.required')
      if (user.emailVerifiedAt) return
      await mailLimits.requireVerification(user.email, origin)
      await db.transaction((tx) => sendVerification(tx, user))
    },
    verifyEmail: async ({ token }: { token: string }, origin: Origin): Promise<void> => {
      await all.transaction(async (tx) => {
        const { userId, payload } = orFail(await useOneTimeToken(tx, 'email_verification', token, clock.now()), 'auth.link_invalid')
        const user = await findUser(tx, userId)
        if (!user || user.email !== payload.email) return fail('auth.link_invalid')
        await updateUser(tx, userId, { emailVerifiedAt: clock.now(), updatedAt: clock.now() })
        tx.emit('user.email_verified', { organizationId: (await findDefaultOrganization(tx, userId)) ?? null, actorId: userId, origin, data: { userId } })
      })
    },

    dropExpiredTokens: (): Promise<void> => deleteExpiredTokens(db, clock.now()),

    contact: async (userId: string): Promise<{ email: string; locale: UserRow['locale'] }> => {
      const { email, locale } = orFail(await findUser(db, userId), 'auth.required')
      return { email, locale }
    },

    count: (scope: Scope) => countAccounts(db.as(scope), scope),

    ensure,
  }
}
