import type { ChangePassword, ForgotPassword, ResetPassword } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, type Logger, type Origin, orFail, systemScope, yieldToEventLoop } from '@pantheon/kernel'
import type { AccessChange } from '../access/access-bus.port.ts'
import { networkOf } from '../access/network.ts'
import type { ChangeRequest, Passwords } from '../auth.types.ts'
import { deleteGithubOf } from '../github/identity.repo.ts'
import { endKeysOf } from '../keys/end-keys.ts'
import { passwordChangedEmail, passwordResetDoneEmail, passwordResetEmail } from '../mail/emails.ts'
import { type MailLimits, mailboxKey } from '../mail/mail-limits.ts'
import type { Mailbox } from '../mail/mailbox.ts'
import { deleteSessions, type EndedSession, findDefaultOrganization } from '../sessions/session.repo.ts'
import type { SessionsInternals } from '../sessions/sessions.ts'
import type { Throttle } from '../throttle/throttle.port.ts'
import { deleteChatLinksOf, findUser, findUserByEmail, lockUser, type UserRow, updateUser } from './account.repo.ts'
import { lockActor } from './lock-actor.ts'
import { deleteTokensOf, findOneTimeToken, makeOneTimeToken, useOneTimeToken } from './one-time-token.repo.ts'
import type { PasswordGuard } from './password-guard.ts'
import { requireUncommon } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { hashSecret } from './secrets.ts'

const resetMs = 30 * 60_000

export interface PasswordsDeps {
  db: Db
  clock: Clock
  logger: Logger
  sessions: SessionsInternals
  passwordGuard: PasswordGuard
  throttle: Throttle
  mailbox: Pick<Mailbox, 'put'>
  mailLimits: Pick<MailLimits, 'emailTo' | 'mayWriteTo'>
  publicUrl: string
  access: { changed(change: AccessChange): void }
}

/** `Passwords` plus methods for the rest of the server. */
export interface PasswordsInternals extends Passwords {
  /** Resolves when every requested mail has been enqueued. */
  idle(): Promise<void>
}

