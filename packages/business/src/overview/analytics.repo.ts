import type { Currency, OrderOutcome, Period } from '@pantheon/contract'
import { type AnyColumn, and, count, countDistinct, desc, eq, type Handle, inArray, inPlaces, placeOf, type SQL, sql, sum } from '@pantheon/db'
import { edgesOf, type Scope } from '@pantheon/kernel'
import { takenStatuses } from '../payments/payment.ts'
import type { CountedOrders, MoneyFlow } from './analytics.ts'

/** Must match the condition of the partial index on failed and refunded orders word for word, or SQLite does not use the index. */
const isUndone = sql`status in ('failed', 'refunded')`

const within = (column: AnyColumn, scope: Scope): SQL | undefined => (scope.organizationId === null ? undefined : eq(column, scope.organizationId))

/** The statement behind `sumMoneyFlow`. */
export const buildMoneyFlow = (db: Handle, scope: Scope, period: Period) => {
  const { payments, refunds, invoices } = db.tables
  const edges = edgesOf(period)
  const taken = db
    .select({
      isRefund: sql<number>`0`.as('is_refund'),
      place: placeOf(payments.paidAt, edges.starts).as('place'),
      currency: payments.currency,
      minor: payments.amountMinor,
    })
    .from(payments)
    .where(and(within(payments.organizationId, scope), inArray(payments.status, [...takenStatuses]), inPlaces(payments.paidAt, edges)))
  const givenBack = db
    .select({
      isRefund: sql<number>`1`.as('is_refund'),
      place: placeOf(refunds.settledAt, edges.starts).as('place'),
      currency: refunds.currency,
      minor: refunds.amountMinor,
    })
    .from(refunds)
    .where(and(within(refunds.organizationId, scope), eq(refunds.status, 'succeeded'), inPlaces(refunds.settledAt, edges)))
  const forPlans = db
    .select({
      isRefund: sql<number>`case when ${invoices.kind} = 'credit_note' then 1 else 0 end`.as('is_refund'),
      place: placeOf(invoices.issuedAt, edges.starts).as('place'),
      currency: invoices.currency,
      minor: invoices.totalMinor,
    })
    .from(invoices)
    .where(and(within(invoices.organizationId, scope), sql`bill_id is not null`, inPlaces(invoices.issuedAt, edges)))
  const moved = taken.unionAll(givenBack).unionAll(forPlans).as('moved')
  return db
    .select({ place: moved.place, currency: moved.currency, isRefund: moved.isRefund, minor: sum(moved.minor).mapWith(Number) })
    .from(moved)
    .groupBy(moved.place, moved.currency, moved.isRefund)
}

/** Money received and refunded, by interval of the period and currency, at the time it happened; for plans at the time of the invoice. */
export const sumMoneyFlow = async (db: Handle, scope: Scope, period: Period): Promise<MoneyFlow[]> => {
  const rows = await buildMoneyFlow(db, scope, period)
  return rows.map(({ isRefund, ...row }) => ({ ...row, isRefund: Number(isRefund) === 1, place: Number(row.place) }))
}

/** The statement behind `countOutcomes`. */
export const buildOutcomes = (db: Handle, scope: Scope, period: Period) => {
  const { orders } = db.tables
  const edges = edgesOf(period)
  const moments = (outcome: SQL, at: AnyColumn, rule: SQL | undefined) =>
    db
      .select({ outcome: sql<OrderOutcome>`${outcome}`.as('outcome'), place: placeOf(at, edges.starts).as('place') })
      .from(orders)
      .where(and(within(orders.organizationId, scope), rule, inPlaces(at, edges)))
  const counted = moments(sql`'placed'`, orders.createdAt, undefined)
    .unionAll(moments(sql`'fulfilled'`, orders.completedAt, inArray(orders.status, ['fulfilled', 'refunded'])))
    .unionAll(moments(sql`'failed'`, orders.updatedAt, and(isUndone, eq(orders.status, 'failed'))))
    .unionAll(moments(sql`'refunded'`, orders.updatedAt, and(isUndone, eq(orders.status, 'refunded'))))
    .as('moments')
  return db.select({ outcome: counted.outcome, place: counted.place, n: count() }).from(counted).groupBy(counted.outcome, counted.place)
}

/**
 * Numbers of orders placed, fulfilled, failed and refunded, by interval of the period. An order that was fulfilled and later
 * refunded counts in both intervals; a failed one counts until it is retried.
 */
export const countOutcomes = async (db: Handle, scope: Scope, period: Period): Promise<CountedOrders[]> => {
  const rows = await buildOutcomes(db, scope, period)
  return rows.map((row) => ({ ...row, place: Number(row.place) }))
}

/** Products by net revenue (paid less refunded) of orders paid in the period, highest first. */
export const bestSellers = (db: Handle, scope: Scope, period: Period, { currency, limit }: { currency: Currency; limit: number }) => {
  const { orders, payments, products } = db.tables
  const kept = sql<number>`sum(${payments.amountMinor} - ${payments.refundedMinor})`.mapWith(Number)
  const span = { starts: [new Date(period.from)], until: new Date(period.until) }
  return db
    .select({ productId: products.id, name: products.name, orders: countDistinct(orders.id), quantity: sum(orders.quantity).mapWith(Number), minor: kept })
    .from(payments)
    .innerJoin(orders, eq(orders.id, payments.orderId))
    .innerJoin(products, eq(products.id, orders.productId))
    .where(
      and(
        within(payments.organizationId, scope),
        eq(payments.currency, currency),
        inArray(payments.status, ['succeeded', 'partially_refunded']),
        inPlaces(payments.paidAt, span),
      ),
    )
    .groupBy(products.id, products.name)
    .orderBy(desc(kept), products.id)
    .limit(limit)
}
