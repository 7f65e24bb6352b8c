import type { Currency } from '@pantheon/contract'
import { and, asc, desc, eq, gte, type Handle, inArray, lockRows, lte, newerThan, olderThan, or, sql, sum } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import { openStatuses, type StoredPayment, takenStatuses } from './payment.ts'

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.payments.organizationId, scope.organizationId))

/** The one payment of an order that may still succeed. */
export const findOpenPayment = async (db: Handle, orderId: string): Promise<StoredPayment | undefined> => {
  const { payments } = db.tables
  return (
    await db
      .select()
      .from(payments)
      .where(and(eq(payments.orderId, orderId), inArray(payments.status, [...openStatuses])))
  )[0]
}

const takenOf = (db: Handle, orderId: string) => {
  const { payments } = db.tables
  return db
    .select()
    .from(payments)
    .where(and(eq(payments.orderId, orderId), inArray(payments.status, [...takenStatuses])))
    .orderBy(asc(payments.createdAt), asc(payments.id))
}

/** Succeeded payments of an order, oldest first. */
export const findTakenPayments = async (db: Handle, orderId: string): Promise<StoredPayment[]> => takenOf(db, orderId)

/** The same, locked until the transaction ends. */
export const lockTakenPayments = (tx: Handle, orderId: string): Promise<StoredPayment[]> => lockRows(tx, takenOf(tx, orderId))

/** All payments of these orders, oldest first. */
export const findPaymentsOfOrders = (db: Handle, orderIds: readonly string[]): Promise<StoredPayment[]> => {
  const { payments } = db.tables
  return db
    .select()
    .from(payments)
    .where(inArray(payments.orderId, [...orderIds]))
    .orderBy(asc(payments.createdAt), asc(payments.id))
}

/** Our payment for one of the provider's: the one with its provider id, else the one whose id is its reference. */
export const findByProvider = async (db: Handle, theirs: { reference: string | null; providerPaymentId: string }): Promise<StoredPayment | undefined> => {
  const { payments } = db.tables
  const known = eq(payments.providerPaymentId, theirs.providerPaymentId)
  return (
    await db
      .select()
      .from(payments)
      .where(theirs.reference === null ? known : or(eq(payments.id, theirs.reference), known))
      .orderBy(sql`case when ${known} then 0 else 1 end`)
      .limit(1)
  )[0]
}

/** Payments created before that have not ended, oldest first: at most `limit` after `last`. */
export const findOpenSince = (
  db: Handle,
  provider: string,
  before: Date,
  { last, limit }: { last: StoredPayment | undefined; limit: number },
): Promise<StoredPayment[]> => {
  const { payments } = db.tables
  const isBehind = newerThan({ at: payments.createdAt, id: payments.id }, last && [last.createdAt, last.id])
  return db
    .select()
    .from(payments)
    .where(and(eq(payments.provider, provider), inArray(payments.status, [...openStatuses]), lte(payments.createdAt, before), isBehind))
    .orderBy(asc(payments.createdAt), asc(payments.id))
    .limit(limit)
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

export const savePayment = async (tx: Handle, payment: StoredPayment): Promise<void> => {
  const { id, method, providerPaymentId, status, failureCode, actionUrl, refundedMinor, dispute, paidAt } = payment
  const changes = { method, providerPaymentId, status, failureCode, actionUrl, refundedMinor, dispute, paidAt }
  await tx.update(tx.tables.payments).set(changes).where(eq(tx.tables.payments.id, id))
}

/** Payments of the scope, newest first. */
export const listPayments = (db: Handle, scope: Scope, { orderId, after, limit }: { orderId: string | undefined } & SortedWindow): Promise<StoredPayment[]> => {
  const { payments } = db.tables
  const rules = [within(db, scope), orderId === undefined ? undefined : eq(payments.orderId, orderId), olderThan(payments, after)]
  return db
    .select()
    .from(payments)
    .where(and(...rules))
    .orderBy(desc(payments.createdAt), desc(payments.id))
    .limit(limit)
}

/** Money received since `from` and still held, in minor units per currency. */
export const sumTaken = async (db: Handle, scope: Scope, from: Date): Promise<{ currency: Currency; minor: number }[]> => {
  const { payments } = db.tables
  return db
    .select({ currency: payments.currency, minor: sql<number>`coalesce(${sum(sql`${payments.amountMinor} - ${payments.refundedMinor}`)}, 0)`.mapWith(Number) })
    .from(payments)
    .where(and(within(db, scope), inArray(payments.status, [...takenStatuses]), gte(payments.paidAt, from)))
    .groupBy(payments.currency)
}
