import {
  type AiJob,
  CourseRequest,
  type EventName,
  type Generate,
  type ListJobs,
  type OrderInput,
  type Page,
  type ProductCategory,
  type RegenerateLesson,
} from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, by, type Clock, fail, mintScope, newId, orFail, pageByTime, type Scope } from '@pantheon/kernel'
import type { Jobs } from '../agents.types.ts'
import { type JobRequest, jobSteps, newJob, requeueJob, type StoredJob, toJob } from './job.ts'
import { findJob, insertJob, listJobs, lockJob, lockJobsOfOrder, saveJob } from './jobs.repo.ts'
import type { JobQueue } from './queue.port.ts'

const everywhere = mintScope(null)

/** Announces what happened to a job; its order's timeline shows it. `actor` is null when no person asked for it. */
export const announceJob = (
  tx: Tx,
  name: Extract<EventName, 'job.queued' | 'job.started' | 'job.succeeded' | 'job.cancelled'>,
  { before, after, actor }: { before?: StoredJob; after: StoredJob; actor: Actor | null },
): void => {
  const { id: jobId, jobType, orderId, organizationId } = after
  tx.emit(name, { ...(actor ? by(actor) : { actorId: null }), organizationId, data: { jobId, jobType, orderId }, before, after })
}

export interface JobsDeps {
  db: Db
  clock: Clock
  queue: JobQueue
  /** Whether the work of an order is still owed to its buyer. */
  isOwed: (orderId: string) => Promise<boolean>
  /** What work without an order is paid with. Fails when nothing is left; the job is not queued then. */
  credits: { reserve(tx: Tx, job: { jobId: string; organizationId: string }): Promise<void> }
}

/** `Jobs`, and what the rest of the server asks of it. */
export interface JobsInternals extends Jobs {
  /** The work a paid order asks for. Asked again for the same order, it does nothing. Orders without an agent, or that the agent could not work with, wait for a person. */
  requestForOrder(order: { orderId: string; organizationId: string; userId: string; category: ProductCategory; input: OrderInput }): Promise<void>
  /** One lesson of a finished course, written again. */
  rewriteLesson(actor: Actor, course: { organizationId: string; version: number }, input: RegenerateLesson): Promise<AiJob>
  /** Stops the work of an order that is not owed any more. Asked twice, or too late, it does nothing. */
  cancelForOrder(orderId: string): Promise<void>
}

/** The agents' work list: asking for work, reading it, cancelling it, asking again. */
export const createJobs = ({ db, clock, queue, isOwed, credits }: JobsDeps): JobsInternals => {
  /** An order's work is paid with the order. */
  const reserve = async (tx: Tx, { id: jobId, organizationId, orderId }: StoredJob): Promise<void> =>
    orderId === null ? credits.reserve(tx, { jobId, organizationId }) : undefined
  const request = (scope: Scope, wanted: JobRequest, actor: Actor | null): Promise<StoredJob | undefined> =>
    db.as(scope).transaction(async (tx) => {
      const job = newJob(wanted, clock.now())
      if (!(await insertJob(tx, job))) return undefined
      await reserve(tx, job)
      await queue.enqueue(tx, job.id)
      announceJob(tx, 'job.queued', { after: job, actor })
      return job
    })

  return {
    requestForOrder: async (order: {
      orderId: string
      organizationId: string
      userId: string
      category: ProductCategory
      input: OrderInput
    }): Promise<void> => {
      if (order.category !== 'ai_course_generation') return
      const { orderId, organizationId, userId } = order
      // What was ordered by other rules than today's waits for a person, and holds up nobody behind it.
      const wanted = CourseRequest.safeParse(order.input)
      if (!wanted.success) return
      const input = { task: 'write_course' as const, request: wanted.data }
      await request(
        everywhere,
        { id: newId(clock.now()), dedupeKey: `order:${orderId}`, jobType: 'course', organizationId, userId, orderId, agentId: 201, input },
        null,
      )
    },

    generate: async (actor: Actor, { input }: Generate): Promise<AiJob> => {
      const id = newId(clock.now())
      const { organizationId, userId } = actor
      const wanted: JobRequest = {
        id,
        dedupeKey: id,
        jobType: 'course',
        organizationId,
        userId,
        orderId: null,
        agentId: 201,
        input: { task: 'write_course', request: input },
      }
      return toJob(orFail(await request(actor.scope, wanted, actor), 'job.not_found'))
    },

    rewriteLesson: async (
      actor: Actor,
      course: { organizationId: string; version: number },
      { id: courseId, lessonId, guidance }: RegenerateLesson,
    ): Promise<AiJob> => {
      const id = newId(clock.now())
      const input = { task: 'rewrite_lesson' as const, courseId, lessonId, guidance }
      const { organizationId } = course
      const wanted: JobRequest = { id, dedupeKey: id, jobType: 'course', organizationId, userId: actor.userId, orderId: null, agentId: 201, input }
      return toJob(orFail(await request(actor.scope, wanted, actor), 'job.not_found'))
    },

    get: async (actor: Actor, id: string): Promise<AiJob> => toJob(orFail(await findJob(db.as(actor.scope), actor.scope, id), 'job.not_found')),

    list: (actor: Actor, input: ListJobs): Promise<Page<AiJob>> =>
      pageByTime(input, (window) => listJobs(db.as(actor.scope), actor.scope, { status: input.status, orderId: input.orderId, ...window }), toJob),

    cancel: (actor: Actor, id: string): Promise<AiJob> =>
      db.as(actor.scope).transaction(async (tx) => {
        const job = orFail(await lockJob(tx, actor.scope, id), 'job.not_found')
        const cancelled = { ...jobSteps.move(job, 'cancelled'), completedAt: clock.now() }
        await saveJob(tx, cancelled)
        announceJob(tx, 'job.cancelled', { before: job, after: cancelled, actor })
        return toJob(cancelled)
      }),

    cancelForOrder: (orderId: string): Promise<void> =>
      db.as(everywhere).transaction(async (tx) => {
        for (const job of await lockJobsOfOrder(tx, orderId)) {
          if (!jobSteps.can(job.status, 'cancelled')) continue
          const cancelled = { ...jobSteps.move(job, 'cancelled'), completedAt: clock.now() }
          await saveJob(tx, cancelled)
          announceJob(tx, 'job.cancelled', { before: job, after: cancelled, actor: null })
        }
      }),

    retry: async (actor: Actor, id: string): Promise<AiJob> => {
      const { orderId } = orFail(await findJob(db.as(actor.scope), actor.scope, id), 'job.not_found')
      if (orderId !== null && !(await isOwed(orderId))) fail('job.not_owed')
      return db.as(actor.scope).transaction(async (tx) => {
        const job = orFail(await lockJob(tx, actor.scope, id), 'job.not_found')
        const queued = requeueJob(job)
        await saveJob(tx, queued)
        await reserve(tx, queued)
        await queue.enqueue(tx, id)
        announceJob(tx, 'job.queued', { before: job, after: queued, actor })
        return toJob(queued)
      })
    },
  }
}
