import type { OrganizationRole, Permission, PlatformRole } from '@pantheon/contract'
import { and, asc, type Db, desc, eq, gt, type Handle, isNull, lockRows, lte, ne, type ScopedDb, sql, statement } from '@pantheon/db'
import { type Clock, fail, type Origin, systemClock, systemScope } from '@pantheon/kernel'
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'

const everyone = systemScope
/** Lifetime of a session after its last extension. */
export const sessionMs = 30 * 86_400_000

/** A session with everything needed to authorize it, as one prepared statement. */
const withUser = statement<{ id: string }>()('sessions.withUser', ({ select, tables: { sessions, users, memberships, organizations, roles } }) =>
  select({
    userId: sessions.userId,
    organizationId: sessions.organizationId,
    kind: sessions.kind,
    address: sessions.address,
    lastSeenAt: sessions.lastSeenAt,
    expiresAt: sessions.expiresAt,
    platformRole: users.role,
    userDeletedAt: users.deletedAt,
    role: memberships.role,
    roleId: roles.id,
    roleName: roles.name,
    rolePermissions: roles.permissions,
    organizationDeletedAt: organizations.deletedAt,
  })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(organizations, eq(organizations.id, sessions.organizationId))
    .leftJoin(memberships, and(eq(memberships.userId, sessions.userId), eq(memberships.organizationId, sessions.organizationId)))
    .leftJoin(roles, eq(roles.id, memberships.roleId))
    .where(eq(sessions.id, sql.placeholder('id'))),
)

/** Attributes that Lucia carries: with the user the platform role, with the session its organization and role. */
export interface UserAttributes {
  platformRole: PlatformRole
}
export interface SessionAttributes {
  organizationId: string
  kind: 'browser' | 'api'
  /** Null when the membership no longer exists. */
  role: OrganizationRole | null
  custom: { id: string; name: string; permissions: Permission[] } | null
  isOrganizationAlive: boolean
  address: string
  lastSeenAt: Date | null
  origin?: Origin
  /** The hash that the password was checked against; it must be unchanged when the session is opened. */
  passwordHash?: string | null
}

/** Converts an instant between two clocks: the result is as far from `there` as `instant` is from `here`. */
export const betweenClocks = (instant: Date, here: Date, there: Date): Date => new Date(instant.getTime() - here.getTime() + there.getTime())

/**
 * Lucia's storage in our database. Lucia sees only the id, a hash of the cookie's secret, so a stored session cannot be used to
 * sign in. Expiry follows our clock while Lucia uses the machine's, so expiry times are converted.
 */
export const createSessionStorage = (db: Db, clock: Clock): Adapter => {
  const all = db.as(everyone)
  const { sessions, users } = db.tables
  const nextExpiry = (): Date => new Date(clock.now().getTime() + sessionMs)
  return {
    getSessionAndUser: async (id): Promise<[DatabaseSession | null, DatabaseUser | null]> => {
      const [row] = await all.run(withUser, { id })
      if (!row || row.userDeletedAt) return [null, null]
      const { userId, expiresAt, organizationId, kind, role, roleId, roleName, rolePermissions, address, lastSeenAt, platformRole } = row
      const custom = roleId !== null && roleName !== null && rolePermissions !== null ? { id: roleId, name: roleName, permissions: rolePermissions } : null
      const isOrganizationAlive = row.organizationDeletedAt === null
      return [
        {
          id,
          userId,
          expiresAt: betweenClocks(expiresAt, clock.now(), systemClock.now()),
          attributes: { organizationId, kind, role, custom, isOrganizationAlive, address, lastSeenAt },
        },
        { id: userId, attributes: { platformRole } },
      ]
    },
    getUserSessions: () => Promise.reject(new Error('Sessions are listed by their service')),
    setSession: async ({ id, userId, attributes: { organizationId, kind, origin, passwordHash } }) => {
      const now = clock.now()
      const place = { address: origin?.address ?? '', userAgent: (origin?.userAgent ?? '').slice(0, 400) }
      await all.transaction(async (tx) => {
        // Locks the user: a concurrent password change either ends this session too or is visible here.
        const [user] = await lockRows(tx, tx.select({ passwordHash: users.passwordHash, deletedAt: users.deletedAt }).from(users).where(eq(users.id, userId)))
        if (!user || user.deletedAt || (passwordHash !== undefined && user.passwordHash !== passwordHash)) fail('auth.wrong_credentials')
        await tx.insert(sessions).values({ id, userId, organizationId, kind, ...place, createdAt: now, lastSeenAt: now, expiresAt: nextExpiry() })
        tx.emit('session.started', { organizationId, actorId: userId, origin: origin ?? null, data: { sessionId: id, userId } })
      })
    },
    updateSessionExpiration: async (id) => {
      await all.update(sessions).set({ expiresAt: nextExpiry() }).where(eq(sessions.id, id))
    },
    deleteSession: async (id) => {
      await all.delete(sessions).where(eq(sessions.id, id))
    },
    deleteUserSessions: async (userId) => {
      await all.delete(sessions).where(eq(sessions.userId, userId))
    },
    deleteExpiredSessions: async () => {
      await all.delete(sessions).where(lte(sessions.expiresAt, clock.now()))
    },
  }
}

