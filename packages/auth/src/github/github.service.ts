import { timingSafeEqual } from 'node:crypto'
import { BeginGithub, cutText, type FinishGithub, type LinkGithub, type Locale, PersonName, type SignInMethods, toPlainLine } from '@pantheon/contract'
import { type Db, isUniqueViolation, type Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, newId, type Origin, orFail, systemScope } from '@pantheon/kernel'
import { z } from 'zod'
import { findUser, findUserByEmail, lockUser, type UserRow } from '../accounts/account.repo.ts'
import type { AccountsInternals } from '../accounts/accounts.service.ts'
import { lockActor } from '../accounts/lock-actor.ts'
import { findOneTimeToken, makeOneTimeToken, useOneTimeToken } from '../accounts/one-time-token.repo.ts'
import { newSecret } from '../accounts/secrets.ts'
import type { FinishedGithub, GithubSignIn, SignedIn, SignInRequest } from '../auth.types.ts'
import { githubCookieName } from '../cookie-names.ts'
import { githubLinkedEmail, githubUnlinkedEmail } from '../mail/account-emails.ts'
import type { MailLimits } from '../mail/mail-limits.ts'
import { findDefaultOrganization } from '../sessions/session.repo.ts'
import type { Github, GithubPerson } from './github.port.ts'
import { deleteGithubOf, findGithubOf, findIdentity, insertIdentity } from './identity.repo.ts'

const lifeMs = 10 * 60_000

export interface GithubSignInDeps {
  db: Db
  clock: Clock
  accounts: Pick<AccountsInternals, 'describe' | 'identify' | 'insert' | 'start'>
  /** Undefined when GitHub is not configured. */
  github: Github | undefined
  mailLimits: Pick<MailLimits, 'emailTo'>
  publicUrl: string
  isSecure: boolean
}

/** State of the flow, kept by the browser in a cookie; no other browser can finish it. */
const FlowState = BeginGithub.extend({ state: z.string(), codeVerifier: z.string() })

const isSame = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const readFlowState = (cookie: string | undefined): z.infer<typeof FlowState> => {
  try {
    return FlowState.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString('utf8')))
  } catch {
    return fail('github.state_mismatch')
  }
}

/**
 * Sign-in with GitHub: state and PKCE are checked against what this browser began. An existing account is never opened by a
 * matching address alone: GitHub is linked once with the account's password. A session is not enough for that, because a stolen
 * session would gain permanent access.
 */
