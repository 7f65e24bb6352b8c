import type { Currency } from '@pantheon/contract'
import { and, desc, eq, gte, type Handle, inArray, lockRows, olderThan, sql, sum } from '@pantheon/db'
import type { Scope, TimeWindow } from '@pantheon/kernel'
import type { StoredPayment } from './payment.ts'

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.payments.organizationId, scope.organizationId))

/** The one payment of an order that has not failed: on its way, or taken. */
export const findLivePayment = async (db: Handle, orderId: string): Promise<StoredPayment | undefined> => {
  const { payments } = db.tables
  const live = inArray(payments.status, ['pending', 'requires_action', 'succeeded'])
  return (
    await db
      .select()
      .from(payments)
      .where(and(eq(payments.orderId, orderId), live))
  )[0]
}

export const findPayment = async (db: Handle, scope: Scope, id: string): Promise<StoredPayment | undefined> => {
  const { payments } = db.tables
  return (
    await db
      .select()
      .from(payments)
      .where(and(eq(payments.id, id), within(db, scope)))
  )[0]
}

export const lockPayment = async (tx: Handle, id: string): Promise<StoredPayment | undefined> =>
  (await lockRows(tx, tx.select().from(tx.tables.payments).where(eq(tx.tables.payments.id, id))))[0]

export const insertPayment = async (tx: Handle, payment: StoredPayment): Promise<void> => {
  await tx.insert(tx.tables.payments).values(payment)
}

export const savePayment = async (tx: Handle, { id, providerPaymentId, status, failureCode, paidAt }: StoredPayment): Promise<void> => {
  await tx.update(tx.tables.payments).set({ providerPaymentId, status, failureCode, paidAt }).where(eq(tx.tables.payments.id, id))
}

/** Payments of the scope, newest first. */
export const listPayments = (db: Handle, scope: Scope, { orderId, after, limit }: { orderId: string | undefined } & TimeWindow): Promise<StoredPayment[]> => {
  const { payments } = db.tables
  const rules = [within(db, scope), orderId === undefined ? undefined : eq(payments.orderId, orderId), olderThan(payments, after)]
  return db
    .select()
    .from(payments)
    .where(and(...rules))
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(limit)
}

/** Money taken since `from`, in minor units per currency. */
export const sumTaken = async (db: Handle, scope: Scope, from: Date): Promise<{ currency: Currency; minor: number }[]> => {
  const { payments } = db.tables
  return db
    .select({ currency: payments.currency, minor: sql<number>`coalesce(${sum(payments.amountMinor)}, 0)`.mapWith(Number) })
    .from(payments)
    .where(and(within(db, scope), eq(payments.status, 'succeeded'), gte(payments.paidAt, from)))
    .groupBy(payments.currency)
}
