import type { JobStep } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Clock, Failure, failureOf, type Logger, mintScope, orFail } from '@pantheon/kernel'
import { jobSteps, type StoredJob } from './job.ts'
import { findStopped, lockJob, saveJob } from './jobs.repo.ts'
import { announceJob } from './jobs.service.ts'
import type { Delivery } from './queue.port.ts'

const everywhere = mintScope(null)
const maxTries = 5

/** The work was taken from this worker: cancelled, or given to another after a lost lease. Nothing more may be written. */
export class JobLost extends Error {
  override readonly name = 'JobLost'
}

/** What an agent works with while it runs one job. */
export interface Workbench {
  readonly job: StoredJob
  readonly signal: AbortSignal
  /**
   * Saves a part of the work and the progress it means, in one transaction. `courseId` is what the work goes into,
   * once there is something to look at. Rejects with `JobLost` when the job is no longer this worker's, so nothing
   * is written twice.
   */
  save(progress: number, step: JobStep, courseId: string, write: (tx: Tx) => Promise<void>): Promise<void>
  /** Saves the last part and ends the job as succeeded. */
  finish(courseId: string, write: (tx: Tx) => Promise<void>): Promise<void>
}
export type Agent = (bench: Workbench) => Promise<void>

/** Runs delivered jobs: starts them, guards every write by the attempt's number, ends or retries them. */
export const createJobRunner = (deps: { db: Db; clock: Clock; logger: Logger; agent: Agent }) => {
  const { clock, logger, agent } = deps
  const db = deps.db.as(everywhere)
  const running = new Map<string, AbortController>()

  const start = (jobId: string): Promise<StoredJob | undefined> =>
    db.transaction(async (tx) => {
      const job = await lockJob(tx, everywhere, jobId)
      if (!job || (job.status !== 'queued' && job.status !== 'running')) return undefined
      const started: StoredJob = { ...job, status: 'running', attempts: job.attempts + 1, startedAt: job.startedAt ?? clock.now() }
      await saveJob(tx, started)
      if (job.status === 'queued') announceJob(tx, 'job.started', { before: job, after: started, actor: null })
      return started
    })

  /** The job, locked, while this attempt still owns it. */
  const own = async (tx: Tx, { id, attempts }: StoredJob): Promise<StoredJob> => {
    const job = orFail(await lockJob(tx, everywhere, id), 'job.not_found')
    if (job.status !== 'running' || job.attempts !== attempts) throw new JobLost()
    return job
  }

  const benchFor = (job: StoredJob, signal: AbortSignal): Workbench => ({
    job,
    signal,
    save: (progress, step, courseId, write) =>
      db.transaction(async (tx) => {
        const now = await own(tx, job)
        await write(tx)
        await saveJob(tx, { ...now, progress, step, output: { courseId } })
        const { id: jobId, jobType, orderId, organizationId } = job
        tx.emit('job.progressed', { organizationId, actorId: null, data: { jobId, jobType, orderId, progress, step } })
      }),
    finish: (courseId, write) =>
      db.transaction(async (tx) => {
        const now = await own(tx, job)
        const done = { ...jobSteps.move(now, 'succeeded'), progress: 100, output: { courseId }, completedAt: clock.now() }
        await write(tx)
        await saveJob(tx, done)
        announceJob(tx, 'job.succeeded', { before: now, after: done, actor: null })
      }),
  })

  const giveUp = (job: StoredJob, error: unknown): Promise<void> =>
    db.transaction(async (tx) => {
      const failure = failureOf(error) ?? new Failure('server.internal')
      const now = await own(tx, job)
      const failed = { ...jobSteps.move(now, 'failed'), errorCode: failure.code, errorMessage: failure.message, completedAt: clock.now() }
      await saveJob(tx, failed)
      const { id: jobId, jobType, orderId, organizationId } = job
      tx.emit('job.failed', { organizationId, actorId: null, data: { jobId, jobType, orderId, errorCode: failure.code }, before: now, after: failed })
    })

  /** Trying again may help when a model did not answer or when our own side broke; not when the input is wrong. */
  const isWorthRetrying = (error: unknown): boolean => !(error instanceof Failure) || error.kind === 'unavailable' || error.kind === 'internal'

  const watchForCancel = deps.db.onEvents(() => {
    if (running.size === 0) return
    findStopped(db, [...running.keys()]).then(
      (ids) => {
        for (const id of ids) running.get(id)?.abort(new JobLost())
      },
      (error: unknown) => logger.warn({ err: error }, 'could not look for cancelled jobs'),
    )
  })

  return {
    /** Handles one delivery. Rejects when it should come again. */
    deliver: async ({ jobId, tries, signal }: Delivery): Promise<void> => {
      const job = await start(jobId)
      if (!job) return
      const stop = new AbortController()
      running.set(jobId, stop)
      try {
        await agent(benchFor(job, AbortSignal.any([signal, stop.signal])))
      } catch (error) {
        if (error instanceof JobLost || stop.signal.aborted) return
        if (signal.aborted || (tries < maxTries && isWorthRetrying(error))) {
          if (!signal.aborted) logger.warn({ err: error, jobId, tries }, 'a job will be tried again')
          throw error
        }
        logger.error({ err: error, jobId, tries }, 'a job failed')
        await giveUp(job, error).catch((e: unknown) => {
          if (!(e instanceof JobLost)) throw e
        })
      } finally {
        running.delete(jobId)
      }
    },
    close: watchForCancel,
  }
}
