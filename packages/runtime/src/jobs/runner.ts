import type { Db } from '@pantheon/db'
import { actorFields, agentActor, type Clock, Failure, failureOf, type Logger, systemScope } from '@pantheon/kernel'
import type { JobMeter, JobOutcome } from '../telemetry/meters.ts'
import type { AgentDirectory } from './agents.ts'
import { jobMoves, type StoredJob } from './job.ts'
import { type CallProcedure, createJobContext, isWorthRetrying, JobLost, lockOwn } from './job-context.ts'
import { announceJob } from './job-list.ts'
import { deleteSteps } from './job-steps.repo.ts'
import { findStopped, lockJob, saveJob } from './jobs.repo.ts'
import type { Delivery } from './queue.port.ts'

const maxTries = 5

export interface JobRunnerDeps {
  db: Db
  clock: Clock
  logger: Logger
  agents: AgentDirectory
  /** Calls procedures for agents. */
  call: CallProcedure
  /** Measures runs. */
  meter?: JobMeter | undefined
}

/** Runs delivered jobs: starts them, guards every write with the attempt's number, completes or retries them. */
export const createJobRunner = (deps: JobRunnerDeps) => {
  const { clock, logger, agents, call, meter } = deps
  const db = deps.db.as(systemScope)
  const running = new Map<string, AbortController>()

  const start = (jobId: string): Promise<StoredJob | undefined> =>
    db.transaction(async (tx) => {
      const job = await lockJob(tx, systemScope, jobId)
      if (!job || (job.status !== 'queued' && job.status !== 'running')) return undefined
      const started: StoredJob = { ...job, status: 'running', attempts: job.attempts + 1, startedAt: job.startedAt ?? clock.now() }
      await saveJob(tx, started)
      if (job.status === 'queued') announceJob(tx, 'job.started', { before: job, after: started })
      return started
    })

  const finish = (job: StoredJob, output: unknown): Promise<void> =>
    db.transaction(async (tx) => {
      const now = await lockOwn(tx, systemScope, job)
      const done = { ...jobMoves.move(now, 'succeeded'), progress: 100, output, completedAt: clock.now() } as StoredJob
      await saveJob(tx, done)
      await deleteSteps(tx, job.id)
      announceJob(tx, 'job.succeeded', { before: now, after: done })
    })

  const failJob = (job: StoredJob, error: unknown): Promise<void> =>
    db.transaction(async (tx) => {
      const failure = failureOf(error) ?? new Failure('server.internal')
      const now = await lockOwn(tx, systemScope, job)
      const failed = { ...jobMoves.move(now, 'failed'), errorCode: failure.code, errorMessage: failure.message, completedAt: clock.now() }
      await saveJob(tx, failed)
      const { id: jobId, jobType, orderId, organizationId, agentId } = job
      const data = { jobId, jobType, orderId, errorCode: failure.code }
      tx.emit('job.failed', { ...actorFields(agentActor(agentId, organizationId)), data, before: now, after: failed })
    })

  const run = async (job: StoredJob, signal: AbortSignal): Promise<void> => {
    const known = agents.find(job.jobType)
    if (!known) throw new Error(`No agent here has jobs of type ${job.jobType}`)
    const actor = agentActor(known.manifest.key, job.organizationId, known.manifest.permissions)
    const output = await known.definition.run(createJobContext({ db: deps.db, clock, scope: systemScope, actor, call }, job, signal))
    await finish(job, known.definition.output.parse(output))
  }

  const watchForCancel = deps.db.onEvents(() => {
    if (running.size === 0) return
    findStopped(db, [...running.keys()]).then(
      (ids) => {
        for (const id of ids) running.get(id)?.abort(new JobLost())
      },
      (error: unknown) => logger.warn({ err: error }, 'could not look for cancelled jobs'),
    )
  })

  const attempt = async (job: StoredJob, { jobId, tries, signal }: Delivery): Promise<JobOutcome> => {
    const stop = new AbortController()
    running.set(jobId, stop)
    try {
      await run(job, AbortSignal.any([signal, stop.signal]))
      return 'succeeded'
    } catch (error) {
      if (error instanceof JobLost || stop.signal.aborted) return 'lost'
      if (signal.aborted || (tries < maxTries && isWorthRetrying(error))) {
        if (!signal.aborted) logger.warn({ err: error, jobId, tries }, 'a job will be tried again')
        throw error
      }
      logger.error({ err: error, jobId, tries }, 'a job failed')
      return await failJob(job, error).then(
        () => 'failed' as const,
        (e: unknown) => (e instanceof JobLost ? 'lost' : Promise.reject(e)),
      )
    } finally {
      running.delete(jobId)
    }
  }

  return {
    /** Handles one delivery. Rejects when it should be delivered again. */
    deliver: async (delivery: Delivery): Promise<void> => {
      const job = await start(delivery.jobId)
      if (!job) return
      const work = () => attempt(job, delivery)
      await (meter ? meter.run({ type: job.jobType, createdAt: job.createdAt, signal: delivery.signal }, work) : work())
    },
    close: watchForCancel,
  }
}
