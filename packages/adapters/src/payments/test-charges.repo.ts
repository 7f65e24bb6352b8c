import { and, type Db, eq, isNull, lte } from '@pantheon/db'

type Row = Db['tables']['testCharges']['$inferSelect']
export type TestCharge = Row

/** Remembers a charge; the one already there when its reference is known. */
export const insertCharge = async (db: Db, charge: TestCharge): Promise<TestCharge> => {
  const { testCharges } = db.tables
  const [made] = await db.insert(testCharges).values(charge).onConflictDoNothing({ target: testCharges.reference }).returning()
  if (made) return made
  const [known] = await db.select().from(testCharges).where(eq(testCharges.reference, charge.reference))
  return known ?? charge
}

/** Charges whose callback is owed by now. */
export const findOwed = (db: Db, now: Date): Promise<TestCharge[]> => {
  const { testCharges } = db.tables
  return db
    .select()
    .from(testCharges)
    .where(and(isNull(testCharges.deliveredAt), lte(testCharges.settleAt, now)))
    .limit(50)
}

export const markDelivered = async (db: Db, id: string, at: Date): Promise<void> => {
  await db.update(db.tables.testCharges).set({ deliveredAt: at }).where(eq(db.tables.testCharges.id, id))
}
