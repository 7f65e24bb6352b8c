import type { AiJob } from '@pantheon/contract'
import { and, eq, type Handle, inArray } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'

type Named = Pick<AiJob, 'id' | 'jobType' | 'orderId' | 'input' | 'output'>

/** The columns that a name needs, for these jobs of the scope. */
export const findJobs = (db: Handle, scope: Scope, ids: readonly string[]): Promise<Named[]> => {
  const { id, jobType, orderId, input, output, organizationId } = db.tables.aiJobs
  const own = scope.organizationId === null ? undefined : eq(organizationId, scope.organizationId)
  return db
    .select({ id, jobType, orderId, input, output })
    .from(db.tables.aiJobs)
    .where(and(inArray(id, [...ids]), own))
}

/** The titles of these courses of the scope. */
export const findTitles = (db: Handle, scope: Scope, ids: readonly string[]): Promise<{ id: string; title: string }[]> => {
  const { id, title, organizationId } = db.tables.courses
  const own = scope.organizationId === null ? undefined : eq(organizationId, scope.organizationId)
  return db
    .select({ id, title })
    .from(db.tables.courses)
    .where(and(inArray(id, [...ids]), own))
}
