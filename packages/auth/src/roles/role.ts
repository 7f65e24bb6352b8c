import {
  grantablePermissions,
  type OrganizationRole,
  organizationRoles,
  ownAccount,
  type Permission,
  type PlatformRole,
  permissions,
  permissionsOf,
} from '@pantheon/contract'
import { type Actor, fail } from '@pantheon/kernel'

/** What somebody is in an organization: a built-in role, or a custom one with its own list. */
export interface HeldRole {
  role: OrganizationRole
  /** The custom role, when they hold one; it counts instead of `role`. */
  custom: { id: string; name: string; permissions: readonly Permission[] } | null
}

/** What a holder of the role may do. A custom role never takes away somebody's own account. */
export const permissionsHeld = ({ role, custom }: HeldRole, platformRole: PlatformRole): readonly Permission[] => {
  if (platformRole === 'admin' || !custom) return permissionsOf(role, platformRole)
  return [...new Set([...ownAccount, ...custom.permissions])]
}

/** The role as the wire has it: the built-in name, or the custom role's id. */
export const roleKeyOf = ({ role, custom }: HeldRole): string => custom?.id ?? role
/** How the role is called. */
export const roleNameOf = ({ role, custom }: HeldRole): string => custom?.name ?? role

/** A role that every organization has. */
export const builtIn = (role: OrganizationRole): HeldRole => ({ role, custom: null })
/** A custom role as somebody holds it. The built-in role beside it does not count, so it is the least. */
export const customRole = (custom: NonNullable<HeldRole['custom']>): HeldRole => ({ role: 'viewer', custom })
export const isBuiltInKey = (key: string): key is OrganizationRole => organizationRoles.some((role) => role === key)
export const isOwner = ({ role, custom }: HeldRole): boolean => role === 'owner' && custom === null

/** The permissions in the order of the list, each once: the same role is the same text. */
export const inOrder = (wanted: readonly Permission[]): Permission[] => permissions.filter((permission) => wanted.includes(permission))

/** What of `wanted` the actor does not hold. Everybody has their own account, so nobody hands it on: keys, which have none, may give roles too. */
const lacking = ({ permissions }: Pick<Actor, 'permissions'>, wanted: readonly Permission[]): Permission[] =>
  wanted.filter((permission) => !permissions.has(permission) && !ownAccount.includes(permission))

/** Fails with `role.permission_not_held` when a custom role would grant what its maker does not have, or what no role may hand on. */
export const requireGrantable = (maker: Actor, wanted: readonly Permission[]): void => {
  const missing = [...new Set([...lacking(maker, wanted), ...wanted.filter((permission) => !grantablePermissions.includes(permission))])]
  if (missing.length > 0) fail('role.permission_not_held', { permissions: missing })
}

/** Fails with `role.permission_not_held` when somebody would give a role that can do more than they can. */
export const requireAssignable = (actor: Actor, role: HeldRole): void => {
  const missing = lacking(actor, permissionsHeld(role, 'user'))
  if (missing.length > 0) fail('role.permission_not_held', { permissions: missing })
}

/** Fails with `member.outranks` when somebody would change or remove a member who can do more than they can. */
export const requireNotOutranked = (actor: Actor, target: HeldRole): void => {
  const missing = lacking(actor, permissionsHeld(target, 'user'))
  if (missing.length > 0) fail('member.outranks', { permissions: missing })
}

/** Whether somebody with these permissions may ask others in as `role`. */
export const mayInviteAs = (permissions: ReadonlySet<Permission>, role: HeldRole): boolean =>
  permissions.has('member:manage') && lacking({ permissions }, permissionsHeld(role, 'user')).length === 0
