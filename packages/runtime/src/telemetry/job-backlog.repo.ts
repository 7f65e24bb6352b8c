import { count, type Db, inArray, sql } from '@pantheon/db'
import { type Clock, systemScope } from '@pantheon/kernel'

/** Open jobs of one type and status. */
export interface JobBacklog {
  type: string
  status: string
  count: number
  /** The age of the oldest in milliseconds. */
  oldestMs: number
}

/** Queued and running jobs of all organizations. */
export const findJobBacklogs = async ({ db, clock }: { db: Db; clock: Clock }): Promise<JobBacklog[]> => {
  const systemDb = db.as(systemScope)
  const { aiJobs } = systemDb.tables
  const rows = await systemDb
    .select({ type: aiJobs.jobType, status: aiJobs.status, count: count(), oldest: sql<Date>`min(${aiJobs.createdAt})`.mapWith(aiJobs.createdAt) })
    .from(aiJobs)
    .where(inArray(aiJobs.status, ['queued', 'running']))
    .groupBy(aiJobs.jobType, aiJobs.status)
  const now = clock.now().getTime()
  return rows.map(({ oldest, count: jobs, ...row }) => ({ ...row, count: Number(jobs), oldestMs: Math.max(0, now - oldest.getTime()) }))
}
