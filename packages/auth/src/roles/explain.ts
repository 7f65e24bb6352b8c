import { type Explain, type Explanation, organizationRoles, ownAccount, type Permission, type PlatformRole } from '@pantheon/contract'
import type { Handle } from '@pantheon/db'
import { findMember } from '../members/members.repo.ts'
import { builtIn, customRole, type HeldRole, permissionsHeld, roleKeyOf, roleNameOf } from './role.ts'
import { listCustomRoles } from './roles.repo.ts'

const reasonOf = (member: HeldRole & { platformRole: PlatformRole }, permission: Permission): Explanation['because'] => {
  if (member.platformRole === 'admin') return 'platform_admin'
  if (ownAccount.includes(permission)) return 'own_account'
  return permissionsHeld(member, 'user').includes(permission) ? 'role_grants' : 'role_lacks'
}

/**
 * Explains why a member has or lacks a permission in an organization, and which of its roles would grant it. Reveals nothing
 * about users who are not members.
 */
export const explain = async (db: Handle, organizationId: string, { userId, permission }: Explain): Promise<Explanation> => {
  const [member, custom] = await Promise.all([findMember(db, organizationId, userId), listCustomRoles(db, organizationId)])
  const grantedBy = [...organizationRoles.map(builtIn), ...custom.map(({ id, name, permissions }) => customRole({ id, name, permissions }))]
    .filter((role) => permissionsHeld(role, 'user').includes(permission))
    .map((role) => ({ key: roleKeyOf(role), name: roleNameOf(role) }))
  if (!member) return { isAllowed: false, because: 'not_a_member', role: null, roleName: null, grantedBy }
  const because = reasonOf(member, permission)
  return { isAllowed: because !== 'role_lacks', because, role: roleKeyOf(member), roleName: roleNameOf(member), grantedBy }
}
