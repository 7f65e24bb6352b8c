import { and, asc, eq, gt, type Handle, isNotNull, isNull, lockRows } from '@pantheon/db'
import type { TestBill, TestLedger, TestSubscription } from './test-billing.ts'

export type By = { id: string } | { reference: string }

/** A subscription and its open bill, locked until the transaction ends. */
export const lockLedger = async (tx: Handle, by: By): Promise<TestLedger | undefined> => {
  const { testSubscriptions, testBills } = tx.tables
  const rule = 'id' in by ? eq(testSubscriptions.id, by.id) : eq(testSubscriptions.reference, by.reference)
  const [subscription] = await lockRows(tx, tx.select().from(testSubscriptions).where(rule))
  if (!subscription) return undefined
  const [open] = await tx
    .select()
    .from(testBills)
    .where(and(eq(testBills.subscriptionId, subscription.id), isNull(testBills.paidAt)))
  return { subscription, open: open ?? null, written: [] }
}

/** Inserts a subscription; false when its reference is known. */
export const insertSubscription = async (tx: Handle, subscription: TestSubscription): Promise<boolean> => {
  const { testSubscriptions } = tx.tables
  const made = tx.insert(testSubscriptions).values(subscription).onConflictDoNothing({ target: testSubscriptions.reference })
  return (await made.returning({ id: testSubscriptions.id })).length > 0
}

export const writeBills = async (tx: Handle, bills: readonly TestBill[]): Promise<void> => {
  const { testBills } = tx.tables
  for (const { id, attempts, paidAt, ...rest } of bills)
    await tx
      .insert(testBills)
      .values({ id, attempts, paidAt, ...rest })
      .onConflictDoUpdate({ target: testBills.id, set: { attempts, paidAt } })
}

export const saveLedger = async (tx: Handle, { subscription: { id, reference: _, ...values }, written }: TestLedger): Promise<void> => {
  await tx.update(tx.tables.testSubscriptions).set(values).where(eq(tx.tables.testSubscriptions.id, id))
  await writeBills(tx, written)
}

/** The paid bills of a subscription, oldest first. */
export const findPaidBills = async (tx: Handle, subscriptionId: string): Promise<TestBill[]> => {
  const { testBills } = tx.tables
  return tx
    .select()
    .from(testBills)
    .where(and(eq(testBills.subscriptionId, subscriptionId), isNotNull(testBills.paidAt), gt(testBills.amountMinor, 0)))
    .orderBy(asc(testBills.createdAt), asc(testBills.id))
}

/** Refunds all paid bills of a subscription, and deletes the open one. */
export const refundBills = async (tx: Handle, subscriptionId: string, at: Date): Promise<void> => {
  const { testBills } = tx.tables
  const isOfSubscription = eq(testBills.subscriptionId, subscriptionId)
  await tx.delete(testBills).where(and(isOfSubscription, isNull(testBills.paidAt)))
  await tx
    .update(testBills)
    .set({ refundedAt: at })
    .where(and(isOfSubscription, isNotNull(testBills.paidAt), isNull(testBills.refundedAt)))
}
