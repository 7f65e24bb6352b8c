/** All permissions of a person, an API key or an agent, as `noun:verb`. */
export const permissions = [
  'account:read',
  'account:manage',
  'member:read',
  'member:manage',
  'team:manage',
  'role:manage',
  'organization:manage',
  'organization:transfer',
  'organization:delete',
  'api_key:manage',
  'audit:read',
  'event:manage',
  'catalogue:manage',
  'order:read',
  'order:place',
  'order:cancel',
  'order:fulfil',
  'order:refund',
  'payment:read',
  'payment:make',
  'payment:reconcile',
  'billing:manage',
  'approval:read',
  'approval:decide',
  'policy:manage',
  'job:read',
  'job:cancel',
  'job:retry',
  'course:read',
  'course:edit',
  'task:read',
  'task:manage',
  'agent:read',
  'aws:read',
  'state:read',
] as const
export type Permission = (typeof permissions)[number]

export const organizationRoles = ['owner', 'admin', 'member', 'viewer'] as const
export type OrganizationRole = (typeof organizationRoles)[number]
export const platformRoles = ['user', 'admin'] as const
export type PlatformRole = (typeof platformRoles)[number]

const viewer: readonly Permission[] = [
  'account:read',
  'account:manage',
  'member:read',
  'order:read',
  'payment:read',
  'approval:read',
  'job:read',
  'course:read',
  'task:read',
  'agent:read',
  'state:read',
]
const member: readonly Permission[] = [
  ...viewer,
  'order:place',
  'order:cancel',
  'payment:make',
  'approval:decide',
  'job:cancel',
  'job:retry',
  'course:edit',
  'task:manage',
]
const admin: readonly Permission[] = [
  ...member,
  'member:manage',
  'team:manage',
  'role:manage',
  'organization:manage',
  'api_key:manage',
  'audit:read',
  'policy:manage',
  'billing:manage',
]
const owner: readonly Permission[] = [...admin, 'organization:transfer', 'organization:delete']

/** The permissions of each built-in role in its organization. */
export const rolePermissions: Record<OrganizationRole, readonly Permission[]> = { viewer, member, admin, owner }

/** Permissions of every member, also with a custom role, so that nobody is locked out of their own account. */
export const ownAccount: readonly Permission[] = ['account:read', 'account:manage']

/** Permissions that a custom role can contain. Transferring or deleting the organization is reserved for owners. */
export const grantablePermissions: readonly Permission[] = admin

/** Permissions that an API key can hold. A key cannot manage the user's own account, create keys, or transfer the organization. */
export const keyPermissions: readonly Permission[] = permissions.filter(
  (permission) => !['account:manage', 'api_key:manage', 'organization:transfer', 'organization:delete'].includes(permission),
)

/** The permissions of an actor: those of the role, or all of them for a platform administrator. */
export const permissionsOf = (role: OrganizationRole, platformRole: PlatformRole): readonly Permission[] =>
  platformRole === 'admin' ? permissions : rolePermissions[role]
