import type { Concern, ProductCategory } from '@pantheon/contract'
import { type AnyColumn, and, count, desc, eq, type Handle, inArray, lt, type SQL, sql } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'

const within = (column: AnyColumn, scope: Scope): SQL | undefined => (scope.organizationId === null ? undefined : eq(column, scope.organizationId))
const named = (kind: Concern['kind']) => sql<Concern['kind']>`${sql.raw(`'${kind}'`)}`.as('kind')

/** Everything that needs attention, as one table. Conditions repeat those of the partial indexes word for word, so that the indexes are used. */
const concerns = (db: Handle, scope: Scope, stuckSince: Date) => {
  const { orders, payments, refunds } = db.tables
  const failed = db
    .select({
      kind: named('order_failed'),
      orderId: orders.id,
      productName: orders.productName,
      input: orders.input,
      minor: orders.totalMinor,
      currency: orders.currency,
      at: orders.updatedAt,
    })
    .from(orders)
    .where(and(within(orders.organizationId, scope), sql`status in ('failed', 'refunded')`, eq(orders.status, 'failed')))
  // A failed refund that was retried since needs no attention.
  const isLeft = sql`not exists (select 1 from ${refunds} later where later.payment_id = ${refunds.paymentId}
    and later.created_at > ${refunds.createdAt} and later.status in ('awaiting_approval', 'pending', 'succeeded'))`
  const notGivenBack = db
    .select({
      kind: named('refund_failed'),
      orderId: orders.id,
      productName: orders.productName,
      input: orders.input,
      minor: refunds.amountMinor,
      currency: refunds.currency,
      at: refunds.createdAt,
    })
    .from(refunds)
    .innerJoin(orders, eq(orders.id, refunds.orderId))
    .where(and(within(refunds.organizationId, scope), eq(refunds.status, 'failed'), isLeft))
  const ofPayments = (kind: Concern['kind'], rule: SQL | undefined) =>
    db
      .select({
        kind: named(kind),
        orderId: orders.id,
        productName: orders.productName,
        input: orders.input,
        minor: payments.amountMinor,
        currency: payments.currency,
        at: payments.createdAt,
      })
      .from(payments)
      .innerJoin(orders, eq(orders.id, payments.orderId))
      .where(and(within(payments.organizationId, scope), rule))
  const { status, dispute, createdAt } = payments
  return failed
    .unionAll(notGivenBack)
    .unionAll(ofPayments('dispute_open', sql`dispute is not null and ${dispute} ->> 'state' = 'open'`))
    .unionAll(ofPayments('payment_stuck', and(sql`${status} in ('pending', 'requires_action')`, eq(status, 'pending'), lt(createdAt, stuckSince))))
    .as('concerns')
}

/** Paid orders of the categories that people deliver: how many wait, and since when the oldest. */
export const countToDeliver = async (
  db: Handle,
  scope: Scope,
  deliveredByPeople: readonly ProductCategory[],
): Promise<{ n: number; oldestAt: Date | null }> => {
  const { orders } = db.tables
  const [found] = await db
    .select({ n: count(), oldestAt: sql`min(${orders.updatedAt})`.mapWith(orders.updatedAt) })
    .from(orders)
    .where(and(within(orders.organizationId, scope), eq(orders.status, 'paid'), inArray(orders.category, [...deliveredByPeople])))
  return { n: Number(found?.n ?? 0), oldestAt: found?.oldestAt ?? null }
}

/** Number of items by kind that need attention. A pending payment counts as stuck when it was created before `stuckSince`. */
export const countConcerns = (db: Handle, scope: Scope, stuckSince: Date) => {
  const waiting = concerns(db, scope, stuckSince)
  return db.select({ kind: waiting.kind, n: count() }).from(waiting).groupBy(waiting.kind)
}

/** The latest of them. */
export const latestConcerns = (db: Handle, scope: Scope, { stuckSince, limit }: { stuckSince: Date; limit: number }) => {
  const waiting = concerns(db, scope, stuckSince)
  return db.select().from(waiting).orderBy(desc(waiting.at), waiting.orderId).limit(limit)
}
