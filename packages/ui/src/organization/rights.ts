import { grantablePermissions, organizationRoles, ownAccount, type Permission, permissions, type Role, rolePermissions } from '@pantheon/contract'
import { permissionGroups as groupsOf } from '../account/permission-words.ts'

/**
 * The permissions of `wanted` that a user with `held` cannot grant. Permissions on one's own account are held by everyone, so they are not
 * missing.
 */
export const missingOf = (held: readonly Permission[], wanted: readonly Permission[]): Permission[] =>
  wanted.filter((permission) => !held.includes(permission) && !ownAccount.includes(permission))

/** Whether a user with `held` may assign the role, or change a member who has it. */
export const isWithin = (held: readonly Permission[], role: Pick<Role, 'permissions'> | undefined): boolean =>
  role !== undefined && missingOf(held, role.permissions).length === 0

/** Whether a role with these permissions grants a permission; everyone has those on their own account. */
export const isGranted = (permissionsOfRole: readonly Permission[], permission: Permission): boolean =>
  permissionsOfRole.includes(permission) || ownAccount.includes(permission)

/** Why a user with `held` cannot change a permission of a custom role; null when they can. */
export const lockOf = (held: readonly Permission[], permission: Permission): 'everybody' | 'owners' | 'not_held' | null => {
  if (ownAccount.includes(permission)) return 'everybody'
  if (!grantablePermissions.includes(permission)) return 'owners'
  return held.includes(permission) ? null : 'not_held'
}

/** Every permission that a role of an organization can grant, grouped by subject. Permissions of platform operators are excluded. */
export const permissionGroups = () => groupsOf(permissions.filter((permission) => rolePermissions.owner.includes(permission)))

/** Whether a role's key is one of the four built-in ones. */
export const isBuiltInRole = (key: string): key is (typeof organizationRoles)[number] => organizationRoles.some((role) => role === key)
