/** Everything a person or an agent may be allowed to do, as `noun:verb`. */
export const permissions = [
  'account:read',
  'catalogue:manage',
  'order:read',
  'order:place',
  'order:cancel',
  'order:fulfil',
  'payment:read',
  'payment:make',
  'job:read',
  'job:cancel',
  'job:retry',
  'course:read',
  'course:edit',
  'agent:read',
  'aws:read',
  'state:read',
] as const
export type Permission = (typeof permissions)[number]

export const organizationRoles = ['owner', 'admin', 'member', 'viewer'] as const
export type OrganizationRole = (typeof organizationRoles)[number]
export const platformRoles = ['user', 'admin'] as const
export type PlatformRole = (typeof platformRoles)[number]

const viewer: readonly Permission[] = ['account:read', 'order:read', 'payment:read', 'job:read', 'course:read', 'agent:read', 'state:read']
const member: readonly Permission[] = [...viewer, 'order:place', 'order:cancel', 'payment:make', 'job:cancel', 'job:retry', 'course:edit']

/** What each role of an organization may do inside it. */
export const rolePermissions: Record<OrganizationRole, readonly Permission[]> = { viewer, member, admin: member, owner: member }

/** What an actor may do: the organization role's list, or everything for a platform administrator. */
export const permissionsOf = (role: OrganizationRole, platformRole: PlatformRole): readonly Permission[] =>
  platformRole === 'admin' ? permissions : rolePermissions[role]
