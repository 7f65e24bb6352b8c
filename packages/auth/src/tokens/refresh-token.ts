import { createHmac } from 'node:crypto'

/** How long the token that was just rotated is honoured once more. */
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
  repeatedAt: Date | null
  successorUsedAt: Date | null
}

/** What showing a token means: `rotate` it, `repeat` the answer that got lost, or `end` the family, because a thief or its owner shows it again. */
export const judgeRefresh = ({ usedAt, repeatedAt, successorUsedAt }: RefreshRecord, now: Date): 'rotate' | 'repeat' | 'end' => {
  if (usedAt === null) return 'rotate'
  const isFresh = now.getTime() - usedAt.getTime() <= graceMs
  return isFresh && repeatedAt === null && successorUsedAt === null ? 'repeat' : 'end'
}
