import { createHmac } from 'node:crypto'

/** How long a rotated token still returns its successor, for concurrent tabs and retries of one client. */
const graceMs = 30_000

/** A parsed refresh token. Wire format: `rt_`, the id, a dot, the secret. */
export interface RefreshToken {
  id: string
  secret: string
}

export const formatRefreshToken = ({ id, secret }: RefreshToken): string => `rt_${id}.${secret}`

/** Parses a refresh token; null when it is malformed. */
export const parseRefreshToken = (text: string): RefreshToken | null => {
  const [, id, secret] = /^rt_([0-9a-f-]{36})\.([\w-]{43})$/.exec(text) ?? []
  return id && secret ? { id, secret } : null
}

/**
 * The secret of the next token, derived from the presented secret and a nonce that only the database has. Presenting a token
 * twice therefore gives the same successor, and neither an old token nor the database alone reveals it.
 */
export const successorSecret = (secret: string, nonce: string): string => createHmac('sha256', secret).update(nonce).digest('base64url')

/** A refresh token as stored. */
export interface RefreshRecord {
  usedAt: Date | null
}

/** What to do with a presented token: `rotate` it, `repeat` the successor within 30 s, or `end` the family, because a copy is in use. */
export const judgeRefresh = ({ usedAt }: RefreshRecord, now: Date): 'rotate' | 'repeat' | 'end' => {
  if (usedAt === null) return 'rotate'
  return now.getTime() - usedAt.getTime() <= graceMs ? 'repeat' : 'end'
}
