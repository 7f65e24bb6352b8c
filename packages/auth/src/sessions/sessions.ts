import type { Session, SessionRef } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, fail, type Origin, systemClock, systemScope } from '@pantheon/kernel'
import { Lucia, TimeSpan } from 'lucia'
import type { AccessChange } from '../access/access-bus.port.ts'
import { hashSecret, newSecret } from '../accounts/secrets.ts'
import type { Sessions } from '../auth.types.ts'
import { sessionCookieName } from '../cookie-names.ts'
import type { CountryOf } from './country.port.ts'
import { deviceOf, placeOf } from './device.ts'
import {
  betweenClocks,
  createSessionStorage,
  deleteSessions,
  type EndedSession,
  findDefaultOrganization,
  findSessionOwner,
  listSessions,
  listSurplus,
  markSeen,
  moveSession,
  type SessionAttributes,
  type UserAttributes,
} from './session.repo.ts'

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>
    DatabaseUserAttributes: UserAttributes
    DatabaseSessionAttributes: SessionAttributes
  }
}

/** Maximum number of sessions of a user, as they are listed without pages. */
const mostSessions = 200
const everyone = systemScope
const seenEveryMs = 60_000

export interface SessionsDeps {
  db: Db
  clock: Clock
  /** Adds `Secure` to the cookie, which browsers honour on https and on localhost. */
  isSecure: boolean
  access: { changed(change: AccessChange): void }
  countryOf: CountryOf
}

/** The facts of a session, before its permissions are computed. */
export interface SessionFacts extends SessionAttributes, UserAttributes {
  sessionId: string
  userId: string
  expiresAt: Date
}

/** Who ended sessions, for the audit log. */
interface Ending {
  actorId: string
  origin: Origin | null
}

/** `Sessions` plus methods for the rest of the server. */
export interface SessionsInternals extends Sessions {
  /**
   * Opens a browser's session; the cookie contains its secret, which is never stored. With the hash that a password was checked
   * against, fails with `auth.wrong_credentials` when the password has changed since.
   */
  openBrowser(userId: string, origin: Origin | undefined, passwordHash?: string | null): Promise<{ sessionId: string; cookie: string }>
  /** Opens the session of an API client's tokens. */
  openApi(userId: string, origin: Origin | undefined, passwordHash?: string | null): Promise<{ sessionId: string }>
  /** The facts of a session, which is extended past half of its lifetime; null when it is unknown or expired. */
  load(sessionId: string, origin?: Origin): Promise<SessionFacts | null>
  end(userId: string, which: { only?: string; except?: string | undefined }, ending: Ending): Promise<EndedSession[]>
  /** Ends the session of a cookie's secret, whoever owns it. */
  endBySecret(secret: string, ending: Ending): Promise<void>
  /** Ends a session as its owner; a no-op when there is none. */
  endOwn(sessionId: string, origin: Origin): Promise<void>
  /** For callers that delete sessions inside their own transaction. */
  announce(tx: Tx, ended: EndedSession[], userId: string, ending: Ending): void
  forget(ended: EndedSession[]): void
  /** Switches the session to another organization. The caller has checked the membership. */
  move(actor: Actor, organizationId: string): Promise<void>
  dropExpired(): Promise<void>
}

/**
 * Sessions on Lucia: 30 days, extended while in use. A browser has the session's secret in a cookie (HttpOnly, SameSite=Lax);
 * an API client has tokens of a session of its own. In both cases, ending the session revokes access.
 */
