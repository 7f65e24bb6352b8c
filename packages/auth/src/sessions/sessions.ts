import { type OrganizationRole, type Permission, type PlatformRole, permissionsOf } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, mintScope } from '@pantheon/kernel'
import { Lucia, TimeSpan } from 'lucia'
import { createSessionStorage, type SessionAttributes, type UserAttributes } from './session.repo.ts'

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>
    DatabaseUserAttributes: UserAttributes
    DatabaseSessionAttributes: SessionAttributes
  }
}

export const sessionCookieName = 'pantheon_session'

const granted = new Map<string, ReadonlySet<Permission>>()
const permissionSet = (role: OrganizationRole, platformRole: PlatformRole): ReadonlySet<Permission> => {
  const key = `${role}/${platformRole}`
  const set = granted.get(key) ?? new Set(permissionsOf(role, platformRole))
  granted.set(key, set)
  return set
}

/**
 * Browser sessions on Lucia: 30 days, extended while they are used, cookie HttpOnly and SameSite=Lax.
 * `isSecure` adds `Secure`, which browsers honour on https and on localhost.
 */
export const createSessions = ({ db, clock, isSecure }: { db: Db; clock: Clock; isSecure: boolean }) => {
  const lucia = new Lucia(createSessionStorage(db, clock), {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: { name: sessionCookieName, attributes: { secure: isSecure, sameSite: 'lax', path: '/' } },
    getUserAttributes: ({ platformRole }) => ({ platformRole }),
    getSessionAttributes: ({ organizationId, role }) => ({ organizationId, role }),
  })
  return {
    /** Opens a session; `id` goes into the cookie and is never stored. */
    open: async (userId: string, organizationId: string): Promise<{ id: string; cookie: string }> => {
      const session = await lucia.createSession(userId, { organizationId, role: 'viewer' })
      return { id: session.id, cookie: lucia.createSessionCookie(session.id).serialize() }
    },
    close: async (sessionId: string): Promise<{ cookie: string }> => {
      await lucia.invalidateSession(sessionId)
      return { cookie: lucia.createBlankSessionCookie().serialize() }
    },
    /** Who the session belongs to, with what they may do and whose rows they may see; null when it is unknown or over. */
    actorOf: async (sessionId: string): Promise<Actor | null> => {
      const { session, user } = await lucia.validateSession(sessionId)
      if (!session) return null
      return {
        kind: 'user',
        userId: user.id,
        organizationId: session.organizationId,
        role: session.role,
        platformRole: user.platformRole,
        permissions: permissionSet(session.role, user.platformRole),
        scope: mintScope(user.platformRole === 'admin' ? null : session.organizationId),
      }
    },
    /** The session id in a `Cookie` header, or null when there is none or the header is not to be read. */
    readCookie: (header: string | null | undefined): string | null => {
      try {
        return header ? lucia.readSessionCookie(header) : null
      } catch {
        return null // any cookie of the site with a stray `%` makes Lucia's parser throw
      }
    },
    dropExpired: (): Promise<void> => lucia.deleteExpiredSessions(),
  }
}
export type Sessions = ReturnType<typeof createSessions>