export const createGithubSignIn = ({ db, clock, accounts, github, mailLimits, publicUrl, isSecure }: GithubSignInDeps): GithubSignIn => {
  const all = db.as(systemScope)
  const redirectUri = `${publicUrl}/sign-in/github`
  const cookieOf = (value: string, seconds: number): string =>
    `${githubCookieName}=${value}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`

  /** Fields shared by the mails about sign-in methods. */
  const facts = ({ name }: UserRow) => ({ name, url: `${publicUrl}/forgot-password` })

  const attach = async (user: UserRow, linkToken: string, origin: Origin | undefined, hold: (tx: Tx) => Promise<UserRow>): Promise<void> => {
    const userId = user.id
    const write = await mailLimits.emailTo(user)
    try {
      await all.transaction(async (tx) => {
        await hold(tx)
        const { payload } = orFail(await useOneTimeToken(tx, 'github_link', linkToken, clock.now()), 'auth.link_invalid')
        const { subject = '', login = '' } = payload
        await insertIdentity(tx, { id: newId(clock.now()), userId, subject, login, createdAt: clock.now() })
        await write(tx, githubLinkedEmail(user.locale, { ...facts(user), login }))
        announceLink(tx, userId, (await findDefaultOrganization(tx, userId)) ?? null, origin)
      })
    } catch (error) {
      if (isUniqueViolation(error)) fail('github.linked_elsewhere')
      throw error
    }
  }
  const announceLink = (tx: Tx, userId: string, organizationId: string | null, origin: Origin | undefined): void =>
    tx.emit('user.github_linked', { organizationId, actorId: userId, origin: origin ?? null, data: { userId } })

  const link = async (actor: Actor, person: GithubPerson, returnTo: string): Promise<FinishedGithub> => {
    // Adding a sign-in method is for the user, not for one of their API keys.
    if (!actor.permissions.has('account:manage')) fail('auth.forbidden', { permission: 'account:manage' })
    const known = await findIdentity(db, person.subject)
    if (known && known.userId !== actor.userId) fail('github.linked_elsewhere')
    if (known) return { outcome: { outcome: 'linked', account: await accounts.describe(actor), returnTo }, cookies: [] }
    const { email, passwordHash } = orFail(await findUser(db, actor.userId), 'auth.required')
    return passwordHash === null ? fail('auth.password_required') : needProof(actor.userId, email, person, returnTo)
  }

  const needProof = async (userId: string, email: string, { subject, login }: GithubPerson, returnTo: string): Promise<FinishedGithub> => {
    const linkToken = await db.transaction((tx) =>
      makeOneTimeToken(tx, { purpose: 'github_link', userId, payload: { subject, login }, at: clock.now(), lifeMs }),
    )
    return { outcome: { outcome: 'proof_needed', email, linkToken, returnTo }, cookies: [] }
  }

  const signIn = async (person: GithubPerson, returnTo: string, locale: Locale, request: SignInRequest): Promise<FinishedGithub> => {
    const signedIn = async (id: string): Promise<FinishedGithub> => {
      const { account, cookies } = await accounts.start({ id }, request)
      return { outcome: { outcome: 'signed_in', account, returnTo }, cookies }
    }
    const known = await findIdentity(db, person.subject)
    if (known) return signedIn(known.userId)
    const [email] = person.verifiedEmails
    if (email === undefined) return fail('github.no_verified_email')
    for (const address of person.verifiedEmails) {
      const user = await findUserByEmail(db, address)
      if (user) return needProof(user.id, user.email, person, returnTo)
    }
    const { subject, login } = person
    const name = PersonName.safeParse(cutText(toPlainLine(person.name), 120)).data ?? login
    const newcomer = { email, name, locale, passwordHash: null, isEmailVerified: true }
    const id = await accounts.insert(newcomer, 'user', request.origin, async (tx, userId, organizationId) => {
      await insertIdentity(tx, { id: newId(clock.now()), userId, subject, login, createdAt: clock.now() })
      announceLink(tx, userId, organizationId, request.origin)
    })
    return signedIn(id)
  }

  return {
    isOffered: github !== undefined,

    begin: ({ returnTo }: BeginGithub): { url: string; cookie: string } => {
      const [state, codeVerifier] = [newSecret(), newSecret()]
      const url = orFail(github, 'github.not_configured').authorizationUrl({ state, codeVerifier, redirectUri })
      const flowState = Buffer.from(JSON.stringify({ state, codeVerifier, returnTo })).toString('base64url')
      return { url: url.href, cookie: cookieOf(flowState, lifeMs / 1000) }
    },

    finish: async (
      { code, state, locale }: FinishGithub,
      actor: Actor | null,
      request: SignInRequest & { flowState: string | undefined },
    ): Promise<FinishedGithub> => {
      const flowState = readFlowState(request.flowState)
      if (!isSame(flowState.state, state)) fail('github.state_mismatch')
      const person = await orFail(github, 'github.not_configured').identify({ code, codeVerifier: flowState.codeVerifier, redirectUri })
      const done = actor ? await link(actor, person, flowState.returnTo) : await signIn(person, flowState.returnTo, locale, request)
      return { ...done, cookies: [...done.cookies, cookieOf('', 0)] }
    },

    proveAndLink: async ({ linkToken, password }: LinkGithub, actor: Actor | null, request: SignInRequest): Promise<SignedIn> => {
      const { userId } = orFail(await findOneTimeToken(db, 'github_link', linkToken, clock.now()), 'auth.link_invalid')
      const { email } = orFail(await findUser(db, userId), 'auth.link_invalid')
      const user = await accounts.identify({ email, password }, request)
      const wrong = (): never => fail('auth.wrong_credentials')
      if (actor?.userId === userId && actor.permissions.has('account:manage')) {
        await attach(user, linkToken, request.origin, (tx) => lockActor(tx, actor, user, wrong))
        return { account: await accounts.describe(actor), cookies: [] }
      }
      await attach(user, linkToken, request.origin, async (tx) => {
        const now = await lockUser(tx, userId)
        return now?.passwordHash === user.passwordHash ? now : wrong()
      })
      return accounts.start(user, request)
    },

    unlink: async (actor: Actor): Promise<void> => {
      const user = orFail(await findUser(db, actor.userId), 'auth.required')
      if (user.passwordHash === null) fail('auth.password_required')
      const write = await mailLimits.emailTo(user)
      await db.as(actor.scope).transaction(async (tx) => {
        if (!(await deleteGithubOf(tx, user.id))) return
        await write(tx, githubUnlinkedEmail(user.locale, facts(user)))
        tx.emit('user.github_unlinked', { ...actorFields(actor), data: { userId: user.id } })
      })
    },

    methods: async (actor: Actor): Promise<SignInMethods> => {
      const [user, identity] = await Promise.all([findUser(db, actor.userId), findGithubOf(db, actor.userId)])
      return { hasPassword: user?.passwordHash != null, github: identity ? { login: identity.login } : null }
    },
  }
}
