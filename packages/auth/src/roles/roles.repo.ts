import { organizationRoles, type RoleKey } from '@pantheon/contract'
import { and, count, eq, gt, type Handle, type Row } from '@pantheon/db'
import { builtIn, customRole, type HeldRole, isBuiltInKey } from './role.ts'

/** A custom role of an organization. */
export type StoredRole = Row<'roles'>

/** The organization's custom roles, oldest first. */
export const listCustomRoles = (db: Handle, organizationId: string): Promise<StoredRole[]> => {
  const { roles } = db.tables
  return db.select().from(roles).where(eq(roles.organizationId, organizationId)).orderBy(roles.createdAt, roles.id)
}

export const findCustomRole = async (db: Handle, organizationId: string, id: string): Promise<StoredRole | undefined> => {
  const { roles } = db.tables
  const [row] = await db
    .select()
    .from(roles)
    .where(and(eq(roles.id, id), eq(roles.organizationId, organizationId)))
  return row
}

/** The role with a key in this organization. */
export const findRoleByKey = async (db: Handle, organizationId: string, key: RoleKey): Promise<HeldRole | undefined> => {
  if (isBuiltInKey(key)) return builtIn(key)
  const role = await findCustomRole(db, organizationId, key)
  return role && customRole({ id: role.id, name: role.name, permissions: role.permissions })
}

/** Number of members per role key. */
export const countHolders = async (db: Handle, organizationId: string): Promise<Map<RoleKey, number>> => {
  const { memberships } = db.tables
  const rows = await db
    .select({ role: memberships.role, roleId: memberships.roleId, members: count() })
    .from(memberships)
    .where(eq(memberships.organizationId, organizationId))
    .groupBy(memberships.role, memberships.roleId)
  const holders = new Map<RoleKey, number>(organizationRoles.map((role) => [role, 0]))
  for (const { role, roleId, members } of rows) holders.set(roleId ?? role, (holders.get(roleId ?? role) ?? 0) + members)
  return holders
}

/** True when a member or an open invitation has the role. */
export const isRoleInUse = async (tx: Handle, id: string, at: Date): Promise<boolean> => {
  const { memberships, invitations } = tx.tables
  const members = await tx.$count(memberships, eq(memberships.roleId, id))
  const invited = await tx.$count(invitations, and(eq(invitations.roleId, id), eq(invitations.status, 'pending'), gt(invitations.expiresAt, at)))
  return members + invited > 0
}

export const insertRole = async (tx: Handle, role: StoredRole): Promise<void> => {
  await tx.insert(tx.tables.roles).values(role)
}

export const saveRole = async (tx: Handle, { id, organizationId, name, permissions, version }: StoredRole): Promise<void> => {
  const { roles } = tx.tables
  await tx
    .update(roles)
    .set({ name, permissions, version })
    .where(and(eq(roles.id, id), eq(roles.organizationId, organizationId)))
}

/** Deletes an unused role, with the closed invitations that refer to it. */
export const deleteRole = async (tx: Handle, { id, organizationId }: StoredRole): Promise<void> => {
  const { roles, invitations } = tx.tables
  await tx.delete(invitations).where(and(eq(invitations.roleId, id), eq(invitations.organizationId, organizationId)))
  await tx.delete(roles).where(and(eq(roles.id, id), eq(roles.organizationId, organizationId)))
}
