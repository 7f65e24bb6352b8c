import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ChangePassword, ForgotPassword, ResetPassword } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, by, type Clock, fail, type Logger, mintScope, type Origin, orFail } from '@pantheon/kernel'
import type { AccessChange } from '../access/access-bus.port.ts'
import { networkOf } from '../access/network.ts'
import { deleteGithubOf } from '../github/identity.repo.ts'
import { endKeysOf } from '../keys/end-keys.ts'
import { passwordChangedLetter, passwordResetDoneLetter, passwordResetLetter } from '../mail/letters.ts'
import type { Mailbox } from '../mail/mailbox.ts'
import { deleteSessions, type EndedSession, findHomeOrganization } from '../sessions/session.repo.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Throttle } from '../throttle/throttle.port.ts'
import { deleteChatLinksOf, findUser, findUserByEmail, lockUser, type UserRow, updateUser } from './account.repo.ts'
import { holdPerson } from './hold-person.ts'
import { deleteTokensOf, findOneTimeToken, makeOneTimeToken, useOneTimeToken } from './one-time-token.repo.ts'
import type { PasswordGate } from './password-gate.ts'
import { requireUncommon } from './password-rules.ts'
import { hashPassword } from './passwords.ts'
import { hashSecret } from './secrets.ts'

const resetMs = 30 * 60_000

export interface PasswordsDeps {
  db: Db
  clock: Clock
  logger: Logger
  sessions: Sessions
  gate: PasswordGate
  throttle: Throttle
  mailbox: Pick<Mailbox, 'put'>
  publicUrl: string
  access: { changed(change: AccessChange): void }
}

/** The request a password is changed with. */
export interface ChangeRequest {
  origin: Origin
  deviceCookie: string | undefined
  isBrowser: boolean
}

