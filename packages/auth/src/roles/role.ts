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

/** A member's role: a built-in one, or a custom one with its own permissions. */
export interface HeldRole {
  role: OrganizationRole
  /** The custom role, if any; it replaces `role`. */
  custom: { id: string; name: string; permissions: readonly Permission[] } | null
}

/** The permissions of a role's holder. A custom role never removes those on the user's own account. */
export const permissionsHeld = ({ role, custom }: HeldRole, platformRole: PlatformRole): readonly Permission[] => {
  if (platformRole === 'admin' || !custom) return permissionsOf(role, platformRole)
  return [...new Set([...ownAccount, ...custom.permissions])]
}

/** The wire key of a role: the built-in name, or the custom role's id. */
export const roleKeyOf = ({ role, custom }: HeldRole): string => custom?.id ?? role
/** The display name of a role. */
export const roleNameOf = ({ role, custom }: HeldRole): string => custom?.name ?? role

/** A built-in role as held. */
export const builtIn = (role: OrganizationRole): HeldRole => ({ role, custom: null })
/** A custom role as held. Its `role` is ignored, so it is the weakest one. */
export const customRole = (custom: NonNullable<HeldRole['custom']>): HeldRole => ({ role: 'viewer', custom })
export const isBuiltInKey = (key: string): key is OrganizationRole => organizationRoles.some((role) => role === key)
export const isOwner = ({ role, custom }: HeldRole): boolean => role === 'owner' && custom === null

/** The permissions in canonical order without duplicates, so that equal roles serialize equally. */
export const inOrder = (wanted: readonly Permission[]): Permission[] => permissions.filter((permission) => wanted.includes(permission))

/**
 * The permissions in `wanted` that the actor lacks. Those on the own account are ignored: everybody has them except API keys,
 * which may assign roles too.
 */
const lacking = ({ permissions }: Pick<Actor, 'permissions'>, wanted: readonly Permission[]): Permission[] =>
  wanted.filter((permission) => !permissions.has(permission) && !ownAccount.includes(permission))

/** Fails with `role.permission_not_held` when a custom role would grant a permission that its creator lacks or that no role may grant. */
export const requireGrantable = (maker: Actor, wanted: readonly Permission[]): void => {
  const missing = [...new Set([...lacking(maker, wanted), ...wanted.filter((permission) => !grantablePermissions.includes(permission))])]
  if (missing.length > 0) fail('role.permission_not_held', { permissions: missing })
}

/** Fails with `role.permission_not_held` when the role has more permissions than the actor. */
export const requireAssignable = (actor: Actor, role: HeldRole): void => {
  const missing = lacking(actor, permissionsHeld(role, 'user'))
  if (missing.length > 0) fail('role.permission_not_held', { permissions: missing })
}

/** Fails with `member.outranks` when the member to change or remove has more permissions than the actor. */
export const requireNotOutranked = (actor: Actor, target: HeldRole): void => {
  const missing = lacking(actor, permissionsHeld(target, 'user'))
  if (missing.length > 0) fail('member.outranks', { permissions: missing })
}

/** Whether these permissions suffice to invite others with `role`. */
export const mayInviteAs = (permissions: ReadonlySet<Permission>, role: HeldRole): boolean =>
  permissions.has('member:manage') && lacking({ permissions }, permissionsHeld(role, 'user')).length === 0
