import { canonicalEmail } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { actorFields, type Clock, fail, orFail, systemScope } from '@pantheon/kernel'
import type { AccessChange } from '../access/access-bus.port.ts'
import type { DeleteOwnAccount } from '../auth.types.ts'
import { revokeUnauthorizedInvitations } from '../invitations/unfounded.ts'
import { endKeysOf } from '../keys/end-keys.ts'
import { lockOrganization } from '../organizations/organizations.repo.ts'
import { deleteSessions } from '../sessions/session.repo.ts'
import type { SessionsInternals } from '../sessions/sessions.ts'
import { eraseUser, findUser, listMemberships, markOrganizationDeleted } from './account.repo.ts'
import { lockActor } from './lock-actor.ts'
import { deleteTokensOf } from './one-time-token.repo.ts'
import type { PasswordGuard } from './password-guard.ts'

export interface AccountDeletionDeps {
  db: Db
  clock: Clock
  sessions: SessionsInternals
  passwordGuard: PasswordGuard
  access: { changed(change: AccessChange): void }
}

/** Deletes the caller's own account, in one transaction. */
export const createAccountDeletion = ({ db, clock, sessions, passwordGuard, access }: AccountDeletionDeps): DeleteOwnAccount => {
  const all = db.as(systemScope)
  return async (actor, { confirmation }, { origin, deviceCookie }): Promise<void> => {
    const { userId } = actor
    const user = orFail(await findUser(db, userId), 'auth.required')
    const isConfirmed =
      user.passwordHash === null
        ? canonicalEmail(confirmation.trim()) === user.email
        : await passwordGuard.isRight({ account: user.email, known: user, password: confirmation, origin, deviceCookie })
    const refuse = (): never => fail('auth.confirmation_wrong', {}, [{ path: 'confirmation', message: 'Does not match' }])
    if (!isConfirmed) refuse()

    const at = clock.now()
    const ended = await all.transaction(async (tx) => {
      // Locks memberships of these organizations; in the order of ids, so that two concurrent deletions do not deadlock.
      for (const { organizationId } of await listMemberships(tx, userId)) await lockOrganization(tx, organizationId)
      await lockActor(tx, actor, user, refuse)
      const memberships = await listMemberships(tx, userId)
      const needed = memberships.filter(({ role, roleId, others, otherOwners }) => role === 'owner' && roleId === null && others > 0 && otherOwners === 0)
      if (needed.length > 0) fail('auth.last_owner', { organizations: needed.map(({ name }) => name) })
      for (const { organizationId, others } of memberships) {
        tx.emit('member.left', { ...actorFields(actor), organizationId, data: { userId } })
        if (others > 0) continue
        await markOrganizationDeleted(tx, organizationId, at)
        tx.emit('organization.deleted', { ...actorFields(actor), organizationId, data: { organizationId } })
      }
      const gone = await deleteSessions(tx, userId, {})
      sessions.announce(tx, gone, userId, actorFields(actor))
      await deleteTokensOf(tx, userId)
      await endKeysOf(tx, userId, at, actor.origin ?? null)
      await eraseUser(tx, userId, at)
      for (const { organizationId } of memberships) await revokeUnauthorizedInvitations(tx, actor, organizationId, at)
      tx.emit('user.deleted', { ...actorFields(actor), data: { userId } })
      return gone
    })
    sessions.forget(ended)
    access.changed({ userId })
  }
}
