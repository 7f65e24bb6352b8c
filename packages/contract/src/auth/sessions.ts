import { z } from 'zod'
import { Credential } from '../plain-text.ts'
import { Instant } from '../primitives.ts'

export const sessionKinds = ['browser', 'api'] as const

/** A signed-in session: a browser's cookie or an API client's tokens. */
export const Session = z
  .object({
    /** Identifies the session; not its secret. */
    id: z.string(),
    kind: z.enum(sessionKinds),
    /** The client as derived from its User-Agent: `Chrome on macOS`. Empty when unknown. */
    device: z.string(),
    /** The network address of its last request. */
    address: z.string(),
    /** The kind of address, derived without a lookup. */
    place: z.enum(['this_machine', 'private_network', 'internet', 'unknown']),
    /** The country of the address, as ISO 3166-1 code (`JP`). Null when unknown. */
    country: z.string().length(2).nullable(),
    isCurrent: z.boolean(),
    createdAt: Instant,
    lastSeenAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof Session>
export const SessionList = z.object({ items: z.array(Session) })
export const SessionRef = z.object({ id: z.string().regex(/^[0-9a-f]{64}$/, 'The id of a session') })
export type SessionRef = z.infer<typeof SessionRef>

/** The tokens of an API client: a JWT valid for 15 minutes, and a single-use refresh token. */
export const TokenPair = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresAt: Instant }).meta({ id: 'TokenPair' })
export type TokenPair = z.infer<typeof TokenPair>
export const RefreshTokens = z.object({ refreshToken: Credential })
export type RefreshTokens = z.infer<typeof RefreshTokens>