/** The user's oldest membership in an organization that is not deleted; the default organization of a session. */
export const findDefaultOrganization = async (db: Handle, userId: string): Promise<string | undefined> => {
  const { memberships, organizations } = db.tables
  const [row] = await db
    .select({ id: memberships.organizationId })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), isNull(organizations.deletedAt)))
    .orderBy(asc(memberships.createdAt), asc(memberships.organizationId))
    .limit(1)
  return row?.id
}

/** True when the user is a member of an organization that is not deleted. */
export const isMemberOf = async (db: Handle, userId: string, organizationId: string): Promise<boolean> => {
  const { memberships, organizations } = db.tables
  const [row] = await db
    .select({ id: memberships.organizationId })
    .from(memberships)
    .innerJoin(organizations, eq(organizations.id, memberships.organizationId))
    .where(and(eq(memberships.userId, userId), eq(memberships.organizationId, organizationId), isNull(organizations.deletedAt)))
  return row !== undefined
}

/** Moves a session to another organization; with `from`, only while it is still there. */
export const moveSession = async (db: Handle, id: string, organizationId: string, from?: string): Promise<void> => {
  const { sessions } = db.tables
  await db
    .update(sessions)
    .set({ organizationId })
    .where(and(eq(sessions.id, id), from === undefined ? undefined : eq(sessions.organizationId, from)))
}

/** Locks a session until the transaction ends. */
export const lockSession = async (tx: Handle, id: string): Promise<void> => {
  await lockRows(tx, tx.select({ id: tx.tables.sessions.id }).from(tx.tables.sessions).where(eq(tx.tables.sessions.id, id)))
}

export const markSeen = async (db: Handle, id: string, seen: { lastSeenAt: Date; address?: string }): Promise<void> => {
  await db.update(db.tables.sessions).set(seen).where(eq(db.tables.sessions.id, id))
}

/** The user's sessions beyond the `kept` most recently used, at most a hundred. */
export const listSurplus = async (db: Handle, userId: string, kept: number): Promise<string[]> => {
  const { sessions } = db.tables
  const newestFirst = await db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.lastSeenAt), asc(sessions.id))
  return newestFirst.slice(kept, kept + 100).map(({ id }) => id)
}

/** The user's unexpired sessions, most recently used first. */
export const listSessions = (db: Handle, userId: string, now: Date) => {
  const { sessions } = db.tables
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now)))
    .orderBy(sql`${sessions.lastSeenAt} desc`, asc(sessions.id))
}

export type EndedSession = { id: string; organizationId: string }

/** Deletes sessions of a user: one, all, or all but one. Resolves to those that existed. */
export const deleteSessions = (db: ScopedDb | Handle, userId: string, which: { only?: string; except?: string | undefined }): Promise<EndedSession[]> => {
  const { sessions } = db.tables
  const one = which.only === undefined ? undefined : eq(sessions.id, which.only)
  const others = which.except === undefined ? undefined : ne(sessions.id, which.except)
  return db
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), one, others))
    .returning({ id: sessions.id, organizationId: sessions.organizationId })
}

export const findSessionOwner = async (db: Handle, id: string): Promise<string | undefined> => {
  const [row] = await db.select({ userId: db.tables.sessions.userId }).from(db.tables.sessions).where(eq(db.tables.sessions.id, id))
  return row?.userId
}
