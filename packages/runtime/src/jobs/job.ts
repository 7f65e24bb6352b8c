import type { AiJob, JobStatus } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import { transitions } from '@pantheon/kernel'

/** A job as stored. */
export type StoredJob = Row<'aiJobs'>

/** The transitions of a job. A failed or cancelled one can be queued again. */
export const jobMoves = transitions<JobStatus>(
  {
    queued: ['running', 'cancelled', 'failed'],
    running: ['succeeded', 'failed', 'cancelled'],
    succeeded: [],
    failed: ['queued'],
    cancelled: ['queued'],
  },
  'job.wrong_state',
)

export type JobRequest = Pick<StoredJob, 'id' | 'dedupeKey' | 'jobType' | 'organizationId' | 'userId' | 'orderId' | 'agentId' | 'input'>

/** A queued job. */
export const newJob = (request: JobRequest, at: Date): StoredJob => ({
  ...request,
  output: null,
  status: 'queued',
  progress: 0,
  step: null,
  attempts: 0,
  errorCode: null,
  errorMessage: null,
  startedAt: null,
  completedAt: null,
  createdAt: at,
})

/** The job queued again: its results are kept, so that the agent continues from them. */
export const requeueJob = (job: StoredJob): StoredJob => ({ ...jobMoves.move(job, 'queued'), errorCode: null, errorMessage: null, completedAt: null })

/** The job in its wire format. */
export const toJob = ({ dedupeKey: _, startedAt, completedAt, createdAt, ...rest }: StoredJob): AiJob => ({
  ...rest,
  type: rest.jobType,
  startedAt: startedAt?.toISOString() ?? null,
  completedAt: completedAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
})
