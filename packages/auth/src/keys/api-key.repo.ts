import { and, desc, eq, gt, type Handle, isNotNull, isNull, lte, or, type ScopedDb, type SQL, sql, statement } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'

/** A key by its hash, with what its maker may do today. */
const byHash = statement<{ hash: string }>()('apiKeys.byHash', ({ select, tables: { apiKeys, users, memberships, roles, organizations } }) =>
  select({
    id: apiKeys.id,
    name: apiKeys.name,
    prefix: apiKeys.prefix,
    userId: apiKeys.userId,
    organizationId: apiKeys.organizationId,
    granted: apiKeys.permissions,
    expiresAt: apiKeys.expiresAt,
    lastUsedAt: apiKeys.lastUsedAt,
    platformRole: users.role,
    role: memberships.role,
    roleId: roles.id,
    roleName: roles.name,
    rolePermissions: roles.permissions,
  })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .innerJoin(memberships, and(eq(memberships.userId, apiKeys.userId), eq(memberships.organizationId, apiKeys.organizationId)))
    .innerJoin(organizations, eq(organizations.id, apiKeys.organizationId))
    .leftJoin(roles, eq(roles.id, memberships.roleId))
    .where(and(eq(apiKeys.secretHash, sql.placeholder('hash')), isNull(apiKeys.revokedAt), isNull(organizations.deletedAt), isNull(users.deletedAt))),
)

export const findKeyByHash = async (db: ScopedDb, hash: string) => (await db.run(byHash, { hash }))[0]

export const touchKey = async (db: Handle, id: string, lastUsedAt: Date): Promise<void> => {
  await db.update(db.tables.apiKeys).set({ lastUsedAt }).where(eq(db.tables.apiKeys.id, id))
}

export type KeyRow = Awaited<ReturnType<typeof listKeys>>[number]

const isAtWork = ({ tables: { apiKeys } }: Handle, organizationId: string, now: Date) =>
  and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)))

/** How many keys of the organization work. */
export const countKeysAtWork = (db: Handle, organizationId: string, now: Date): Promise<number> =>
  db.$count(db.tables.apiKeys, isAtWork(db, organizationId, now))

/** The organization's keys with their makers: every one that works, then the latest of those that are over; each newest first. */
export const listKeys = async (db: Handle, scope: Scope, organizationId: string, now: Date) => {
  const { apiKeys, users } = db.tables
  const select = (rule: SQL | undefined) =>
    db
      .select({ key: apiKeys, makerName: users.name })
      .from(apiKeys)
      .innerJoin(users, eq(users.id, apiKeys.userId))
      .where(and(eq(apiKeys.organizationId, scope.organizationId ?? organizationId), rule))
      .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
  const isOver = and(eq(apiKeys.organizationId, organizationId), or(isNotNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, now)))
  return [...(await select(isAtWork(db, organizationId, now))), ...(await select(isOver).limit(200))]
}

export const insertKey = async (tx: Handle, row: Handle['tables']['apiKeys']['$inferInsert']): Promise<void> => {
  await tx.insert(tx.tables.apiKeys).values(row)
}

/** Ends all of somebody's keys that have not ended yet. */
export const revokeKeysOf = (tx: Handle, userId: string, at: Date) => {
  const { apiKeys } = tx.tables
  return tx
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id, organizationId: apiKeys.organizationId })
}

/** Ends a key that has not ended yet; undefined when there is none of that id in the organization. */
export const revokeKey = async (tx: Handle, organizationId: string, id: string, at: Date) => {
  const { apiKeys } = tx.tables
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id, userId: apiKeys.userId })
  return row
}
