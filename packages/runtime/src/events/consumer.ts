import { randomUUID } from 'node:crypto'
import type { EventName, LoggedEventOf } from '@pantheon/contract'
import { and, type Db, eq, isNull, type LogRow, lastSeq, lt, or, readSince, toLoggedEvent } from '@pantheon/db'
import { type Clock, createPump, type Logger, type Origin, systemScope } from '@pantheon/kernel'
import type { EventMeter } from '../telemetry/meters.ts'
import { countRetrying } from './held-events.repo.ts'
import { createHeldEvents, defaultPolicy, type FailurePolicy, type StreamOf } from './held-events.ts'

/** The argument of an event handler. Delivery is at least once: be idempotent by `id`. */
export interface DeliveredEvent<N extends EventName> extends LoggedEventOf<N> {
  /** The client of the request, and digests of the resource before and after; for the audit log. */
  origin: Origin | null
  beforeDigest: string | null
  afterDigest: string | null
}
export type EventHandlers = { [N in EventName]?: (event: DeliveredEvent<N>) => Promise<void> }

const leaseMs = 3000
const batch = 200

export interface ConsumerDeps {
  db: Db
  clock: Clock
  logger: Logger
  /** How failed events are retried. */
  policy?: FailurePolicy
  /** The ordering of events, where it is not by their streams. */
  streamOf?: StreamOf
  /** Measures the handlers. */
  meter?: EventMeter | undefined
}

/**
 * A durable consumer of the event log: calls the handler of every event, in order within a stream, and stores its position.
 * One process at a time reads under a given `name`; when it dies, another takes over after three seconds.
 * When a handler throws, the event is retried with backoff and finally parked (see `createHeldEvents`).
 */
export const createConsumer = (deps: ConsumerDeps, name: string, handlers: EventHandlers) => {
  const { db, clock, logger, policy = defaultPolicy, streamOf, meter } = deps
  const log = db.as(systemScope)
  const { eventConsumers } = db.tables
  const owner = randomUUID()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  let failures = 0

  const lease = () => ({ leaseOwner: owner, leaseUntil: new Date(clock.now().getTime() + leaseMs) })
  /** Acquires or renews the lease; returns the position to read from, or undefined while another process has the lease. */
  const claim = async (): Promise<number | undefined> => {
    const isFree = or(isNull(eventConsumers.leaseUntil), lt(eventConsumers.leaseUntil, clock.now()), eq(eventConsumers.leaseOwner, owner))
    const [row] = await db
      .update(eventConsumers)
      .set(lease())
      .where(and(eq(eventConsumers.name, name), isFree))
      .returning({ lastSeq: eventConsumers.lastSeq })
    return row?.lastSeq
  }
  const isMine = async (): Promise<boolean> => !isStopped && (await claim()) !== undefined
  const save = async (seq: number): Promise<boolean> => {
    const mine = and(eq(eventConsumers.name, name), eq(eventConsumers.leaseOwner, owner))
    return (
      (
        await db
          .update(eventConsumers)
          .set({ lastSeq: seq, ...lease() })
          .where(mine)
          .returning({ name: eventConsumers.name })
      ).length > 0
    )
  }
  const deliver = async (row: LogRow): Promise<void> => {
    const handle = handlers[row.name] as ((event: DeliveredEvent<EventName>) => Promise<void>) | undefined
    const { origin, beforeDigest, afterDigest } = row
    if (!handle) return
    const work = () => handle({ ...toLoggedEvent(row), origin, beforeDigest, afterDigest })
    await (meter ? meter.handle({ consumer: name, name: row.name, at: row.at }, work) : work())
  }
  const held = createHeldEvents(name, { db, clock, logger, policy, streamOf, deliver })

  const drain = async (): Promise<void> => {
    for (;;) {
      const from = await claim()
      if (from === undefined || isStopped) return
      await held.retryDue(isMine)
      await held.load()
      const rows = await readSince(log, from, batch)
      let done = from
      try {
        for (const row of rows) {
          const isHandled = row.name in handlers
          if (isHandled) await held.take(row)
          done = row.seq
          if (isHandled && !(await save(done))) return // another process has the lease
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
      logger.error({ err: error, consumer: name, failures }, 'a consumer could not read the log; it will be tried again')
    })
    clearTimeout(timer)
    // Polling finds what no notification reports: an expired lease of another process, a due retry.
    if (!isStopped) timer = setTimeout(pump.wake, failures > 0 ? Math.min(250 * 2 ** failures, 15_000) : held.isHolding() ? policy.pauseMs : 1000)
  })

  let unsubscribe: (() => void) | undefined
  return {
    /** Starts reading: from the beginning of the log the first time, then from the stored position. */
    start: async (): Promise<void> => {
      await db.insert(eventConsumers).values({ name, lastSeq: 0 }).onConflictDoNothing()
      unsubscribe = db.onEvents(pump.wake)
      pump.wake()
    },
    stop: async (): Promise<void> => {
      isStopped = true
      unsubscribe?.()
      await pump.idle()
      clearTimeout(timer)
      await db
        .update(eventConsumers)
        .set({ leaseUntil: null })
        .where(and(eq(eventConsumers.name, name), eq(eventConsumers.leaseOwner, owner)))
        .catch((err: unknown) => logger.warn({ err, consumer: name }, 'a lease could not be given back; it runs out by itself'))
    },
    /** Resolves when all events that are in the log at the time of the call are handled or parked; for tests. */
    settled: async (): Promise<void> => {
      const target = await lastSeq(log)
      for (;;) {
        const [row] = await db.select({ lastSeq: eventConsumers.lastSeq }).from(eventConsumers).where(eq(eventConsumers.name, name))
        if ((row?.lastSeq ?? 0) >= target && (await countRetrying(db, name)) === 0) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
  }
}
export type Consumer = ReturnType<typeof createConsumer>
