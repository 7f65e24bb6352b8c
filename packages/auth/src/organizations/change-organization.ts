import type { Permission } from '@pantheon/contract'
import type { ScopedDb, Tx } from '@pantheon/db'
import { type Actor, fail, isOperator, orFail } from '@pantheon/kernel'
import { findMember } from '../members/members.repo.ts'
import { permissionsHeld } from '../roles/role.ts'
import type { OrganizationRecord } from './organization.ts'
import { lockOrganization } from './organizations.repo.ts'

/** The actor with what they may do at this very moment: the door looked before the lock was taken, and their role may have changed since. */
const asOfNow = async (tx: Tx, actor: Actor, permission: Permission): Promise<Actor> => {
  if (isOperator(actor)) return actor
  const member = await findMember(tx, actor.organizationId, actor.userId)
  const permissions = new Set(member ? permissionsHeld(member, member.platformRole).filter((held) => actor.permissions.has(held)) : [])
  return permissions.has(permission) ? { ...actor, permissions } : fail('auth.forbidden', { permission })
}

/**
 * One change in the actor's organization, one at a time: its row is locked, it is not deleted, and the actor still holds
 * `permission`. Fails with `organization.deleted` or `auth.forbidden` otherwise.
 */
export const changeOrganization = <T>(
  db: ScopedDb,
  asked: Actor,
  permission: Permission,
  change: (tx: Tx, actor: Actor, organization: OrganizationRecord) => Promise<T>,
): Promise<T> =>
  db.transaction(async (tx) => {
    const organization = orFail(await lockOrganization(tx, asked.organizationId), 'organization.not_found')
    if (organization.deletedAt !== null) fail('organization.deleted')
    return change(tx, await asOfNow(tx, asked, permission), organization)
  }, asked.organizationId)