export const createSessions = ({ db, clock, isSecure, access, countryOf }: SessionsDeps): SessionsInternals => {
  const all = db.as(everyone)
  const lucia = new Lucia(createSessionStorage(db, clock), {
    sessionExpiresIn: new TimeSpan(30, 'd'),
    sessionCookie: { name: sessionCookieName, attributes: { secure: isSecure, sameSite: 'lax', path: '/' } },
    getUserAttributes: ({ platformRole }) => ({ platformRole }),
    getSessionAttributes: (attributes) => attributes,
  })

  /** Emits events for ended sessions; call `forget` after the commit. */
  const announce = (tx: Tx, ended: EndedSession[], userId: string, { actorId, origin }: Ending): void => {
    for (const { id, organizationId } of ended) tx.emit('session.ended', { organizationId, actorId, origin, data: { sessionId: id, userId } })
  }
  const forget = (ended: EndedSession[]): void => {
    for (const { id } of ended) access.changed({ sessionId: id })
  }
  const end = async (userId: string, which: { only?: string; except?: string | undefined }, ending: Ending): Promise<EndedSession[]> => {
    const ended = await all.transaction(async (tx) => {
      const gone = await deleteSessions(tx, userId, which)
      announce(tx, gone, userId, ending)
      return gone
    })
    forget(ended)
    return ended
  }

  const open = async (
    userId: string,
    kind: 'browser' | 'api',
    origin: Origin | undefined,
    passwordHash: string | null | undefined,
  ): Promise<{ sessionId: string; secret: string }> => {
    const organizationId = (await findDefaultOrganization(all, userId)) ?? fail('auth.wrong_credentials')
    const secret = newSecret()
    const attributes: SessionAttributes = {
      organizationId,
      kind,
      role: null,
      custom: null,
      isOrganizationAlive: true,
      address: '',
      lastSeenAt: null,
      ...(origin && { origin }),
      ...(passwordHash !== undefined && { passwordHash }),
    }
    const { id } = await lucia.createSession(userId, attributes, { sessionId: hashSecret(secret) })
    // A sign-in is never refused for the limit: the least recently used sessions are ended.
    for (const surplus of await listSurplus(all, userId, mostSessions)) await end(userId, { only: surplus }, { actorId: userId, origin: origin ?? null })
    return { sessionId: id, secret }
  }

  /** Ends a session by id; the actor defaults to its owner. */
  const endById = async (sessionId: string, { actorId, origin }: Omit<Ending, 'actorId'> & Partial<Ending>): Promise<void> => {
    const owner = await findSessionOwner(all, sessionId)
    if (owner !== undefined) await end(owner, { only: sessionId }, { actorId: actorId ?? owner, origin })
  }

  /** Falls back to the user's oldest remaining organization when the session's was deleted or the user left it. */
  const ensureOrganization = async (facts: SessionFacts): Promise<SessionFacts | null> => {
    if (facts.role !== null && facts.isOrganizationAlive) return facts
    const fallback = await findDefaultOrganization(all, facts.userId)
    if (fallback === undefined || fallback === facts.organizationId) return null
    await moveSession(all, facts.sessionId, fallback, facts.organizationId)
    return load(facts.sessionId)
  }
  const load = async (sessionId: string, origin?: Origin): Promise<SessionFacts | null> => {
    const { session, user } = await lucia.validateSession(sessionId)
    if (!session) return null
    const now = clock.now()
    if (origin && now.getTime() - (session.lastSeenAt?.getTime() ?? 0) >= seenEveryMs) {
      await markSeen(all, sessionId, { lastSeenAt: now, ...(origin.address !== '' && { address: origin.address }) })
    }
    const { id: _, userId, fresh: __, ...attributes } = session
    const expiresAt = betweenClocks(session.expiresAt, systemClock.now(), now)
    return ensureOrganization({ ...attributes, expiresAt, sessionId, userId, platformRole: user.platformRole })
  }

  return {
    openBrowser: async (userId: string, origin: Origin | undefined, passwordHash?: string | null): Promise<{ sessionId: string; cookie: string }> => {
      const { sessionId, secret } = await open(userId, 'browser', origin, passwordHash)
      return { sessionId, cookie: lucia.createSessionCookie(secret).serialize() }
    },
    openApi: async (userId: string, origin: Origin | undefined, passwordHash?: string | null): Promise<{ sessionId: string }> =>
      open(userId, 'api', origin, passwordHash),

    load,
    renewCookie: (secret: string): string => lucia.createSessionCookie(secret).serialize(),
    blankCookie: (): string => lucia.createBlankSessionCookie().serialize(),

    end,
    endBySecret: (secret: string, ending: Ending): Promise<void> => endById(hashSecret(secret), ending),
    endOwn: (sessionId: string, origin: Origin): Promise<void> => endById(sessionId, { origin }),
    announce,
    forget,

    move: async (actor: Actor, organizationId: string): Promise<void> => {
      const { sessionId, userId } = actor
      if (sessionId === undefined) return fail('auth.required')
      await all.transaction(async (tx) => {
        await moveSession(tx, sessionId, organizationId)
        tx.emit('session.switched', { ...actorFields(actor), organizationId, data: { sessionId, userId } })
      })
      access.changed({ sessionId })
    },

    list: async (actor: Actor): Promise<{ items: Session[] }> => {
      const rows = await listSessions(all, actor.userId, clock.now())
      const show = async ({ id, kind, address, userAgent, createdAt, lastSeenAt, expiresAt }: (typeof rows)[number]): Promise<Session> => {
        const place = placeOf(address)
        return {
          id,
          kind,
          device: deviceOf(userAgent),
          address,
          place,
          country: place === 'internet' ? await countryOf(address) : null,
          isCurrent: id === actor.sessionId,
          createdAt: createdAt.toISOString(),
          lastSeenAt: (lastSeenAt ?? createdAt).toISOString(),
          expiresAt: expiresAt.toISOString(),
        }
      }
      const items = await Promise.all(rows.map(show))
      return { items: items.sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent)) }
    },
    endOne: async (actor: Actor, { id }: SessionRef): Promise<void> => {
      const ended = await end(actor.userId, { only: id }, actorFields(actor))
      if (ended.length === 0) fail('session.not_found')
    },
    endOthers: async (actor: Actor): Promise<void> => {
      await end(actor.userId, { except: actor.sessionId }, actorFields(actor))
    },

    dropExpired: (): Promise<void> => lucia.deleteExpiredSessions(),
  }
}
