import { createHash } from 'node:crypto'
import type { OrganizationRole, PlatformRole } from '@pantheon/contract'
import { and, type Db, eq, lte, sql, statement } from '@pantheon/db'
import type { Clock } from '@pantheon/kernel'
import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'

/** Only the hash of a session id is stored: a leaked database holds no usable session. */
const hashOf = (sessionId: string): string => createHash('sha256').update(sessionId).digest('hex')

const withUser = statement<{ id: string }>()('sessions.withUser', ({ select, tables: { sessions, users, memberships } }) =>
  select({
    userId: sessions.userId,
    organizationId: sessions.organizationId,
    expiresAt: sessions.expiresAt,
    platformRole: users.role,
    role: memberships.role,
  })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(memberships, and(eq(memberships.userId, sessions.userId), eq(memberships.organizationId, sessions.organizationId)))
    .where(eq(sessions.id, sql.placeholder('id'))),
)

/** What Lucia carries along: with the user the platform role, with the session where they act and as what. */
export interface UserAttributes {
  platformRole: PlatformRole
}
export interface SessionAttributes {
  organizationId: string
  role: OrganizationRole
}

/** Lucia's storage over our database. One prepared statement answers "who is this?". */
export const createSessionStorage = (db: Db, clock: Clock): Adapter => {
  const { sessions } = db.tables
  return {
    getSessionAndUser: async (id): Promise<[DatabaseSession | null, DatabaseUser | null]> => {
      const [row] = await db.run(withUser, { id: hashOf(id) })
      if (!row) return [null, null]
      const { userId, expiresAt, organizationId, role, platformRole } = row
      return [
        { id, userId, expiresAt, attributes: { organizationId, role } },
        { id: userId, attributes: { platformRole } },
      ]
    },
    getUserSessions: async (userId) => {
      const rows = await db.select().from(sessions).where(eq(sessions.userId, userId))
      return rows.map(({ id, expiresAt, organizationId }) => ({ id, userId, expiresAt, attributes: { organizationId, role: 'viewer' as const } }))
    },
    setSession: async ({ id, userId, expiresAt, attributes }) => {
      await db.insert(sessions).values({ id: hashOf(id), userId, organizationId: attributes.organizationId, createdAt: clock.now(), expiresAt })
    },
    updateSessionExpiration: async (id, expiresAt) => {
      await db
        .update(sessions)
        .set({ expiresAt })
        .where(eq(sessions.id, hashOf(id)))
    },
    deleteSession: async (id) => {
      await db.delete(sessions).where(eq(sessions.id, hashOf(id)))
    },
    deleteUserSessions: async (userId) => {
      await db.delete(sessions).where(eq(sessions.userId, userId))
    },
    deleteExpiredSessions: async () => {
      await db.delete(sessions).where(lte(sessions.expiresAt, clock.now()))
    },
  }
}
