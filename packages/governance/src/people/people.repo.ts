import { type Approver, organizationRoles, type Permission, permissionsOf } from '@pantheon/contract'
import { and, eq, type Handle, inArray, isNull } from '@pantheon/db'

/** A user who may decide, with their role in the organization. */
export interface Decider {
  userId: string
  /** A built-in role's name or the id of a custom one; null for an operator who is not a member. */
  role: string | null
  isOperator: boolean
}

/** Members of an organization whose role, built-in or custom, has a permission. */
export const findHolders = async (db: Handle, organizationId: string, permission: Permission) => {
  const { memberships, users, roles } = db.tables
  const members = await db
    .select({ userId: users.id, role: memberships.role, roleId: memberships.roleId, permissions: roles.permissions, platformRole: users.role })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(roles, eq(roles.id, memberships.roleId))
    .where(and(eq(memberships.organizationId, organizationId), isNull(users.deletedAt)))
  return members.filter(({ role, permissions, platformRole }) => {
    const held = platformRole === 'admin' || !permissions ? permissionsOf(role, platformRole) : permissions
    return held.includes(permission)
  })
}

/** Users who may decide in an organization: members whose role permits it, and operators of the platform. Without an organization, operators only. */
export const findDeciders = async (db: Handle, organizationId: string | null): Promise<Decider[]> => {
  const { users } = db.tables
  const operators = await db
    .select({ userId: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.deletedAt)))
  const members = organizationId === null ? [] : await findHolders(db, organizationId, 'approval:decide')
  const deciders = members.map(({ userId, role, roleId, platformRole }): Decider => ({ userId, role: roleId ?? role, isOperator: platformRole === 'admin' }))
  const known = new Set(deciders.map(({ userId }) => userId))
  return [...deciders, ...operators.filter(({ userId }) => !known.has(userId)).map(({ userId }): Decider => ({ userId, role: null, isOperator: true }))]
}

/** True when the user is a member of the organization and was not deleted. */
export const isMember = async (db: Handle, organizationId: string, userId: string): Promise<boolean> => {
  const { memberships, users } = db.tables
  const rows = await db
    .select({ id: users.id })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId), isNull(users.deletedAt)))
  return rows.length > 0
}

/** The members of each team. */
export const findTeamPeople = async (db: Handle, organizationId: string, teamIds: string[]): Promise<{ teamId: string; userId: string }[]> => {
  if (teamIds.length === 0) return []
  const { teamMembers } = db.tables
  return db
    .select({ teamId: teamMembers.teamId, userId: teamMembers.userId })
    .from(teamMembers)
    .where(and(eq(teamMembers.organizationId, organizationId), inArray(teamMembers.teamId, teamIds)))
}

/** Names of users, by id. A deleted user has no name. */
export const findNames = async (db: Handle, ids: readonly string[]): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { users } = db.tables
  const rows = await db.select({ id: users.id, name: users.name, deletedAt: users.deletedAt }).from(users).where(inArray(users.id, wanted))
  return new Map(rows.map(({ id, name, deletedAt }) => [id, deletedAt === null ? name : '']))
}

export const findOrganizationNames = async (db: Handle, ids: readonly string[]): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { organizations } = db.tables
  const rows = await db.select({ id: organizations.id, name: organizations.name }).from(organizations).where(inArray(organizations.id, wanted))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The ids of approvers that do not belong to the organization: users who are no members, unknown roles and teams. */
export const findUnknownApprovers = async (db: Handle, organizationId: string, approvers: readonly Approver[]): Promise<Set<string>> => {
  const { memberships, roles, teams } = db.tables
  const idsOf = (kind: Approver['kind']) =>
    approvers.flatMap((approver) =>
      approver.kind === kind && 'id' in approver && !(organizationRoles as readonly string[]).includes(approver.id) ? [approver.id] : [],
    )
  const [userIds, roleIds, teamIds] = [idsOf('user'), idsOf('role'), idsOf('team')]
  const known = [
    ...(userIds.length === 0
      ? []
      : await db
          .select({ id: memberships.userId })
          .from(memberships)
          .where(and(eq(memberships.organizationId, organizationId), inArray(memberships.userId, userIds)))),
    ...(roleIds.length === 0
      ? []
      : await db
          .select({ id: roles.id })
          .from(roles)
          .where(and(eq(roles.organizationId, organizationId), inArray(roles.id, roleIds)))),
    ...(teamIds.length === 0
      ? []
      : await db
          .select({ id: teams.id })
          .from(teams)
          .where(and(eq(teams.organizationId, organizationId), inArray(teams.id, teamIds)))),
  ].map(({ id }) => id)
  return new Set([...userIds, ...roleIds, ...teamIds].filter((id) => !known.includes(id)))
}
