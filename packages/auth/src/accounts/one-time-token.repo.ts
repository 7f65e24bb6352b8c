import { and, eq, gt, type Handle, isNull, lt, type Row } from '@pantheon/db'
import { newId } from '@pantheon/kernel'
import { hashSecret, newSecret } from './secrets.ts'

export type Purpose = Row<'oneTimeTokens'>['purpose']

/**
 * Creates a secret that works once, for `lifeMs`. It replaces earlier ones for the same purpose, unless anybody may request
 * one: those coexist, or a third party could keep invalidating a user's link.
 */
export const makeOneTimeToken = async (
  tx: Handle,
  { purpose, userId, payload = {}, at, lifeMs }: { purpose: Purpose; userId: string; payload?: Record<string, string>; at: Date; lifeMs: number },
): Promise<string> => {
  const { oneTimeTokens } = tx.tables
  if (purpose !== 'password_reset') await deleteTokensOf(tx, userId, purpose)
  const secret = newSecret()
  const expiresAt = new Date(at.getTime() + lifeMs)
  await tx.insert(oneTimeTokens).values({ id: newId(at), purpose, userId, payload, secretHash: hashSecret(secret), createdAt: at, expiresAt })
  return secret
}

const isGood = (db: Handle, purpose: Purpose, secret: string, at: Date) => {
  const { oneTimeTokens } = db.tables
  return and(
    eq(oneTimeTokens.secretHash, hashSecret(secret)),
    eq(oneTimeTokens.purpose, purpose),
    isNull(oneTimeTokens.usedAt),
    gt(oneTimeTokens.expiresAt, at),
  )
}

/** The token, if it is still valid. */
export const findOneTimeToken = async (db: Handle, purpose: Purpose, secret: string, at: Date): Promise<Row<'oneTimeTokens'> | undefined> =>
  (
    await db
      .select()
      .from(db.tables.oneTimeTokens)
      .where(isGood(db, purpose, secret, at))
  )[0]

/** Consumes the token. Of two concurrent uses only one succeeds. */
export const useOneTimeToken = async (tx: Handle, purpose: Purpose, secret: string, at: Date): Promise<Row<'oneTimeTokens'> | undefined> =>
  (
    await tx
      .update(tx.tables.oneTimeTokens)
      .set({ usedAt: at })
      .where(isGood(tx, purpose, secret, at))
      .returning()
  )[0]

/** Deletes all tokens of a user, or those of one purpose. */
export const deleteTokensOf = async (tx: Handle, userId: string, purpose?: Purpose): Promise<void> => {
  const { oneTimeTokens } = tx.tables
  await tx.delete(oneTimeTokens).where(and(eq(oneTimeTokens.userId, userId), purpose && eq(oneTimeTokens.purpose, purpose)))
}
export const deleteExpiredTokens = async (db: Handle, at: Date): Promise<void> => {
  await db.delete(db.tables.oneTimeTokens).where(lt(db.tables.oneTimeTokens.expiresAt, at))
}
