import type { Db, Tx } from '@pantheon/db'
import { type Actor, actorFields, type Clock, Failure, fail, orFail, type Scope } from '@pantheon/kernel'
import type { JobContext, JobProgress, StepContext } from './definition.ts'
import type { StoredJob } from './job.ts'
import { findStep, insertStep } from './job-steps.repo.ts'
import { lockJob, saveJob } from './jobs.repo.ts'

/** A step's result is a checkpoint, not file storage. */
const maxStepBytes = 256 * 1024

/** This worker no longer owns the job: it was cancelled, or given to another worker after an expired lease. Nothing more may be written. */
export class JobLost extends Error {
  override readonly name = 'JobLost'
}

/** The job, locked, if the attempt it was read in still owns it. Rejects with `JobLost` otherwise. */
export const lockOwn = async (tx: Tx, scope: Scope, { id, attempts }: StoredJob): Promise<StoredJob> => {
  const job = orFail(await lockJob(tx, scope, id), 'job.not_found')
  if (job.status !== 'running' || job.attempts !== attempts) throw new JobLost()
  return job
}

/** Calls a procedure of the API as an actor. Rejects with a `Failure`. */
export type CallProcedure = (actor: Actor, path: string, input: unknown, signal: AbortSignal) => Promise<unknown>

export interface JobContextDeps {
  db: Db
  clock: Clock
  scope: Scope
  actor: Actor
  call: CallProcedure
}

/** The context of one attempt: its writes are rejected when it is not the job's latest attempt. */
export const createJobContext = (deps: JobContextDeps, job: StoredJob, signal: AbortSignal): JobContext<unknown, unknown, unknown> => {
  const { clock, scope, actor, call } = deps
  const db = deps.db.as(scope)
  const { id: jobId, organizationId, userId, orderId, jobType } = job

  const store = (key: string, result: string, writes: readonly ((tx: Tx) => Promise<void>)[]): Promise<void> =>
    db.transaction(async (tx) => {
      await lockOwn(tx, scope, job)
      for (const write of writes) await write(tx)
      await insertStep(tx, { jobId, organizationId, key, result, at: clock.now() })
    })

  return {
    job: { id: jobId, organizationId, userId, orderId },
    input: job.input,
    actor,
    signal,
    step: async <T>(key: string, work: (step: StepContext) => Promise<T>): Promise<T> => {
      const stored = await findStep(db, jobId, key)
      if (stored) return JSON.parse(stored.result) as T
      const writes: ((tx: Tx) => Promise<void>)[] = []
      const value = await work({ signal, write: (write) => void writes.push(write) })
      const result = JSON.stringify(value ?? null)
      const bytes = Buffer.byteLength(result)
      if (bytes > maxStepBytes) fail('job.step_too_large', { key, bytes, limit: maxStepBytes })
      await store(key, result, writes)
      return JSON.parse(result) as T
    },
    commit: ({ percent, step }: JobProgress<unknown>, write, output) =>
      db.transaction(async (tx) => {
        const now = await lockOwn(tx, scope, job)
        await write(tx)
        const progress = Math.min(100, Math.max(0, Math.floor(percent)))
        await saveJob(tx, { ...now, progress, step, ...(output !== undefined && { output }) } as StoredJob)
        const data = { jobId, jobType, orderId, progress, step: step as StoredJob['step'] & object }
        tx.emit('job.progressed', { ...actorFields(actor), organizationId, data })
      }),
    tool: async <T>(path: string, input: unknown): Promise<T> => {
      signal.throwIfAborted()
      return (await call(actor, path, input, signal)) as T
    },
  }
}

/** True when a retry may help, after model or internal errors; not for invalid input. */
export const isWorthRetrying = (error: unknown): boolean => !(error instanceof Failure) || error.kind === 'unavailable' || error.kind === 'internal'
