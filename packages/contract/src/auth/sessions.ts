import { z } from 'zod'
import { Credential } from '../plain-text.ts'
import { Instant } from '../primitives.ts'

export const sessionKinds = ['browser', 'api'] as const

/** One place where somebody is signed in. A browser's cookie and an API client's tokens are both sessions. */
export const Session = z
  .object({
    /** Not the secret: this only names the session. */
    id: z.string(),
    kind: z.enum(sessionKinds),
    /** In words, from what the client says of itself: `Chrome on macOS`. Empty when it says nothing. */
    device: z.string(),
    /** The network address it was last seen at. */
    address: z.string(),
    /** What can be told of the address without asking anyone. */
    place: z.enum(['this_machine', 'private_network', 'internet', 'unknown']),
    /** The country the address is in, as ISO 3166-1 has it (`JP`). Null when nobody can tell. */
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

/** What an API client gets: a JWT for 15 minutes, and a token that buys the next pair once. */
export const TokenPair = z.object({ accessToken: z.string(), refreshToken: z.string(), expiresAt: Instant }).meta({ id: 'TokenPair' })
export type TokenPair = z.infer<typeof TokenPair>
export const RefreshTokens = z.object({ refreshToken: Credential })
export type RefreshTokens = z.infer<typeof RefreshTokens>