/** Changing one's password, and getting back in without it. */
export const createPasswords = ({ db, clock, logger, sessions, gate, throttle, mailbox, publicUrl, access }: PasswordsDeps) => {
  const all = db.as(mintScope(null))
  // By network, against those who try many addresses; by account, so that nobody's mailbox is filled. A link works longer
  // than the second window: whoever is kept from asking has one in the mailbox.
  const byNetwork = throttle.limiter({ name: 'password-mail-network', points: 5, windowSeconds: 60, maxBlockSeconds: 3600 })
  const byAccount = throttle.limiter({ name: 'password-mail-account', points: 5, windowSeconds: 25 * 60, maxBlockSeconds: 25 * 60 })
  const pending = new Set<Promise<void>>()

  const sendReset = (user: UserRow): Promise<void> =>
    all.transaction(async (tx) => {
      const token = await makeOneTimeToken(tx, { purpose: 'password_reset', userId: user.id, at: clock.now(), lifeMs: resetMs })
      await mailbox.put(tx, user.email, passwordResetLetter(user.locale, { name: user.name, url: `${publicUrl}/reset-password?token=${token}` }))
    })

  const answerForgotten = async (email: string, origin: Origin): Promise<void> => {
    await nextTurn() // the answer goes out first
    if ((await byNetwork.take(hashSecret(networkOf(origin.address)))) > 0) return
    const user = await findUserByEmail(db, email)
    if (user && !user.deletedAt && (await byAccount.take(user.id)) === 0) await sendReset(user)
  }

  /** Ends whatever opens the account but its new password. Answers the sessions that were there. */
  const closeWaysIn = async (tx: Tx, { id: userId, passwordHash }: UserRow, organizationId: string | null, origin: Origin): Promise<EndedSession[]> => {
    await deleteTokensOf(tx, userId)
    await endKeysOf(tx, userId, clock.now(), origin)
    await deleteChatLinksOf(tx, userId)
    // An account that never had a password was made with its GitHub, which cannot be exchanged: nobody has added it.
    const isGithubTheirs = passwordHash === null
    if (!isGithubTheirs && (await deleteGithubOf(tx, userId))) tx.emit('user.github_unlinked', { organizationId, actorId: userId, origin, data: { userId } })
    const gone = await deleteSessions(tx, userId, {})
    sessions.announce(tx, gone, userId, { actorId: userId, origin })
    return gone
  }

  return {
    /**
     * Changes the password, tells the person by mail, and ends every session: a browser's own too, for which it gets a
     * new one; a program goes on in its own. Fails with `auth.wrong_password`, `auth.password_common`, `auth.too_many_tries`,
     * and with `auth.required` when the session ended meanwhile.
     */
    change: async (actor: Actor, { currentPassword, newPassword }: ChangePassword, request: ChangeRequest): Promise<{ cookies: string[] }> => {
      const { origin, deviceCookie, isBrowser } = request
      const user = orFail(await findUser(db, actor.userId), 'auth.required')
      if (user.passwordHash === null) fail('auth.password_required')
      if (!(await gate.isRight({ account: user.email, known: user, password: currentPassword, origin, deviceCookie }))) fail('auth.wrong_password')
      requireUncommon(newPassword, 'newPassword')
      const passwordHash = await hashPassword(newPassword)
      const ended = await all.transaction(async (tx) => {
        await holdPerson(tx, actor, user, () => fail('auth.wrong_password'))
        await updateUser(tx, user.id, { passwordHash, updatedAt: clock.now() })
        await deleteTokensOf(tx, user.id, 'password_reset')
        const gone = await deleteSessions(tx, user.id, isBrowser ? {} : { except: actor.sessionId })
        sessions.announce(tx, gone, user.id, by(actor))
        await mailbox.put(tx, user.email, passwordChangedLetter(user.locale, { name: user.name, url: `${publicUrl}/forgot-password` }))
        tx.emit('user.password_changed', { ...by(actor), data: { userId: user.id } })
        return gone
      })
      sessions.forget(ended)
      return { cookies: isBrowser ? [(await sessions.openBrowser(user.id, origin, passwordHash)).cookie] : [] }
    },

    /**
     * Sends a link that sets a new password, when there is such an account. Answers the same, as fast, when there is
     * none: the work is done after the answer.
     */
    forgot: ({ email }: ForgotPassword, origin: Origin): void => {
      const work = answerForgotten(email, origin)
        .catch((err: unknown) => logger.error({ err }, 'a password reset could not be prepared'))
        .finally(() => pending.delete(work))
      pending.add(work)
    },

    /**
     * Sets a new password with the secret of the mail, which also proves the e-mail, and closes every other way in:
     * whoever needs this may have had a guest, and cannot tell what was added. Fails with `auth.link_invalid`,
     * `auth.password_common`.
     */
    reset: async ({ token, newPassword }: ResetPassword, origin: Origin): Promise<void> => {
      requireUncommon(newPassword, 'newPassword')
      // Before the hash, which costs more than everything else here.
      const { userId } = orFail(await findOneTimeToken(db, 'password_reset', token, clock.now()), 'auth.link_invalid')
      const passwordHash = await hashPassword(newPassword)
      const gone = await all.transaction(async (tx) => {
        const user = orFail(await lockUser(tx, userId), 'auth.link_invalid')
        orFail(await useOneTimeToken(tx, 'password_reset', token, clock.now()), 'auth.link_invalid')
        const now = clock.now()
        const organizationId = (await findHomeOrganization(tx, userId)) ?? null
        await updateUser(tx, userId, { passwordHash, emailVerifiedAt: user.emailVerifiedAt ?? now, updatedAt: now })
        const gone = await closeWaysIn(tx, user, organizationId, origin)
        await mailbox.put(tx, user.email, passwordResetDoneLetter(user.locale, { name: user.name, url: `${publicUrl}/forgot-password` }))
        tx.emit('user.password_reset', { organizationId, actorId: userId, origin, data: { userId } })
        return gone
      })
      sessions.forget(gone)
      access.changed({ userId })
    },

    /** Resolves when every mail that was asked for is on its way. */
    idle: async (): Promise<void> => {
      await Promise.all(pending)
    },
  }
}
export type Passwords = ReturnType<typeof createPasswords>
