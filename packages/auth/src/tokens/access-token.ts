import { type Clock, Failure, fail } from '@pantheon/kernel'
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose'
import type { KeyRing } from './key-ring.ts'

/** How long an access token is good for. */
const accessTokenMs = 15 * 60_000
/** How far the clocks of two servers may be apart. */
const skewSeconds = 60
const remembered = 10_000

/** What an access token says. */
export interface AccessClaims {
  /** The person. */
  sub: string
  /** The organization they act for. */
  org: string
  /** Their role there when the token was made; rights are looked up, never read from here. */
  role: string
  /** The session, which is the token's family. */
  sid: string
  /** Seconds since the epoch. */
  exp: number
}

/** A token of ours whose time is over. Which session it came from is for us alone: it does not go over the wire. */
export class TokenExpired extends Failure {
  constructor(readonly sessionId: string) {
    super('auth.token_expired')
  }
}

/** Access tokens: JWT (RFC 7519), HS256, 15 minutes. */
export const createAccessTokens = ({ keys, clock }: { keys: KeyRing; clock: Clock }) => {
  // A client sends the same token for 15 minutes: its signature is checked once.
  const known = new Map<string, AccessClaims>()

  const check = async (token: string): Promise<AccessClaims> => {
    const { payload } = await jwtVerify(token, ({ kid }) => keys.find(kid ?? '') ?? fail('auth.token_invalid'), {
      algorithms: ['HS256'],
      typ: 'JWT',
      requiredClaims: ['sub', 'org', 'role', 'sid', 'iat', 'exp'],
      clockTolerance: skewSeconds,
      currentDate: clock.now(),
      maxTokenAge: accessTokenMs / 1000, // also refuses one that says it was made in the future
    })
    const { sub = '', org, role, sid, exp = 0 } = payload
    return { sub, org: String(org), role: String(role), sid: String(sid), exp }
  }

  return {
    /** Signs a token; it ends at `expiresAt`. */
    sign: async (claims: Omit<AccessClaims, 'exp'>): Promise<{ token: string; expiresAt: Date }> => {
      const iat = Math.floor(clock.now().getTime() / 1000)
      const exp = iat + accessTokenMs / 1000
      const { kid, secret } = keys.current()
      const { sub, org, role, sid } = claims
      const token = await new SignJWT({ org, role, sid })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid })
        .setSubject(sub)
        .setIssuedAt(iat)
        .setExpirationTime(exp)
        .sign(secret)
      return { token, expiresAt: new Date(exp * 1000) }
    },

    /** What a token says, 60 s of clock skew allowed. Fails with `auth.token_expired` (a `TokenExpired`) or `auth.token_invalid`. */
    verify: async (token: string): Promise<AccessClaims> => {
      const seen = known.get(token)
      if (seen && (seen.exp + skewSeconds) * 1000 <= clock.now().getTime()) throw new TokenExpired(seen.sid)
      if (seen) return seen
      try {
        const claims = await check(token)
        if (known.size >= remembered) known.clear()
        known.set(token, claims)
        return claims
      } catch (error) {
        // Times are looked at when the signature is found right.
        if (error instanceof joseErrors.JWTExpired) throw new TokenExpired(String(error.payload.sid))
        return fail('auth.token_invalid')
      }
    },
  }
}
export type AccessTokens = ReturnType<typeof createAccessTokens>
