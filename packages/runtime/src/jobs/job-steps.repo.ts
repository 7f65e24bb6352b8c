import { and, eq, type Handle, type Row } from '@pantheon/db'

/** The stored result of a job's step, as JSON; undefined when it has not run. */
export const findStep = async (db: Handle, jobId: string, key: string): Promise<{ result: string } | undefined> => {
  const { jobSteps } = db.tables
  const [row] = await db
    .select({ result: jobSteps.result })
    .from(jobSteps)
    .where(and(eq(jobSteps.jobId, jobId), eq(jobSteps.key, key)))
  return row
}

/** True when a step of the job has stored its result. */
export const hasSteps = async (db: Handle, jobId: string): Promise<boolean> => (await db.$count(db.tables.jobSteps, eq(db.tables.jobSteps.jobId, jobId))) > 0

export type StoredStep = Row<'jobSteps'>

export const insertStep = async (tx: Handle, step: StoredStep): Promise<void> => {
  await tx.insert(tx.tables.jobSteps).values(step)
}

/** Deletes the steps of a finished job, which cannot be resumed. */
export const deleteSteps = async (tx: Handle, jobId: string): Promise<void> => {
  await tx.delete(tx.tables.jobSteps).where(eq(tx.tables.jobSteps.jobId, jobId))
}
