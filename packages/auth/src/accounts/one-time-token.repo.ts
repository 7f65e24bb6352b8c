import { and, eq, gt, type Handle, isNull, lt } from '@pantheon/db'
import { newId } from '@pantheon/kernel'
import { hashSecret, newSecret } from './secrets.ts'

type Row = Handle['tables']['oneTimeTokens']['$inferSelect']
export type Purpose = Row['purpose']

/**
 * Makes a secret that works once, for `lifeMs`. Those made before for the same purpose stop working, unless anybody may
 * ask for one: then they stand side by side, or a stranger could keep taking somebody's link away.
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

/** The token, when it still works. */
export const findOneTimeToken = async (db: Handle, purpose: Purpose, secret: string, at: Date): Promise<Row | undefined> =>
  (
    await db
      .select()
      .from(db.tables.oneTimeTokens)
      .where(isGood(db, purpose, secret, at))
  )[0]

/** Uses the token up. Of two who show it at once, one gets it. */
export const useOneTimeToken = async (tx: Handle, purpose: Purpose, secret: string, at: Date): Promise<Row | undefined> =>
  (
    await tx
      .update(tx.tables.oneTimeTokens)
      .set({ usedAt: at })
      .where(isGood(tx, purpose, secret, at))
      .returning()
  )[0]

/** Makes all links of a person worthless, or those of one purpose. */
export const deleteTokensOf = async (tx: Handle, userId: string, purpose?: Purpose): Promise<void> => {
  const { oneTimeTokens } = tx.tables
  await tx.delete(oneTimeTokens).where(and(eq(oneTimeTokens.userId, userId), purpose && eq(oneTimeTokens.purpose, purpose)))
}
export const deleteOverTokens = async (db: Handle, at: Date): Promise<void> => {
  await db.delete(db.tables.oneTimeTokens).where(lt(db.tables.oneTimeTokens.expiresAt, at))
}
