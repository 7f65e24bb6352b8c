import { and, count, desc, eq, gt, type Handle, inArray, isNull, lockRows, lte, or } from '@pantheon/db'
import type { HeldRole } from '../roles/role.ts'
import { claimFreeCredits } from './free-credits.repo.ts'
import type { OrganizationRecord } from './organization.ts'

/** The organization, locked until the transaction ends. Every change of rights in it acquires this lock first, which serializes them. */
export const lockOrganization = async (tx: Handle, id: string): Promise<OrganizationRecord | undefined> => {
  const { organizations } = tx.tables
  return (await lockRows(tx, tx.select().from(organizations).where(eq(organizations.id, id))))[0]
}

/** Inserts an organization with its first owner. It gets the owner's free credits only if no other has them. */
export const insertOrganization = async (tx: Handle, organization: OrganizationRecord, ownerId: string): Promise<void> => {
  const { organizations, memberships } = tx.tables
  await tx.insert(organizations).values(organization)
  await tx.insert(memberships).values({ organizationId: organization.id, userId: ownerId, role: 'owner', createdAt: organization.createdAt })
  await claimFreeCredits(tx, organization.id, ownerId, organization.createdAt)
}

/** Number of organizations that a user owns and that are not deleted. */
export const countOwned = async (tx: Handle, userId: string): Promise<number> => {
  const { memberships, organizations } = tx.tables
  const [row] = await tx
    .select({ owned: count() })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), eq(memberships.role, 'owner'), isNull(memberships.roleId), isNull(organizations.deletedAt)))
  return row?.owned ?? 0
}

/** Creation times since then of organizations that a user owns, including deleted ones: the `limit` newest, newest first. */
export const findMadeSince = async (tx: Handle, userId: string, since: Date, limit: number): Promise<Date[]> => {
  const { memberships, organizations } = tx.tables
  const rows = await tx
    .select({ at: organizations.createdAt })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), eq(memberships.role, 'owner'), isNull(memberships.roleId), gt(organizations.createdAt, since)))
    .orderBy(desc(organizations.createdAt))
    .limit(limit)
  return rows.map(({ at }) => at)
}

export const saveOrganization = async (tx: Handle, { id, name, version, deletedAt, purgedAt }: OrganizationRecord): Promise<void> => {
  await tx.update(tx.tables.organizations).set({ name, version, deletedAt, purgedAt }).where(eq(tx.tables.organizations.id, id))
}

export interface OwnRecord extends OrganizationRecord, HeldRole {
  members: number
}

/** The user's organizations, oldest membership first: those that are not deleted, and those they own that were deleted after `undoFrom`. */
export const listOwnOrganizations = async (db: Handle, userId: string, undoFrom: Date): Promise<OwnRecord[]> => {
  const { organizations, memberships, roles } = db.tables
  const restorable = and(gt(organizations.deletedAt, undoFrom), isNull(organizations.purgedAt), eq(memberships.role, 'owner'), isNull(memberships.roleId))
  const rows = await db
    .select({ organization: organizations, role: memberships.role, custom: { id: roles.id, name: roles.name, permissions: roles.permissions } })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .leftJoin(roles, eq(roles.id, memberships.roleId))
    .where(and(eq(memberships.userId, userId), or(isNull(organizations.deletedAt), restorable)))
    .orderBy(memberships.createdAt, organizations.id)
  const members = await countMembers(
    db,
    rows.map(({ organization }) => organization.id),
  )
  return rows.map(({ organization, role, custom }) => ({ ...organization, role, custom, members: members.get(organization.id) ?? 0 }))
}

const countMembers = async (db: Handle, organizationIds: string[]): Promise<Map<string, number>> => {
  const { memberships } = db.tables
  const rows = await db
    .select({ id: memberships.organizationId, members: count() })
    .from(memberships)
    .where(inArray(memberships.organizationId, organizationIds))
    .groupBy(memberships.organizationId)
  return new Map(rows.map(({ id, members }) => [id, members]))
}

/**
 * The users among these without an organization that is not deleted. Locks their rows, so that leaving two organizations
 * concurrently is detected.
 */
export const findWithoutOrganization = async (tx: Handle, userIds: string[]): Promise<{ id: string; name: string }[]> => {
  const { users, memberships, organizations } = tx.tables
  const people = await lockRows(tx, tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, userIds)).orderBy(users.id))
  const rows = await tx
    .selectDistinct({ userId: memberships.userId })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(inArray(memberships.userId, userIds), isNull(organizations.deletedAt)))
  const inOrganization = new Set(rows.map(({ userId }) => userId))
  return people.filter(({ id }) => !inOrganization.has(id))
}

/** Organizations that were deleted before `undoFrom` and not purged yet. */
export const findPurgeable = async (db: Handle, undoFrom: Date): Promise<string[]> => {
  const { organizations } = db.tables
  const rows = await db
    .select({ id: organizations.id })
    .from(organizations)
    .where(and(lte(organizations.deletedAt, undoFrom), isNull(organizations.purgedAt)))
  return rows.map(({ id }) => id)
}

/** Deletes all data of an organization except its records: orders, payments, approvals, courses and the audit chain stay. */
export const deleteAllButFinancialRecords = async (tx: Handle, organizationId: string): Promise<void> => {
  const { teamMembers, teams, invitations, memberships, roles, apiKeys, tasks, notifications, chatMessages, absences, approvalPolicies, sessions } = tx.tables
  // In this order, because memberships and invitations reference roles.
  for (const table of [
    teamMembers,
    teams,
    invitations,
    memberships,
    roles,
    apiKeys,
    tasks,
    notifications,
    chatMessages,
    absences,
    approvalPolicies,
    sessions,
  ]) {
    await tx.delete(table).where(eq(table.organizationId, organizationId))
  }
}
