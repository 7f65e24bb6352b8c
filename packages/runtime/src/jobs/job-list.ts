import type { AiJob, EventName, Generate, ListJobs, OrderInput, OrderJob, Page, ProductCategory } from '@pantheon/contract'
import { and, type Db, eq, eventsOf, type Tx } from '@pantheon/db'
import { type Actor, actorFields, agentActor, type Clock, fail, newId, orFail, pageByTime, type Scope, systemScope } from '@pantheon/kernel'
import type { AgentDirectory } from './agents.ts'
import { type JobRequest, jobMoves, newJob, requeueJob, type StoredJob, toJob } from './job.ts'
import { hasSteps } from './job-steps.repo.ts'
import { findJob, insertJob, latestJobsOf, listJobs, lockJob, lockJobsOfOrder, saveJob } from './jobs.repo.ts'
import type { JobQueue } from './queue.port.ts'

/** Emits an event of a job, for its order's timeline. Without an `actor` the job's agent is the actor. */
export const announceJob = (
  tx: Tx,
  name: Extract<EventName, 'job.queued' | 'job.started' | 'job.succeeded' | 'job.cancelled'>,
  { before, after, actor }: { before?: StoredJob; after: StoredJob; actor?: Actor | undefined },
): void => {
  const { id: jobId, jobType, orderId, organizationId, agentId } = after
  tx.emit(name, { ...actorFields(actor ?? agentActor(agentId, organizationId)), organizationId, data: { jobId, jobType, orderId }, before, after })
}

export interface JobListDeps {
  db: Db
  clock: Clock
  queue: JobQueue
  agents: AgentDirectory
  /** True while an order has to be delivered: not for one that was refunded. */
  isOwed: (orderId: string) => Promise<boolean>
  /** Pays for jobs without an order. Fails when no credits are left; the job is then not queued. */
  credits: { reserve(tx: Tx, job: { jobId: string; organizationId: string }): Promise<void> }
}

/** An order that an agent may work on. */
export interface OrderToWorkOn {
  orderId: string
  organizationId: string
  userId: string
  category: ProductCategory
  input: OrderInput
}

/** A job to be requested. `organizationId` is its owner, where that is not the actor's own. */
export interface WantedJob {
  type: string
  input: unknown
  organizationId?: string
}

