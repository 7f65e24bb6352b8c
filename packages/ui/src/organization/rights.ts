import { grantablePermissions, organizationRoles, ownAccount, type Permission, permissions, type Role, rolePermissions } from '@pantheon/contract'
import { permissionGroups as groupsOf } from '../account/permission-words.ts'

/** What of `wanted` somebody who holds `held` cannot hand on. Everybody has their own account, so nobody hands that on. */
export const missingOf = (held: readonly Permission[], wanted: readonly Permission[]): Permission[] =>
  wanted.filter((permission) => !held.includes(permission) && !ownAccount.includes(permission))

/** Whether somebody who holds `held` may give the role, or change who has it. */
export const isWithin = (held: readonly Permission[], role: Pick<Role, 'permissions'> | undefined): boolean =>
  role !== undefined && missingOf(held, role.permissions).length === 0

/** Whether a role with these permissions lets somebody do a thing: their own account is everybody's. */
export const isGranted = (permissionsOfRole: readonly Permission[], permission: Permission): boolean =>
  permissionsOfRole.includes(permission) || ownAccount.includes(permission)

/** Why a permission of a custom role cannot be switched by somebody who holds `held`; null when it can. */
export const lockOf = (held: readonly Permission[], permission: Permission): 'everybody' | 'owners' | 'not_held' | null => {
  if (ownAccount.includes(permission)) return 'everybody'
  if (!grantablePermissions.includes(permission)) return 'owners'
  return held.includes(permission) ? null : 'not_held'
}

/** Everything a role of an organization can hold, by what it is about. What only operators of the platform hold is none of it. */
export const permissionGroups = () => groupsOf(permissions.filter((permission) => rolePermissions.owner.includes(permission)))

/** Whether a role's key is one of the four that every organization has. */
export const isBuiltInRole = (key: string): key is (typeof organizationRoles)[number] => organizationRoles.some((role) => role === key)
