import { createHmac } from 'node:crypto'

/** How long a token that was rotated still gives its successor: tabs and retries of one client come at once. */
const graceMs = 30_000

/** A refresh token in its parts. On the wire: `rt_`, the id, a dot, the secret. */
export interface RefreshToken {
  id: string
  secret: string
}

export const formatRefreshToken = ({ id, secret }: RefreshToken): string => `rt_${id}.${secret}`

/** The parts of a token, or null when it is none. */
export const parseRefreshToken = (text: string): RefreshToken | null => {
  const [, id, secret] = /^rt_([0-9a-f-]{36})\.([\w-]{43})$/.exec(text) ?? []
  return id && secret ? { id, secret } : null
}

/**
 * The secret of the token that follows: made from the secret that was shown and a number only the database knows. So
 * showing the same token twice gives the same successor, and neither an old token nor the database alone gives it.
 */
export const successorSecret = (secret: string, nonce: string): string => createHmac('sha256', secret).update(nonce).digest('base64url')

/** A refresh token as it is stored. */
export interface RefreshRecord {
  usedAt: Date | null
}

/** What showing a token means: `rotate` it, `repeat` the answer it got within 30 s, or `end` the family, because a copy of it is about. */
export const judgeRefresh = ({ usedAt }: RefreshRecord, now: Date): 'rotate' | 'repeat' | 'end' => {
  if (usedAt === null) return 'rotate'
  return now.getTime() - usedAt.getTime() <= graceMs ? 'repeat' : 'end'
}
