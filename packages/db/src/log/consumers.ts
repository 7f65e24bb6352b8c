import type { EventData, EventName } from '@pantheon/contract'
import { type Clock, createPump, type Logger, mintScope, newId, type Origin } from '@pantheon/kernel'
import { and, eq, isNull, lt, or } from 'drizzle-orm'
import type { Db } from '../db.ts'
import { lastSeq, readSince, toLoggedEvent } from './event-log.ts'

/** What a handler gets. Delivery is at least once: be idempotent by `id`. */
export interface DeliveredEvent<N extends EventName> {
  id: string
  name: N
  organizationId: string | null
  actorId: string | null
  at: string
  data: EventData<N>
  /** Where it was asked from, and digests of the resource before and after; for the audit log. */
  origin: Origin | null
  beforeDigest: string | null
  afterDigest: string | null
}
export type EventHandlers = { [N in EventName]?: (event: DeliveredEvent<N>) => Promise<void> }

const leaseMs = 3000
const batch = 200

/**
 * A durable reader of the event log: hands every event, in order, to its handler, and remembers how far it came.
 * One process at a time reads under a given `name`; when it dies, another takes over after three seconds.
 * A handler that throws is tried again, with a growing pause; the events behind it wait.
 */
export const createConsumer = (deps: { db: Db; clock: Clock; logger: Logger }, name: string, handlers: EventHandlers) => {
  const { db, clock, logger } = deps
  const log = db.as(mintScope(null))
  const { eventConsumers } = db.tables
  const owner = newId()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let failures = 0

  /** Takes or renews the lease; the place to read from, or undefined while another process reads. */
  const claim = async (): Promise<number | undefined> => {
    const now = clock.now()
    const [row] = await db
      .update(eventConsumers)
      .set({ leaseOwner: owner, leaseUntil: new Date(now.getTime() + leaseMs) })
      .where(
        and(eq(eventConsumers.name, name), or(isNull(eventConsumers.leaseUntil), lt(eventConsumers.leaseUntil, now), eq(eventConsumers.leaseOwner, owner))),
      )
      .returning({ lastSeq: eventConsumers.lastSeq })
    return row?.lastSeq
  }
  const save = async (seq: number): Promise<boolean> => {
    const mine = and(eq(eventConsumers.name, name), eq(eventConsumers.leaseOwner, owner))
    return (await db.update(eventConsumers).set({ lastSeq: seq }).where(mine).returning({ name: eventConsumers.name })).length > 0
  }

  const drain = async (): Promise<void> => {
    for (;;) {
      const from = await claim()
      if (from === undefined || isStopped) return
      const rows = await readSince(log, from, batch)
      let done = from
      try {
        for (const row of rows) {
          const handle = handlers[row.name] as ((event: DeliveredEvent<EventName>) => Promise<void>) | undefined
          const { origin, beforeDigest, afterDigest } = row
          if (handle) await handle({ ...toLoggedEvent(row), origin, beforeDigest, afterDigest } as unknown as DeliveredEvent<EventName>)
          done = row.seq
          if (handle && !(await save(done))) return // another process has taken over
        }
        failures = 0
      } finally {
        await save(done)
      }
      if (rows.length < batch) return
    }
  }

  const pump = createPump(async () => {
    if (isStopped) return
    await drain().catch((error: unknown) => {
      failures++
      logger.error({ err: error, consumer: name, failures }, 'an event handler failed; it will be tried again')
    })
    clearTimeout(timer)
    // The slow beat finds what no wake-up told of: another process's lease that ran out, a failed handler.
    if (!isStopped) timer = setTimeout(pump.wake, failures > 0 ? Math.min(250 * 2 ** failures, 15_000) : 1000)
  })

  let off: (() => void) | undefined
  return {
    /** Starts reading: from the beginning of the log the first time, from where it stopped after that. */
    start: async (): Promise<void> => {
      await db.insert(eventConsumers).values({ name, lastSeq: 0 }).onConflictDoNothing()
      off = db.onEvents(pump.wake)
      pump.wake()
    },
    stop: async (): Promise<void> => {
      isStopped = true
      off?.()
      await pump.idle()
      clearTimeout(timer)
      await db
        .update(eventConsumers)
        .set({ leaseUntil: null })
        .where(and(eq(eventConsumers.name, name), eq(eventConsumers.leaseOwner, owner)))
    },
    /** Resolves when everything in the log at the time of the call is handled; for tests. */
    settled: async (): Promise<void> => {
      const target = await lastSeq(log)
      for (;;) {
        const [row] = await db.select({ lastSeq: eventConsumers.lastSeq }).from(eventConsumers).where(eq(eventConsumers.name, name))
        if ((row?.lastSeq ?? 0) >= target) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
  }
}
export type Consumer = ReturnType<typeof createConsumer>