/** The jobs of all agents: request, read, cancel, retry. */
export interface JobList {
  /** Requests a job without an order. */
  generate(actor: Actor, wanted: Generate): Promise<AiJob>
  /** Requests a job with exactly this input. */
  request(actor: Actor, wanted: WantedJob): Promise<AiJob>
  /**
   * Requests the job of a paid order. Idempotent per order. Orders without an agent wait for a person; so do those whose input the agent
   * rejects, for which `job.refused` is added to their timeline.
   */
  requestForOrder(order: OrderToWorkOn): Promise<void>
  get(actor: Actor, id: string): Promise<AiJob>
  list(actor: Actor, input: ListJobs): Promise<Page<AiJob>>
  /** The latest job of an order; undefined when it has none. */
  latestOfOrder(actor: Actor, orderId: string): Promise<AiJob | undefined>
  /** The latest job of each of these orders, by order id; orders without one are missing. */
  latestOfOrders(actor: Actor, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderJob>>
  /** Cancels a queued or running job. Its results so far are kept. */
  cancel(actor: Actor, id: string): Promise<AiJob>
  /** Cancels the job of an order that is not owed any more. Idempotent; does nothing when the job has ended. */
  cancelForOrder(orderId: string): Promise<void>
  /** True when the job has stored results: its requester got something, and a retry continues from there. */
  hasResults(jobId: string): Promise<boolean>
  /** Retries a failed or cancelled job from its results so far. Fails with `job.not_owed` when its order was refunded. */
  retry(actor: Actor, id: string): Promise<AiJob>
}

/** Emits `job.refused` once per order. */
const announceRefusal = async (tx: Tx, { orderId, organizationId }: OrderToWorkOn, actor: Actor, fields: string[]): Promise<void> => {
  const { events } = tx.tables
  if ((await tx.$count(events, and(eventsOf(tx, { type: 'order', id: orderId }), eq(events.name, 'job.refused')))) > 0) return
  tx.emit('job.refused', { ...actorFields(actor), organizationId, data: { orderId, fields } })
}

/** Creates the job list. */
export const createJobList = ({ db, clock, queue, agents, isOwed, credits }: JobListDeps): JobList => {
  /** Jobs of an order are paid with the order. */
  const reserve = async (tx: Tx, { id: jobId, organizationId, orderId }: StoredJob): Promise<void> =>
    orderId === null ? credits.reserve(tx, { jobId, organizationId }) : undefined

  const insert = (scope: Scope, wanted: JobRequest, actor?: Actor): Promise<StoredJob | undefined> =>
    db.as(scope).transaction(async (tx) => {
      const job = newJob(wanted, clock.now())
      if (!(await insertJob(tx, job))) return undefined
      await reserve(tx, job)
      await queue.enqueue(tx, job.id)
      announceJob(tx, 'job.queued', { after: job, actor })
      return job
    })

  const request = async (actor: Actor, { type, input, organizationId = actor.organizationId }: WantedJob): Promise<AiJob> => {
    const { manifest } = orFail(agents.find(type), 'job.not_found')
    const id = newId(clock.now())
    const wanted = { id, dedupeKey: id, jobType: type, organizationId, userId: actor.userId, orderId: null, agentId: manifest.key, input } as JobRequest
    return toJob(orFail(await insert(actor.scope, wanted, actor), 'job.not_found'))
  }

  const cancelled = async (tx: Tx, job: StoredJob, actor?: Actor): Promise<StoredJob> => {
    const after = { ...jobMoves.move(job, 'cancelled'), completedAt: clock.now() }
    await saveJob(tx, after)
    announceJob(tx, 'job.cancelled', { before: job, after, actor })
    return after
  }

  return {
    generate: (actor: Actor, { type, input }: Generate): Promise<AiJob> => {
      const { definition } = orFail(agents.find(type), 'job.not_found')
      return request(actor, { type, input: definition.toInput(input) })
    },
    request,

    requestForOrder: async (order: OrderToWorkOn): Promise<void> => {
      const work = agents.workOf(order.category, order.input)
      if (!work) return
      const { orderId, organizationId, userId } = order
      const { manifest, job, refusedFields } = work
      if (!job) {
        const agent = agentActor(manifest.key, organizationId, manifest.permissions)
        return db.as(systemScope).transaction((tx) => announceRefusal(tx, order, agent, refusedFields))
      }
      const owner = { organizationId, userId, orderId, agentId: manifest.key }
      const wanted = { ...owner, id: newId(clock.now()), dedupeKey: `order:${orderId}`, jobType: job.definition.type, input: job.input } as JobRequest
      await insert(systemScope, wanted)
    },

    get: async (actor: Actor, id: string): Promise<AiJob> => toJob(orFail(await findJob(db.as(actor.scope), actor.scope, id), 'job.not_found')),

    list: (actor: Actor, input: ListJobs): Promise<Page<AiJob>> =>
      pageByTime(input, (window) => listJobs(db.as(actor.scope), actor.scope, { status: input.status, orderId: input.orderId, ...window }), toJob),

    latestOfOrder: async ({ scope }: Actor, orderId: string): Promise<AiJob | undefined> =>
      (await listJobs(db.as(scope), scope, { orderId, after: undefined, limit: 1 })).map(toJob)[0],

    latestOfOrders: ({ scope }: Actor, orderIds: readonly string[]): Promise<ReadonlyMap<string, OrderJob>> => latestJobsOf(db.as(scope), scope, orderIds),

    cancel: (actor: Actor, id: string): Promise<AiJob> =>
      db.as(actor.scope).transaction(async (tx) => toJob(await cancelled(tx, orFail(await lockJob(tx, actor.scope, id), 'job.not_found'), actor))),

    cancelForOrder: (orderId: string): Promise<void> =>
      db.as(systemScope).transaction(async (tx) => {
        for (const job of await lockJobsOfOrder(tx, orderId)) if (jobMoves.can(job.status, 'cancelled')) await cancelled(tx, job)
      }),

    hasResults: (jobId: string): Promise<boolean> => hasSteps(db.as(systemScope), jobId),

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
