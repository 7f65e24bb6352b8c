import type { SystemPart } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import { type Consumer, createConsumer } from './events/consumer.ts'
import type { FailurePolicy } from './events/held-events.ts'
import type { Module } from './module.ts'
import type { Scheduler } from './scheduler/scheduler.ts'
import { type Parts, stopParts } from './stop-parts.ts'
import type { EventMeter } from './telemetry/meters.ts'

export interface RuntimeDeps {
  db: Db
  clock: Clock
  logger: Logger
  scheduler: Scheduler
  /** How events whose handler fails are retried. */
  policy: FailurePolicy
  /** Measures handlers of events. */
  events?: EventMeter | undefined
  /** False for a process that only serves: it starts no consumer, no schedule and no other background work. */
  doesWork: boolean
}

const drainMs = 3000
const stopMs = 2000
const schedulesMs = 2500

/** Runs modules in the given order: each may depend on those before it. */
export const createRuntime = (deps: RuntimeDeps, modules: Readonly<Record<string, Module>>) => {
  const { db, clock, logger, scheduler, policy, events: meter, doesWork } = deps
  const entries = Object.entries(modules)
  const all = Object.values(modules)
  const consumers = new Map<string, Consumer>(
    all.flatMap(({ consumers = [] }) =>
      consumers.map(({ name, handlers, streamOf }) => [
        name,
        createConsumer({ db, clock, logger, policy, meter, ...(streamOf && { streamOf }) }, name, handlers),
      ]),
    ),
  )
  const partsOf = (end: 'drain' | 'stop'): Parts => Object.fromEntries(entries.map(([name, module]) => [name, module[end] && (() => module[end]?.())]))
  const readers = (): Parts =>
    doesWork
      ? { ...Object.fromEntries([...consumers].map(([name, { stop }]) => [`consumer ${name}`, stop])), schedules: () => scheduler.stop(schedulesMs) }
      : {}

  return {
    /** The engines of the system, by part. */
    health: (): SystemPart[] => all.flatMap((module) => module.health?.() ?? []),
    /** Resolves when a consumer has handled or parked all events that are in the log now; for tests. */
    settled: (consumer: string): Promise<void> => {
      const found = consumers.get(consumer)
      if (!found) throw new RangeError(`There is no consumer ${consumer}`)
      return found.settled()
    },
    start: async (): Promise<void> => {
      for (const module of all) await module.start?.()
      if (!doesWork) return
      for (const module of all) await module.startWork?.()
      for (const consumer of consumers.values()) await consumer.start()
      await scheduler.start(all.flatMap(({ schedules = [] }) => schedules))
    },
    /**
     * Shuts down in order: drains modules and releases running work, then closes connections, then the database. Resolves within seven
     * seconds, even when the database does not respond; to false when something is still running.
     */
    stop: async (): Promise<boolean> => {
      const hasStopped = [
        await stopParts({ ...readers(), ...partsOf('drain') }, drainMs, logger),
        await stopParts(partsOf('stop'), stopMs, logger),
        await stopParts({ database: db.close }, stopMs, logger),
      ]
      return hasStopped.every(Boolean)
    },
  }
}
