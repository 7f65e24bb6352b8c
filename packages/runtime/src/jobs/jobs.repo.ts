import { type JobStatus, jobStatuses, type OrderJob } from '@pantheon/contract'
import { and, asc, count, desc, eq, type Handle, inArray, lockRows, olderThan, sql } from '@pantheon/db'
import type { Scope, SortedWindow } from '@pantheon/kernel'
import type { AgentWork } from './agent-work.ts'
import type { StoredJob } from './job.ts'

const within = (db: Handle, scope: Scope) => (scope.organizationId === null ? undefined : eq(db.tables.aiJobs.organizationId, scope.organizationId))

/** Inserts the job; false when a job with its dedupe key exists. */
export const insertJob = async (tx: Handle, job: StoredJob): Promise<boolean> => {
  const { aiJobs } = tx.tables
  return (await tx.insert(aiJobs).values(job).onConflictDoNothing({ target: aiJobs.dedupeKey }).returning({ id: aiJobs.id })).length > 0
}

export const findJob = async (db: Handle, scope: Scope, id: string): Promise<StoredJob | undefined> => {
  const { aiJobs } = db.tables
  return (
    await db
      .select()
      .from(aiJobs)
      .where(and(eq(aiJobs.id, id), within(db, scope)))
  )[0]
}

export const lockJob = async (tx: Handle, scope: Scope, id: string): Promise<StoredJob | undefined> => {
  const { aiJobs } = tx.tables
  return (
    await lockRows(
      tx,
      tx
        .select()
        .from(aiJobs)
        .where(and(eq(aiJobs.id, id), within(tx, scope))),
    )
  )[0]
}

/** The jobs of an order, locked until the transaction ends. */
export const lockJobsOfOrder = async (tx: Handle, orderId: string): Promise<StoredJob[]> =>
  lockRows(tx, tx.select().from(tx.tables.aiJobs).where(eq(tx.tables.aiJobs.orderId, orderId)))

export const saveJob = async (tx: Handle, job: StoredJob): Promise<void> => {
  const { status, progress, step, output, attempts, errorCode, errorMessage, startedAt, completedAt } = job
  await tx
    .update(tx.tables.aiJobs)
    .set({ status, progress, step, output, attempts, errorCode, errorMessage, startedAt, completedAt })
    .where(eq(tx.tables.aiJobs.id, job.id))
}

/** The jobs of the scope, newest first. */
export const listJobs = (
  db: Handle,
  scope: Scope,
  filter: { status?: JobStatus | undefined; orderId?: string | undefined } & SortedWindow,
): Promise<StoredJob[]> => {
  const { aiJobs } = db.tables
  const rules = [
    within(db, scope),
    filter.status && eq(aiJobs.status, filter.status),
    filter.orderId === undefined ? undefined : eq(aiJobs.orderId, filter.orderId),
    olderThan(aiJobs, filter.after),
  ]
  return db
    .select()
    .from(aiJobs)
    .where(and(...rules))
    .orderBy(desc(aiJobs.createdAt), desc(aiJobs.id))
    .limit(filter.limit)
}

/** The newest job of each of these orders, by order id. Inputs and outputs, which may be large, are not read. */
export const latestJobsOf = async (db: Handle, scope: Scope, orderIds: readonly string[]): Promise<Map<string, OrderJob>> => {
  const { aiJobs } = db.tables
  const jobs = await db
    .select({ orderId: aiJobs.orderId, id: aiJobs.id, status: aiJobs.status, progress: aiJobs.progress })
    .from(aiJobs)
    .where(and(inArray(aiJobs.orderId, [...orderIds]), within(db, scope)))
    .orderBy(asc(aiJobs.createdAt), asc(aiJobs.id))
  return new Map(jobs.map(({ orderId, ...job }) => [orderId ?? '', job]))
}

/** The number of jobs per agent and state, and their last change. */
export const countWork = async (db: Handle, scope: Scope): Promise<AgentWork[]> => {
  const { aiJobs } = db.tables
  const last = sql`max(coalesce(${aiJobs.completedAt}, ${aiJobs.startedAt}, ${aiJobs.createdAt}))`.mapWith(aiJobs.createdAt)
  return db
    .select({ agentId: aiJobs.agentId, status: aiJobs.status, n: count(), lastActiveAt: last })
    .from(aiJobs)
    .where(within(db, scope))
    .groupBy(aiJobs.agentId, aiJobs.status)
}

/** The number of jobs in each state. */
export const countByStatus = (work: AgentWork[]): Record<JobStatus, number> =>
  Object.fromEntries(jobStatuses.map((status) => [status, work.filter((row) => row.status === status).reduce((sum, row) => sum + row.n, 0)])) as Record<
    JobStatus,
    number
  >

/** Those of `ids` whose job is no longer running, so that their workers stop. */
export const findStopped = async (db: Handle, ids: string[]): Promise<string[]> => {
  const { aiJobs } = db.tables
  const rows = await db
    .select({ id: aiJobs.id })
    .from(aiJobs)
    .where(and(inArray(aiJobs.id, ids), inArray(aiJobs.status, ['cancelled', 'failed'])))
  return rows.map((row) => row.id)
}
