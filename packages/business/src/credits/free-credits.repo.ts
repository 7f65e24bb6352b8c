import { createHmac } from 'node:crypto'
import { mailboxOf } from '@pantheon/contract'
import { eq, type Handle, lte, sql } from '@pantheon/db'
import { newId } from '@pantheon/kernel'
import type { Grantee, Holding } from './credit.ts'
import type { Period } from './period.ts'

/** A mailbox is stored as a keyed hash: without the key nobody can recover the address of a deleted account. */
const hashOf = async (db: Handle, email: string): Promise<string> => {
  const { serverSecrets } = db.tables
  const [row] = await db.select().from(serverSecrets).where(eq(serverSecrets.name, 'free_credits'))
  if (!row) throw new Error('The database has no secret named "free_credits", which a migration makes.')
  return createHmac('sha256', row.secret).update(mailboxOf(email)).digest('hex')
}

/** When an organization was created, whose free credits it gets, and the earliest start of a period that gets them. */
export const findGrantee = async (db: Handle, organizationId: string): Promise<{ madeAt: Date; from: Date | null; grantee: Grantee | null } | undefined> => {
  const { organizations, users, freeCreditHolders: holders } = db.tables
  const [row] = await db
    .select({
      madeAt: organizations.createdAt,
      from: organizations.freeCreditsFrom,
      userId: users.id,
      email: users.email,
      verifiedAt: users.emailVerifiedAt,
      holderId: holders.holderId,
    })
    .from(organizations)
    .leftJoin(users, eq(users.id, organizations.freeCreditsOf))
    .leftJoin(holders, eq(holders.holderId, users.id))
    .where(eq(organizations.id, organizationId))
  if (!row) return undefined
  const { madeAt, from, userId, email, verifiedAt, holderId } = row
  return { madeAt, from, grantee: userId === null || email === null ? null : { userId, email, isVerified: verifiedAt !== null, isHolder: holderId !== null } }
}

/** Which account holds the free credits of the grantee's mailbox; undefined when none were granted. */
export const findHolding = async (db: Handle, { email }: Grantee): Promise<Holding | undefined> => {
  const { freeCreditHolders: holders } = db.tables
  const hash = await hashOf(db, email)
  return (await db.select().from(holders).where(eq(holders.mailboxHash, hash)))[0]
}

/**
 * Records that the grantee was granted the free credits of their mailbox for a period. False when a concurrent transaction did
 * so first, and has committed.
 */
export const recordHolding = async (tx: Handle, { userId, email }: Grantee, { start, end }: Period, at: Date): Promise<boolean> => {
  const { freeCreditHolders: holders } = tx.tables
  const given = { holderId: userId, givenUntil: end }
  const isFree = sql`${holders.holderId} is null and ${lte(holders.givenUntil, start)}`
  const kept = await tx
    .insert(holders)
    .values({ id: newId(at), mailboxHash: await hashOf(tx, email), ...given })
    .onConflictDoUpdate({ target: holders.mailboxHash, set: given, setWhere: sql`${holders.holderId} = ${userId} or (${isFree})` })
    .returning({ id: holders.id })
  return kept.length > 0
}
