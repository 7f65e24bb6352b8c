import { type Permission, type PlatformRole, permissions } from '@pantheon/contract'
import { type Actor, fail, mintScope, type Origin } from '@pantheon/kernel'
import { hashSecret } from '../accounts/secrets.ts'
import type { ApiKeysInternals } from '../keys/api-keys.service.ts'
import { type HeldRole, permissionsHeld, roleKeyOf } from '../roles/role.ts'
import type { SessionsInternals } from '../sessions/sessions.ts'
import { type AccessTokens, TokenExpired } from '../tokens/access-token.ts'
import type { AccessCache, Grant } from './access-cache.ts'

/** The credential of a request. */
export type Credential = { kind: 'cookie'; secret: string } | { kind: 'bearer'; token: string }

export interface ActorsDeps {
  cache: AccessCache
  sessions: Pick<SessionsInternals, 'load'>
  apiKeys: Pick<ApiKeysInternals, 'load'>
  accessTokens: Pick<AccessTokens, 'verify'>
}

// Most accounts have one of a few sets of permissions, so the sets are shared.
const sets = new Map<string, ReadonlySet<Permission>>()
const permissionSet = (held: HeldRole, platformRole: PlatformRole): ReadonlySet<Permission> => {
  if (held.custom) return new Set(permissionsHeld(held, platformRole))
  const key = `${held.role}/${platformRole}`
  const set = sets.get(key) ?? new Set(permissionsHeld(held, platformRole))
  sets.set(key, set)
  return set
}

/** Resolves a credential to an actor with its permissions and scope. */
export const createActors = ({ cache, sessions, apiKeys, accessTokens }: ActorsDeps) => {
  const ofSession = async (sessionId: string, origin: Origin | undefined): Promise<Grant | null> => {
    const facts = await sessions.load(sessionId, origin)
    if (!facts || facts.role === null) return null
    const { userId, organizationId, platformRole, role, custom, expiresAt } = facts
    const held = { role, custom }
    const scope = mintScope(platformRole === 'admin' ? null : organizationId)
    const actor: Actor = {
      kind: 'user',
      userId,
      organizationId,
      role: roleKeyOf(held),
      platformRole,
      permissions: permissionSet(held, platformRole),
      scope,
      sessionId,
    }
    return { actor, expiresAt }
  }

  /** An API key acts for the user who created it, with the intersection of both permissions. */
  const ofKey = async (hash: string): Promise<Grant | null> => {
    const facts = await apiKeys.load(hash)
    if (!facts) return null
    const { id, name, prefix, userId, organizationId, held, platformRole, granted, expiresAt } = facts
    const can = permissionSet(held, platformRole)
    const allowed = new Set(permissions.filter((permission) => granted.includes(permission) && can.has(permission)))
    const actor: Actor = {
      kind: 'user',
      userId,
      organizationId,
      role: roleKeyOf(held),
      platformRole: 'user',
      permissions: allowed,
      scope: mintScope(organizationId),
      apiKey: { id, name, prefix },
    }
    return { actor, expiresAt: expiresAt ?? new Date(8.64e15), apiKeyId: id }
  }

  const ofAccessToken = async (token: string, origin: Origin | undefined): Promise<Grant> => {
    const { sid, sub, org, exp } = await accessTokens.verify(token)
    const grant = await cache.get(`session:${sid}`, () => ofSession(sid, origin))
    if (!grant || grant.actor.userId !== sub) return fail('auth.token_invalid')
    // The session moved to another organization, so the client needs a new token.
    if (grant.actor.organizationId !== org) throw new TokenExpired(sid)
    return { ...grant, expiresAt: new Date(exp * 1000) }
  }

  const resolve = async (credential: Credential, origin?: Origin): Promise<Grant | null> => {
    // Cached by the secret itself; it is hashed for the database only.
    if (credential.kind === 'cookie') return cache.get(`cookie:${credential.secret}`, () => ofSession(hashSecret(credential.secret), origin))
    if (!credential.token.startsWith('pk_')) return ofAccessToken(credential.token, origin)
    return (await cache.get(`key:${credential.token}`, () => ofKey(hashSecret(credential.token)))) ?? fail('auth.token_invalid')
  }

  return {
    /** The credential of a request, from the session's cookie or the `Authorization` header; with the header the cookie is ignored. */
    read: ({ session, authorization }: { session: string | undefined; authorization: string | undefined }): Credential | null => {
      if (authorization) {
        if (!/^Bearer(?: |$)/i.test(authorization)) return null
        // A malformed token is looked up as the empty one, which never exists.
        const [, token = ''] = /^Bearer +(\S{1,4000})$/i.exec(authorization) ?? []
        return { kind: 'bearer', token }
      }
      return session === undefined ? null : { kind: 'cookie', secret: session }
    },
    /**
     * Resolves a credential. Null for a cookie that is invalid or expired. A bearer token fails with `auth.token_expired`
     * (refresh it) or `auth.token_invalid`.
     */
    resolve,
    /** The actor of a session. */
    ofSession: (sessionId: string): Promise<Grant | null> => cache.get(`session:${sessionId}`, () => ofSession(sessionId, undefined)),
  }
}
export type Actors = ReturnType<typeof createActors>
