import type { Permission } from '@pantheon/contract'
import type { ScopedDb, Tx } from '@pantheon/db'
import { type Actor, fail, isOperator, orFail } from '@pantheon/kernel'
import { findMember } from '../members/members.repo.ts'
import { permissionsHeld } from '../roles/role.ts'
import type { OrganizationRecord } from './organization.ts'
import { lockOrganization } from './organizations.repo.ts'

/** The actor with current permissions: they were checked before the lock was acquired, and the role may have changed since. */
const asOfNow = async (tx: Tx, actor: Actor, permission: Permission): Promise<Actor> => {
  if (isOperator(actor)) return actor
  const member = await findMember(tx, actor.organizationId, actor.userId)
  const permissions = new Set(member ? permissionsHeld(member, member.platformRole).filter((held) => actor.permissions.has(held)) : [])
  return permissions.has(permission) ? { ...actor, permissions } : fail('auth.forbidden', { permission })
}

/**
 * Runs one change in the actor's organization under a lock of its row; the organization is not deleted and the actor still has
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
