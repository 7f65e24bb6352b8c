import type { OrganizationRole, PlatformRole } from '@pantheon/contract'
import { and, contains, desc, eq, type Handle, inArray, isNull, olderThan, or } from '@pantheon/db'
import { alphabetical, type SortedWindow } from '@pantheon/kernel'
import type { HeldRole } from '../roles/role.ts'

/** A member of an organization as stored. */
export interface MemberRecord extends HeldRole {
  userId: string
  name: string
  email: string
  platformRole: PlatformRole
  createdAt: Date
}

const selectMembers = (db: Handle) => {
  const { memberships, users, roles } = db.tables
  return db
    .select({
      userId: memberships.userId,
      name: users.name,
      email: users.email,
      platformRole: users.role,
      createdAt: memberships.createdAt,
      role: memberships.role,
      custom: { id: roles.id, name: roles.name, permissions: roles.permissions },
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .leftJoin(roles, eq(roles.id, memberships.roleId))
}

export const findMember = async (db: Handle, organizationId: string, userId: string): Promise<MemberRecord | undefined> => {
  const { memberships } = db.tables
  return (await selectMembers(db).where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId))))[0]
}

/** Members, newest first; `search` matches part of a name or an e-mail. */
export const listMembers = (
  db: Handle,
  organizationId: string,
  { search, after, limit }: { search: string | undefined } & SortedWindow,
): Promise<MemberRecord[]> => {
  const { memberships, users } = db.tables
  const rules = [
    eq(memberships.organizationId, organizationId),
    search === undefined ? undefined : or(contains(users.nameSearch, search), contains(users.emailSearch, search)),
    olderThan({ createdAt: memberships.createdAt, id: memberships.userId }, after),
  ]
  return selectMembers(db)
    .where(and(...rules))
    .orderBy(desc(memberships.createdAt), desc(memberships.userId))
    .limit(limit)
}

/** The teams of each user, by name. */
export const teamsOf = async (db: Handle, organizationId: string, userIds: string[]): Promise<Map<string, { id: string; name: string }[]>> => {
  const { teams, teamMembers } = db.tables
  const rows = await db
    .select({ userId: teamMembers.userId, id: teams.id, name: teams.name })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(and(eq(teamMembers.organizationId, organizationId), inArray(teamMembers.userId, userIds)))
    .orderBy(teams.id)
  const groups = new Map<string, { id: string; name: string }[]>()
  for (const { userId, id, name } of alphabetical(rows, (team) => team.name)) groups.set(userId, [...(groups.get(userId) ?? []), { id, name }])
  return groups
}

export const memberIds = async (db: Handle, organizationId: string): Promise<string[]> => {
  const { memberships } = db.tables
  const rows = await db.select({ userId: memberships.userId }).from(memberships).where(eq(memberships.organizationId, organizationId))
  return rows.map(({ userId }) => userId)
}

export const countOwners = (db: Handle, organizationId: string): Promise<number> => {
  const { memberships } = db.tables
  return db.$count(memberships, and(eq(memberships.organizationId, organizationId), eq(memberships.role, 'owner'), isNull(memberships.roleId)))
}

const columnsOf = ({ role, custom }: HeldRole): { role: OrganizationRole; roleId: string | null } => ({ role, roleId: custom?.id ?? null })

export const insertMember = async (tx: Handle, organizationId: string, userId: string, role: HeldRole, at: Date): Promise<void> => {
  await tx.insert(tx.tables.memberships).values({ organizationId, userId, ...columnsOf(role), createdAt: at })
}

export const saveMemberRole = async (tx: Handle, organizationId: string, userId: string, role: HeldRole): Promise<void> => {
  const { memberships } = tx.tables
  await tx
    .update(memberships)
    .set(columnsOf(role))
    .where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
}

/** Removes a member from the organization and its teams, and revokes their keys there. Resolves to the ids of those keys. */
export const deleteMember = async (tx: Handle, organizationId: string, userId: string, at: Date): Promise<string[]> => {
  const { memberships, teamMembers, apiKeys } = tx.tables
  await tx.delete(teamMembers).where(and(eq(teamMembers.organizationId, organizationId), eq(teamMembers.userId, userId)))
  await tx.delete(memberships).where(and(eq(memberships.organizationId, organizationId), eq(memberships.userId, userId)))
  const revoked = await tx
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id })
  return revoked.map(({ id }) => id)
}
