import { and, asc, type Db, eq, gt, gte, inArray, isNull, lockRows, lte, or, type Tx } from '@pantheon/db'
import type { Clock } from '@pantheon/kernel'

export type TestCharge = Db['tables']['testCharges']['$inferSelect']
export type TestRefund = Db['tables']['testRefunds']['$inferSelect']

/** Remembers a charge; the one already there when its reference is known. */
export const insertCharge = async (db: Db, charge: TestCharge): Promise<TestCharge> => {
  const { testCharges } = db.tables
  const [made] = await db.insert(testCharges).values(charge).onConflictDoNothing({ target: testCharges.reference }).returning()
  if (made) return made
  const [known] = await db.select().from(testCharges).where(eq(testCharges.reference, charge.reference))
  return known ?? charge
}

/** Charges that settled since, or of which money was given back since. */
export const findChargesSince = (db: Db, since: Date): Promise<TestCharge[]> => {
  const { testCharges, testRefunds } = db.tables
  const given = db.select({ id: testRefunds.chargeId }).from(testRefunds).where(gte(testRefunds.createdAt, since))
  return db
    .select()
    .from(testCharges)
    .where(or(gte(testCharges.settleAt, since), inArray(testCharges.id, given)))
}

/** A charge with what was given back of it, as both stood at one moment. */
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

/** A charge now. Whether it has settled is a matter of time, so the time is read while nobody can call it off. */
export const readCharge = (db: Db, by: { id: string } | { reference: string }, clock: Clock): Promise<ChargeThen | undefined> =>
  db.transaction((tx) => chargeNow(tx, by, clock))

/** Calls a charge off that has not settled by now. What was once seen as settled stays so. */
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

/** Remembers a refund unless it is more than is left of the charge; the one already there when its reference is known. */
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

/** Charges whose callback is owed by now, in the order of their ids: at most `limit` behind `last`. */
export const findOwed = (db: Db, now: Date, { last, limit }: { last: TestCharge | undefined; limit: number }): Promise<TestCharge[]> => {
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
