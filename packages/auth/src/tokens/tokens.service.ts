import { timingSafeEqual } from 'node:crypto'
import type { RefreshTokens, TokenPair } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, fail, newId, type Origin, systemScope } from '@pantheon/kernel'
import { hashSecret, newSecret } from '../accounts/secrets.ts'
import type { Person, Tokens } from '../auth.types.ts'
import { roleKeyOf } from '../roles/role.ts'
import { lockSession, sessionMs } from '../sessions/session.repo.ts'
import type { SessionsInternals } from '../sessions/sessions.ts'
import type { AccessTokens } from './access-token.ts'
import { deleteUsedBefore, findRefreshToken, insertRefreshToken, lockRefreshToken, type RefreshRow, updateRefreshToken } from './refresh-token.repo.ts'
import { formatRefreshToken, judgeRefresh, parseRefreshToken, type RefreshToken, successorSecret } from './refresh-token.ts'

export interface TokensDeps {
  db: Db
  clock: Clock
  sessions: SessionsInternals
  accessTokens: AccessTokens
}

type Rotation = { outcome: 'successor'; token: RefreshToken; sessionId: string } | { outcome: 'unknown' } | { outcome: 'reused'; sessionId: string }

const isSecretOf = (row: RefreshRow, secret: string): boolean => timingSafeEqual(Buffer.from(row.secretHash), Buffer.from(hashSecret(secret)))

/** `Tokens` plus methods for the rest of the server. */
export interface TokensInternals extends Tokens {
  /** Deletes used tokens after 30 days. */
  dropOld(): Promise<void>
}

/** Token pairs for API clients, with refresh token rotation: reuse of an old refresh token ends the session. */
export const createTokens = ({ db, clock, sessions, accessTokens }: TokensDeps): TokensInternals => {
  const all = db.as(systemScope)

  const pairFor = async (sessionId: string, refresh: RefreshToken): Promise<TokenPair> => {
    const facts = await sessions.load(sessionId)
    if (!facts || facts.role === null) return fail('auth.token_invalid')
    const role = roleKeyOf({ role: facts.role, custom: facts.custom })
    const { token, expiresAt } = await accessTokens.sign({ sub: facts.userId, org: facts.organizationId, role, sid: sessionId })
    return { accessToken: token, refreshToken: formatRefreshToken(refresh), expiresAt: expiresAt.toISOString() }
  }

  const rotate = async (tx: Tx, { id, sessionId }: RefreshRow, secret: string): Promise<Rotation> => {
    const now = clock.now()
    const [nonce, successorId] = [newSecret(), newId(clock.now())]
    const next = successorSecret(secret, nonce)
    await insertRefreshToken(tx, { id: successorId, sessionId, secretHash: hashSecret(next), createdAt: now })
    await updateRefreshToken(tx, id, { usedAt: now, successorNonce: nonce, successorId })
    return { outcome: 'successor', token: { id: successorId, secret: next }, sessionId }
  }

  const show = ({ id, secret }: RefreshToken): Promise<Rotation> =>
    all.transaction(async (tx): Promise<Rotation> => {
      // Locks the session first, in the same order as a sign-out.
      const shown = await findRefreshToken(tx, id)
      if (shown) await lockSession(tx, shown.sessionId)
      const row = await lockRefreshToken(tx, id)
      if (!row || !isSecretOf(row, secret)) return { outcome: 'unknown' }
      const { sessionId, successorId, successorNonce } = row
      switch (judgeRefresh(row, clock.now())) {
        case 'rotate':
          return rotate(tx, row, secret)
        case 'repeat':
          return { outcome: 'successor', token: { id: successorId ?? '', secret: successorSecret(secret, successorNonce ?? '') }, sessionId }
        case 'end':
          return { outcome: 'reused', sessionId }
      }
    })

  /** Ends the session of a reused token: every holder of a copy, thief or owner, has to sign in again. */
  const endFamily = async (sessionId: string, origin: Origin | undefined): Promise<void> => {
    const facts = await sessions.load(sessionId)
    if (!facts) return
    const { userId, organizationId } = facts
    await all.transaction(async (tx) => {
      tx.emit('session.token_reused', { organizationId, actorId: null, origin: origin ?? null, data: { sessionId, userId } })
    })
    await sessions.end(userId, { only: sessionId }, { actorId: userId, origin: origin ?? null })
  }

  return {
    issue: async ({ id: userId, passwordHash }: Person, origin: Origin | undefined): Promise<TokenPair> => {
      const { sessionId } = await sessions.openApi(userId, origin, passwordHash)
      const token = { id: newId(clock.now()), secret: newSecret() }
      await insertRefreshToken(all, { id: token.id, sessionId, secretHash: hashSecret(token.secret), createdAt: clock.now() })
      return pairFor(sessionId, token)
    },

    refresh: async ({ refreshToken }: RefreshTokens, origin: Origin | undefined): Promise<TokenPair> => {
      const token = parseRefreshToken(refreshToken) ?? fail('auth.token_invalid')
      const rotation = await show(token)
      if (rotation.outcome === 'unknown') return fail('auth.token_invalid')
      if (rotation.outcome === 'successor') return pairFor(rotation.sessionId, rotation.token)
      await endFamily(rotation.sessionId, origin)
      return fail('auth.token_reused')
    },

    dropOld: (): Promise<void> => deleteUsedBefore(all, new Date(clock.now().getTime() - sessionMs)),
  }
}
