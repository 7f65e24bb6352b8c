import type { PaymentStatus } from '@pantheon/contract'
import { and, count, eq, type Handle, sql } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'

export interface PaymentCount {
  status: PaymentStatus
  /** True when the provider has it. */
  isThere: boolean
  n: number
  lastAt: Date | null
}

/** Number of payments of the scope by status, and when the last of them changed. */
export const countPayments = async (db: Handle, scope: Scope): Promise<PaymentCount[]> => {
  const { payments } = db.tables
  const within = scope.organizationId === null ? undefined : eq(payments.organizationId, scope.organizationId)
  const there = sql<number>`case when ${payments.providerPaymentId} is null then 0 else 1 end`
  const rows = await db
    .select({
      status: payments.status,
      there: there.mapWith(Number),
      n: count(),
      lastAt: sql`max(coalesce(${payments.paidAt}, ${payments.createdAt}))`.mapWith(payments.createdAt),
    })
    .from(payments)
    .where(within)
    .groupBy(payments.status, there)
  return rows.map(({ there, ...row }) => ({ ...row, isThere: there === 1 }))
}

/** Number of refunds of the scope that the provider has not answered yet. */
export const countRefundsDue = (db: Handle, scope: Scope): Promise<number> => {
  const { refunds } = db.tables
  const within = scope.organizationId === null ? undefined : eq(refunds.organizationId, scope.organizationId)
  return db.$count(refunds, and(eq(refunds.status, 'pending'), within))
}
