import { randomUUID } from 'node:crypto'
import { and, asc, type Db, eq, inArray, isNull, lt, lte, or, sql } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import type { Delivery, JobQueue } from '@pantheon/runtime'
import { type Held, runDeliveries } from './deliveries.ts'

/** Lease duration, maximum number of running jobs, and the pause in whole seconds after a job's first failure. */
export interface QueueSettings {
  leaseMs: number
  concurrency: number
  retrySeconds: number
}

/** The embedded queue: stored in the SQLite file, delivered by this process. */
export const createSqliteQueue = (deps: QueueSettings & { db: Db; clock: Clock; logger: Logger }): JobQueue => {
  const { db, clock, logger, leaseMs, concurrency, retrySeconds } = deps
  const { jobDeliveries: deliveries } = db.tables
  const owner = randomUUID()
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms)
  const mine = (jobId: string) => and(eq(deliveries.jobId, jobId), eq(deliveries.leaseOwner, owner))

  const claim = async (limit: number): Promise<Held[]> => {
    const now = clock.now()
    const free = or(isNull(deliveries.leaseUntil), lt(deliveries.leaseUntil, now))
    const next = db
      .select({ id: deliveries.jobId })
      .from(deliveries)
      .where(and(lte(deliveries.availableAt, now), free))
      .orderBy(asc(deliveries.availableAt))
      .limit(limit)
    const rows = await db
      .update(deliveries)
      .set({ leaseOwner: owner, leaseUntil: later(leaseMs), tries: sql`${deliveries.tries} + 1` })
      .where(inArray(deliveries.jobId, next))
      .returning({ jobId: deliveries.jobId, tries: deliveries.tries })
    return rows.map((row) => ({ key: row.jobId, ...row }))
  }

  const work = runDeliveries({
    db,
    logger,
    leaseMs,
    concurrency,
    claim,
    renew: async ({ jobId }) =>
      (
        await db
          .update(deliveries)
          .set({ leaseUntil: later(leaseMs) })
          .where(mine(jobId))
          .returning({ id: deliveries.jobId })
      ).length > 0,
    complete: async ({ jobId }) => void (await db.delete(deliveries).where(mine(jobId))),
    retry: async ({ jobId, tries }) => {
      const pause = Math.min(retrySeconds * 1000 * 2 ** (tries - 1), 60_000)
      await db
        .update(deliveries)
        .set({ leaseOwner: null, leaseUntil: null, availableAt: later(pause) })
        .where(mine(jobId))
    },
    release: async ({ jobId }) => {
      await db.update(deliveries).set({ leaseOwner: null, leaseUntil: null, availableAt: clock.now() }).where(mine(jobId))
    },
  })

  return {
    name: 'sqlite',
    enqueue: async (tx, jobId) => {
      const fresh = { tries: 0, availableAt: clock.now(), leaseOwner: null, leaseUntil: null }
      await tx
        .insert(deliveries)
        .values({ jobId, ...fresh })
        .onConflictDoUpdate({ target: deliveries.jobId, set: fresh })
    },
    start: async (handle: (delivery: Delivery) => Promise<void>) => work.start(handle),
    stop: work.stop,
  }
}
