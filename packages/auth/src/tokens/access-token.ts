import { type Clock, Failure, fail } from '@pantheon/kernel'
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose'
import type { KeyRing } from './key-ring.ts'

/** Lifetime of an access token. */
const accessTokenMs = 15 * 60_000
/** Allowed clock skew between two servers. */
const skewSeconds = 60
const remembered = 10_000

/** The claims of an access token. */
export interface AccessClaims {
  /** The user. */
  sub: string
  /** The organization that the token acts in. */
  org: string
  /** The user's role there when the token was issued; rights are looked up, never read from it. */
  role: string
  /** The session, which is the token family. */
  sid: string
  /** Seconds since the epoch. */
  exp: number
}

/** An expired token of ours. `sessionId` is for internal use and never sent to the client. */
export class TokenExpired extends Failure {
  constructor(readonly sessionId: string) {
    super('auth.token_expired')
  }
}

/** Access tokens: JWT (RFC 7519), HS256, 15 minutes. */
export const createAccessTokens = ({ keys, clock }: { keys: KeyRing; clock: Clock }) => {
  // Verified tokens are cached, because a client sends the same one for 15 minutes.
  const known = new Map<string, AccessClaims>()

  const check = async (token: string): Promise<AccessClaims> => {
    const { payload } = await jwtVerify(token, ({ kid }) => keys.find(kid ?? '') ?? fail('auth.token_invalid'), {
      algorithms: ['HS256'],
      typ: 'JWT',
      requiredClaims: ['sub', 'org', 'role', 'sid', 'iat', 'exp'],
      clockTolerance: skewSeconds,
      currentDate: clock.now(),
      maxTokenAge: accessTokenMs / 1000, // also refuses a token issued in the future
    })
    const { sub = '', org, role, sid, exp = 0 } = payload
    return { sub, org: String(org), role: String(role), sid: String(sid), exp }
  }

  return {
    /** Signs a token; it expires at `expiresAt`. */
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

    /** The claims of a token, with 60 s of clock skew allowed. Fails with `auth.token_expired` (a `TokenExpired`) or `auth.token_invalid`. */
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
        // Expiry is only reported after the signature was verified.
        if (error instanceof joseErrors.JWTExpired) throw new TokenExpired(String(error.payload.sid))
        return fail('auth.token_invalid')
      }
    },
  }
}
export type AccessTokens = ReturnType<typeof createAccessTokens>
