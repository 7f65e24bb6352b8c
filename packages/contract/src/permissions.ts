/** Everything a person, a key or an agent may be allowed to do, as `noun:verb`. */
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

/** What each built-in role of an organization may do inside it. */
export const rolePermissions: Record<OrganizationRole, readonly Permission[]> = { viewer, member, admin, owner }

/** What every member keeps, whatever a custom role says: nobody is locked out of their own account. */
export const ownAccount: readonly Permission[] = ['account:read', 'account:manage']

/** What a custom role can be built from: what an owner may hand on. Passing on or deleting the organization stays with owners. */
export const grantablePermissions: readonly Permission[] = admin

/** What an API key can hold. A key never speaks for the person's own account, makes no keys, and cannot give the organization away. */
export const keyPermissions: readonly Permission[] = permissions.filter(
  (permission) => !['account:manage', 'api_key:manage', 'organization:transfer', 'organization:delete'].includes(permission),
)

/** What an actor may do: their role's list, or everything for a platform administrator. */
export const permissionsOf = (role: OrganizationRole, platformRole: PlatformRole): readonly Permission[] =>
  platformRole === 'admin' ? permissions : rolePermissions[role]
