import { and, asc, type Db, eq, gt, gte, inArray, isNull, lockRows, lte, or, type Row, type Tx } from '@pantheon/db'
import type { Clock } from '@pantheon/kernel'

export type TestCharge = Row<'testCharges'>
export type TestRefund = Row<'testRefunds'>

/** Inserts a charge; returns the existing one when its reference is known. */
export const insertCharge = async (db: Db, charge: TestCharge): Promise<TestCharge> => {
  const { testCharges } = db.tables
  const [made] = await db.insert(testCharges).values(charge).onConflictDoNothing({ target: testCharges.reference }).returning()
  if (made) return made
  const [known] = await db.select().from(testCharges).where(eq(testCharges.reference, charge.reference))
  return known ?? charge
}

/** Charges that settled or were refunded since. */
export const findChargesSince = (db: Db, since: Date): Promise<TestCharge[]> => {
  const { testCharges, testRefunds } = db.tables
  const given = db.select({ id: testRefunds.chargeId }).from(testRefunds).where(gte(testRefunds.createdAt, since))
  return db
    .select()
    .from(testCharges)
    .where(or(gte(testCharges.settleAt, since), inArray(testCharges.id, given)))
}

/** A charge with its refunds, read at the same time. */
export interface ChargeThen {
  charge: TestCharge
  refunds: TestRefund[]
  at: Date
}

const chargeNow = async (tx: Tx, by: { id: string } | { reference: string }, clock: Clock): Promise<ChargeThen | undefined> => {
  const { testCharges } = tx.tables
  const rule = 'id' in by ? eq(testCharges.id, by.id) : eq(testCharges.reference, by.reference)
  const [charge] = await lockRows(tx, tx.select().from(testCharges).where(rule))
  return charge && { charge, refunds: await findRefunds(tx, [charge.id]), at: clock.now() }
}

/** The current charge. Whether it has settled depends on the time, so the time is read under the lock, while nothing can cancel it. */
export const readCharge = (db: Db, by: { id: string } | { reference: string }, clock: Clock): Promise<ChargeThen | undefined> =>
  db.transaction((tx) => chargeNow(tx, by, clock))

/** Cancels a charge that has not settled. A settled one stays settled. */
export const cancelCharge = (db: Db, id: string, clock: Clock): Promise<void> =>
  db.transaction(async (tx) => {
    const { testCharges } = tx.tables
    const found = await chargeNow(tx, { id }, clock)
    if (found?.charge.outcome !== 'settled' || found.charge.settleAt <= found.at) return
    await tx.update(testCharges).set({ outcome: 'cancelled', deliveredAt: found.at }).where(eq(testCharges.id, id))
  })

const findRefunds = (db: Db | Tx, chargeIds: readonly string[]): Promise<TestRefund[]> =>
  db
    .select()
    .from(db.tables.testRefunds)
    .where(inArray(db.tables.testRefunds.chargeId, [...chargeIds]))

/** Inserts a refund, unless it exceeds what is left of the charge; returns the existing one when its reference is known. */
export const insertRefund = (db: Db, refund: TestRefund, amountMinor: number): Promise<TestRefund | undefined> =>
  db.transaction(async (tx) => {
    await lockRows(tx, tx.select().from(tx.tables.testCharges).where(eq(tx.tables.testCharges.id, refund.chargeId)))
    const made = await findRefunds(tx, [refund.chargeId])
    const known = made.find(({ reference }) => reference === refund.reference)
    if (known) return known
    const given = made.reduce((sum, each) => sum + each.amountMinor, 0)
    if (given + refund.amountMinor > amountMinor) return undefined
    await tx.insert(tx.tables.testRefunds).values(refund)
    return refund
  })

/** Charges whose webhook is pending, sorted by id: at most `limit` after `last`. */
export const findUndelivered = (db: Db, now: Date, { last, limit }: { last: TestCharge | undefined; limit: number }): Promise<TestCharge[]> => {
  const { testCharges } = db.tables
  return db
    .select()
    .from(testCharges)
    .where(and(isNull(testCharges.deliveredAt), lte(testCharges.settleAt, now), last && gt(testCharges.id, last.id)))
    .orderBy(asc(testCharges.id))
    .limit(limit)
}

export const markDelivered = async (db: Db, id: string, at: Date): Promise<void> => {
  await db.update(db.tables.testCharges).set({ deliveredAt: at }).where(eq(db.tables.testCharges.id, id))
}
