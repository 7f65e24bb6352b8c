import type { EventSubject } from '@pantheon/contract'
import { and, asc, eq, type Handle, inArray, lockRows, lte, newerThan } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import type { StoredRefund } from './refund.ts'

export const insertRefund = async (tx: Handle, refund: StoredRefund): Promise<void> => {
  await tx.insert(tx.tables.refunds).values(refund)
}

export const saveRefund = async (tx: Handle, { id, status, providerRefundId, failureCode, dueAt, attempts, settledAt }: StoredRefund): Promise<void> => {
  await tx.update(tx.tables.refunds).set({ status, providerRefundId, failureCode, dueAt, attempts, settledAt }).where(eq(tx.tables.refunds.id, id))
}

/** Refunds of payments, oldest first, locked until the transaction ends. */
export const lockRefunds = async (tx: Handle, paymentIds: readonly string[]): Promise<StoredRefund[]> => {
  const { refunds } = tx.tables
  return lockRows(
    tx,
    tx
      .select()
      .from(refunds)
      .where(inArray(refunds.paymentId, [...paymentIds]))
      .orderBy(asc(refunds.createdAt), asc(refunds.id)),
  )
}

/** Refunds of an order, oldest first. */
export const listRefunds = (db: Handle, scope: Scope, orderId: string): Promise<StoredRefund[]> => {
  const { refunds } = db.tables
  const within = scope.organizationId === null ? undefined : eq(refunds.organizationId, scope.organizationId)
  return db
    .select()
    .from(refunds)
    .where(and(eq(refunds.orderId, orderId), within))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}

/** The refunds of these orders. */
export const findRefundsOfOrders = (db: Handle, orderIds: readonly string[]): Promise<StoredRefund[]> => {
  const { refunds } = db.tables
  return db
    .select()
    .from(refunds)
    .where(inArray(refunds.orderId, [...orderIds]))
}

export const findRefund = async (db: Handle, id: string): Promise<StoredRefund | undefined> =>
  (await db.select().from(db.tables.refunds).where(eq(db.tables.refunds.id, id)))[0]

/** The order that a refund belongs to. */
export const orderOfRefund = async (db: Handle, refundId: string): Promise<EventSubject | undefined> => {
  const refund = await findRefund(db, refundId)
  return refund && { type: 'order', id: refund.orderId }
}

/** Refunds due for a call to the provider: at most `limit` after `last`. */
export const findDueRefunds = (db: Handle, now: Date, { last, limit }: { last: StoredRefund | undefined; limit: number }): Promise<StoredRefund[]> => {
  const { refunds } = db.tables
  const isBehind = newerThan({ at: refunds.dueAt, id: refunds.id }, last?.dueAt ? [last.dueAt, last.id] : undefined)
  return db
    .select()
    .from(refunds)
    .where(and(eq(refunds.status, 'pending'), lte(refunds.dueAt, now), isBehind))
    .orderBy(asc(refunds.dueAt), asc(refunds.id))
    .limit(limit)
}
