import type { Concern } from '@pantheon/contract'
import { type AnyColumn, and, count, desc, eq, type Handle, lt, type SQL, sql } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'

const within = (column: AnyColumn, scope: Scope): SQL | undefined => (scope.organizationId === null ? undefined : eq(column, scope.organizationId))
const named = (kind: Concern['kind']) => sql<Concern['kind']>`${sql.raw(`'${kind}'`)}`.as('kind')

/**
 * Everything that waits for a person, as one table. What the databases' partial indexes are for is asked for in the
 * indexes' own words.
 */
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
  // Given back in another try, it is nobody's concern any more.
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

/** How many of each kind wait for a person. `stuckSince`: a payment under way since before is one of them. */
export const countConcerns = (db: Handle, scope: Scope, stuckSince: Date) => {
  const waiting = concerns(db, scope, stuckSince)
  return db.select({ kind: waiting.kind, n: count() }).from(waiting).groupBy(waiting.kind)
}

/** The latest of them. */
export const latestConcerns = (db: Handle, scope: Scope, { stuckSince, limit }: { stuckSince: Date; limit: number }) => {
  const waiting = concerns(db, scope, stuckSince)
  return db.select().from(waiting).orderBy(desc(waiting.at), waiting.orderId).limit(limit)
}
