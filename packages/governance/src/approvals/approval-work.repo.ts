import type { ApprovalEntry, ApprovalStatus } from '@pantheon/contract'
import { and, count, eq, type Handle, inArray, sql } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'

/** Number of approvals of the scope by status, and when the last of them changed. */
export const countApprovals = async (db: Handle, scope: Scope): Promise<{ status: ApprovalStatus; n: number; lastAt: Date | null }[]> => {
  const { approvals } = db.tables
  return db
    .select({ status: approvals.status, n: count(), lastAt: sql`max(${approvals.updatedAt})`.mapWith(approvals.updatedAt) })
    .from(approvals)
    .where(scope.organizationId === null ? undefined : eq(approvals.organizationId, scope.organizationId))
    .groupBy(approvals.status)
}

/** Number of steps of these kinds in the scope, and the time of the last. */
export const countSteps = async (
  db: Handle,
  scope: Scope,
  kinds: readonly ApprovalEntry['kind'][],
): Promise<{ kind: ApprovalEntry['kind']; n: number; lastAt: Date | null }[]> => {
  const { approvalEntries: e } = db.tables
  return db
    .select({ kind: e.kind, n: count(), lastAt: sql`max(${e.at})`.mapWith(e.at) })
    .from(e)
    .where(and(inArray(e.kind, [...kinds]), scope.organizationId === null ? undefined : eq(e.organizationId, scope.organizationId)))
    .groupBy(e.kind)
}
