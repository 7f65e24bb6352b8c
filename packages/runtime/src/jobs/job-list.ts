import type { AiJob, EventName, Generate, ListJobs, OrderInput, Page, ProductCategory } from '@pantheon/contract'
import { and, type Db, eq, eventsOf, type Tx } from '@pantheon/db'
import { type Actor, actorFields, agentActor, type Clock, fail, newId, orFail, pageByTime, type Scope, systemScope } from '@pantheon/kernel'
import type { AgentDirectory } from './agents.ts'
import { type JobRequest, jobMoves, newJob, requeueJob, type StoredJob, toJob } from './job.ts'
import { findJob, insertJob, listJobs, lockJob, lockJobsOfOrder, saveJob } from './jobs.repo.ts'
import type { JobQueue } from './queue.port.ts'

/** Announces what happened to a job; its order's timeline shows it. Without an `actor` who asked for it, the job's agent did it. */
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
  /** Whether the work of an order is still owed to its buyer. */
  isOwed: (orderId: string) => Promise<boolean>
  /** What work without an order is paid with. Fails when nothing is left; the job is not queued then. */
  credits: { reserve(tx: Tx, job: { jobId: string; organizationId: string }): Promise<void> }
}

/** An order whose work an agent may do. */
export interface OrderToWorkOn {
  orderId: string
  organizationId: string
  userId: string
  category: ProductCategory
  input: OrderInput
}

/** Work that somebody asks for. `organizationId` is whose it is, where that is not the actor's own. */
export interface WantedJob {
  type: string
  input: unknown
  organizationId?: string
}

/** The jobs of all agents: asking for work, reading it, cancelling it, asking again. */
export interface JobList {
  /** Work without an order. */
  generate(actor: Actor, wanted: Generate): Promise<AiJob>
  /** A job with this very input. */
  request(actor: Actor, wanted: WantedJob): Promise<AiJob>
  /**
   * The work a paid order asks for. Asked again for the same order, it does nothing. Orders without an agent wait for a person; so do
   * those whose input the agent does not take, which `job.refused` says on their timeline.
   */
  requestForOrder(order: OrderToWorkOn): Promise<void>
  /** True for an order that an agent delivers; false for what waits for a person. */
  delivers(order: Pick<OrderToWorkOn, 'category' | 'input'>): boolean
  get(actor: Actor, id: string): Promise<AiJob>
  list(actor: Actor, input: ListJobs): Promise<Page<AiJob>>
  /** The newest job of an order; undefined when it has none. */
  latestOfOrder(actor: Actor, orderId: string): Promise<AiJob | undefined>
  /** Stops a job that waits or runs. What it has made so far is kept. */
  cancel(actor: Actor, id: string): Promise<AiJob>
  /** Stops the work of an order that is not owed any more. Asked twice, or too late, it does nothing. */
  cancelForOrder(orderId: string): Promise<void>
  /** Asks for a failed or cancelled job again. It goes on from what it had made. Fails with `job.not_owed` when its order was refunded. */
  retry(actor: Actor, id: string): Promise<AiJob>
}

/** Says once on the order's timeline that its agent cannot work with what was ordered. */
const announceRefusal = async (tx: Tx, { orderId, organizationId }: OrderToWorkOn, actor: Actor, fields: string[]): Promise<void> => {
  const { events } = tx.tables
  if ((await tx.$count(events, and(eventsOf(tx, { type: 'order', id: orderId }), eq(events.name, 'job.refused')))) > 0) return
  tx.emit('job.refused', { ...actorFields(actor), organizationId, data: { orderId, fields } })
}

/** The agents' work list. */
export const createJobList = ({ db, clock, queue, agents, isOwed, credits }: JobListDeps): JobList => {
  /** An order's work is paid with the order. */
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

    delivers: ({ category, input }: Pick<OrderToWorkOn, 'category' | 'input'>): boolean => agents.workOf(category, input)?.job !== undefined,

    get: async (actor: Actor, id: string): Promise<AiJob> => toJob(orFail(await findJob(db.as(actor.scope), actor.scope, id), 'job.not_found')),

    list: (actor: Actor, input: ListJobs): Promise<Page<AiJob>> =>
      pageByTime(input, (window) => listJobs(db.as(actor.scope), actor.scope, { status: input.status, orderId: input.orderId, ...window }), toJob),

    latestOfOrder: async ({ scope }: Actor, orderId: string): Promise<AiJob | undefined> =>
      (await listJobs(db.as(scope), scope, { orderId, after: undefined, limit: 1 })).map(toJob)[0],

    cancel: (actor: Actor, id: string): Promise<AiJob> =>
      db.as(actor.scope).transaction(async (tx) => toJob(await cancelled(tx, orFail(await lockJob(tx, actor.scope, id), 'job.not_found'), actor))),

    cancelForOrder: (orderId: string): Promise<void> =>
      db.as(systemScope).transaction(async (tx) => {
        for (const job of await lockJobsOfOrder(tx, orderId)) if (jobMoves.can(job.status, 'cancelled')) await cancelled(tx, job)
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