/** Changes and resets passwords. */
export const createPasswords = ({
  db,
  clock,
  logger,
  sessions,
  passwordGuard,
  throttle,
  mailbox,
  mailLimits,
  publicUrl,
  access,
}: PasswordsDeps): PasswordsInternals => {
  const all = db.as(systemScope)
  // By network, against requests for many addresses; by mailbox, so that none is flooded. A link stays valid for longer than the second window, so
  // a user who is refused has a valid one in the mailbox.
  const byNetwork = throttle.limiter({ name: 'password-mail-network', points: 5, windowSeconds: 60, maxBlockSeconds: 3600 })
  const byMailbox = throttle.limiter({ name: 'password-mail-mailbox', points: 5, windowSeconds: 25 * 60, maxBlockSeconds: 25 * 60 })
  const pending = new Set<Promise<void>>()

  const sendReset = (user: UserRow): Promise<void> =>
    all.transaction(async (tx) => {
      const token = await makeOneTimeToken(tx, { purpose: 'password_reset', userId: user.id, at: clock.now(), lifeMs: resetMs })
      await mailbox.put(tx, user.email, passwordResetEmail(user.locale, { url: `${publicUrl}/reset-password?token=${token}` }))
    })

  const answerForgotten = async (email: string, origin: Origin): Promise<void> => {
    await yieldToEventLoop() // respond first
    if ((await byNetwork.take(hashSecret(networkOf(origin.address)))) > 0) return
    const user = await findUserByEmail(db, email)
    if (!user || user.deletedAt || (await byMailbox.take(mailboxKey(user.email))) > 0) return
    if (await mailLimits.mayWriteTo(user)) await sendReset(user)
  }

  /** Ends everything that gives access to the account except its new password. Resolves to the ended sessions. */
  const revokeAccess = async (tx: Tx, { id: userId, passwordHash }: UserRow, organizationId: string | null, origin: Origin): Promise<EndedSession[]> => {
    await deleteTokensOf(tx, userId)
    await endKeysOf(tx, userId, clock.now(), origin)
    await deleteChatLinksOf(tx, userId)
    // An account that never had a password was created with its GitHub identity, which cannot be exchanged, so no attacker added it.
    const isGithubTheirs = passwordHash === null
    if (!isGithubTheirs && (await deleteGithubOf(tx, userId))) tx.emit('user.github_unlinked', { organizationId, actorId: userId, origin, data: { userId } })
    const gone = await deleteSessions(tx, userId, {})
    sessions.announce(tx, gone, userId, { actorId: userId, origin })
    return gone
  }

  return {
    change: async (actor: Actor, { currentPassword, newPassword }: ChangePassword, request: ChangeRequest): Promise<{ cookies: string[] }> => {
      const { origin, deviceCookie, isBrowser } = request
      const user = orFail(await findUser(db, actor.userId), 'auth.required')
      if (user.passwordHash === null) fail('auth.password_required')
      if (!(await passwordGuard.isRight({ account: user.email, known: user, password: currentPassword, origin, deviceCookie }))) fail('auth.wrong_password')
      requireUncommon(newPassword, 'newPassword')
      const passwordHash = await hashPassword(newPassword)
      const write = await mailLimits.emailTo(user)
      const ended = await all.transaction(async (tx) => {
        await lockActor(tx, actor, user, () => fail('auth.wrong_password'))
        await updateUser(tx, user.id, { passwordHash, updatedAt: clock.now() })
        await deleteTokensOf(tx, user.id, 'password_reset')
        const gone = await deleteSessions(tx, user.id, isBrowser ? {} : { except: actor.sessionId })
        sessions.announce(tx, gone, user.id, actorFields(actor))
        await write(tx, passwordChangedEmail(user.locale, { name: user.name, url: `${publicUrl}/forgot-password` }))
        tx.emit('user.password_changed', { ...actorFields(actor), data: { userId: user.id } })
        return gone
      })
      sessions.forget(ended)
      return { cookies: isBrowser ? [(await sessions.openBrowser(user.id, origin, passwordHash)).cookie] : [] }
    },

    forgot: async ({ email }: ForgotPassword, origin: Origin): Promise<void> => {
      await db.ready() // for every address alike: what fails later is not answered
      const work = answerForgotten(email, origin)
        .catch((err: unknown) => logger.error({ err }, 'a password reset could not be prepared'))
        .finally(() => pending.delete(work))
      pending.add(work)
    },

    reset: async ({ token, newPassword }: ResetPassword, origin: Origin): Promise<void> => {
      requireUncommon(newPassword, 'newPassword')
      // Before the hash, which is the most expensive step here.
      const { userId } = orFail(await findOneTimeToken(db, 'password_reset', token, clock.now()), 'auth.link_invalid')
      const passwordHash = await hashPassword(newPassword)
      const gone = await all.transaction(async (tx) => {
        const user = orFail(await lockUser(tx, userId), 'auth.link_invalid')
        orFail(await useOneTimeToken(tx, 'password_reset', token, clock.now()), 'auth.link_invalid')
        const now = clock.now()
        const organizationId = (await findDefaultOrganization(tx, userId)) ?? null
        await updateUser(tx, userId, { passwordHash, emailVerifiedAt: user.emailVerifiedAt ?? now, updatedAt: now })
        const gone = await revokeAccess(tx, user, organizationId, origin)
        await mailbox.put(tx, user.email, passwordResetDoneEmail(user.locale, { name: user.name, url: `${publicUrl}/forgot-password` }))
        tx.emit('user.password_reset', { organizationId, actorId: userId, origin, data: { userId } })
        return gone
      })
      sessions.forget(gone)
      access.changed({ userId })
    },

    idle: async (): Promise<void> => {
      await Promise.all(pending)
    },
  }
}
