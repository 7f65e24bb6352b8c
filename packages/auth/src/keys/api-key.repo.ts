import { and, desc, eq, gt, type Handle, isNotNull, isNull, lte, olderThan, or, type ScopedDb, type SQL, sql, statement } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'

/** A key by its hash, with the current rights of its creator. */
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

export type KeyRow = Awaited<ReturnType<typeof listActiveKeys>>[number]

const isActive = ({ tables: { apiKeys } }: Handle, organizationId: string, now: Date) =>
  and(eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)))

/** Number of active keys of the organization. */
export const countActiveKeys = (db: Handle, organizationId: string, now: Date): Promise<number> =>
  db.$count(db.tables.apiKeys, isActive(db, organizationId, now))

/** Number of keys created in the organization since then, including revoked ones. */
export const countKeysCreated = (db: Handle, organizationId: string, since: Date): Promise<number> => {
  const { apiKeys } = db.tables
  return db.$count(apiKeys, and(eq(apiKeys.organizationId, organizationId), gt(apiKeys.createdAt, since)))
}

/** The organization's keys with their creators, newest first. */
const selectKeys = (db: Handle, scope: Scope, organizationId: string, rule: SQL | undefined) => {
  const { apiKeys, users } = db.tables
  return db
    .select({ key: apiKeys, makerName: users.name })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .where(and(eq(apiKeys.organizationId, organizationId), eq(apiKeys.organizationId, scope.organizationId ?? organizationId), rule))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id))
}

/** All active keys. */
export const listActiveKeys = async (db: Handle, scope: Scope, organizationId: string, now: Date) =>
  (await selectKeys(db, scope, organizationId, isActive(db, organizationId, now))).map(({ key, makerName }) => ({ ...key, makerName }))

/** Expired and revoked keys. */
export const listInactiveKeys = async (db: Handle, scope: Scope, organizationId: string, now: Date, { after, limit }: SortedWindow): Promise<KeyRow[]> => {
  const { apiKeys } = db.tables
  const isOver = and(or(isNotNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, now)), olderThan(apiKeys, after))
  return (await selectKeys(db, scope, organizationId, isOver).limit(limit)).map(({ key, makerName }) => ({ ...key, makerName }))
}

export const insertKey = async (tx: Handle, row: Handle['tables']['apiKeys']['$inferInsert']): Promise<void> => {
  await tx.insert(tx.tables.apiKeys).values(row)
}

/** Revokes all active keys of a user. */
export const revokeKeysOf = (tx: Handle, userId: string, at: Date) => {
  const { apiKeys } = tx.tables
  return tx
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.userId, userId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id, organizationId: apiKeys.organizationId })
}

/** Revokes an active key; undefined when the organization has none with that id. */
export const revokeKey = async (tx: Handle, organizationId: string, id: string, at: Date) => {
  const { apiKeys } = tx.tables
  const [row] = await tx
    .update(apiKeys)
    .set({ revokedAt: at })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.organizationId, organizationId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id, userId: apiKeys.userId })
  return row
}
