import { AsyncResource } from 'node:async_hooks'
import { endsWithin } from '../deadline.ts'
import { maxRunMs } from './limited-run.ts'
import { type OwnSchedule, type RunningSchedule, startOwn } from './own-schedule.ts'
import type { Schedule } from './schedule.ts'
import { type SharedDeps, startShared } from './shared-schedules.ts'

export type SchedulerDeps = Pick<SharedDeps, 'db' | 'clock' | 'logger'> & Partial<SharedDeps>

const isOwn = (schedule: Schedule): schedule is OwnSchedule => 'every' in schedule && schedule.scope === 'process'

/**
 * Runs schedules (see `Schedule`). Shared ones are rows of the table `schedules`: a process claims a due one with a lease of five seconds
 * and renews it while the work runs; when it is not renewed, another process takes over. Times and leases use the given clock. A failed
 * run is logged and retried with backoff up to a minute.
 */
export const createScheduler = ({ db, clock, logger, leaseMs = 5000, pollMs = 1000, maxMs = maxRunMs }: SchedulerDeps) => {
  const own = new Map<string, RunningSchedule>()
  let shared: Awaited<ReturnType<typeof startShared>> | undefined
  let names: ReadonlySet<string> = new Set()
  // `wake` may be called in a transaction or in signed work, which the run must not be part of.
  const outside = new AsyncResource('Scheduler')

  return {
    /** Starts the schedules. Rejects when the database cannot be reached, or two have the same name. */
    start: async (schedules: readonly Schedule[]): Promise<void> => {
      names = new Set(schedules.map(({ name }) => name))
      if (names.size < schedules.length) throw new Error('Two schedules have one name')
      const others = schedules.filter((schedule) => !isOwn(schedule))
      if (others.length > 0) shared = await startShared(others, { db, clock, logger, leaseMs, pollMs, maxMs })
      for (const schedule of schedules.filter(isOwn)) own.set(schedule.name, startOwn(schedule, logger, maxMs))
    },
    /**
     * Runs a schedule as soon as possible, in this process or the one that has the lease, and once more after the current run.
     * Call it after the commit. Does nothing in a process that is not started: another process then finds the work at its next run.
     */
    wake: (name: string): void => {
      if (names.size === 0) return
      if (!names.has(name)) logger.error({ schedule: name }, 'there is no schedule of that name to wake')
      outside.runInAsyncScope(() => (own.get(name) ?? shared)?.wake(name))
    },
    /** Starts no more runs, aborts the signals of the current ones, and waits for them. False when some still run after `withinMs`. */
    stop: async (withinMs = 2500): Promise<boolean> => {
      const ended = await endsWithin(withinMs, Promise.all([shared?.stop(), ...[...own.values()].map(({ stop }) => stop())]))
      if (!ended) logger.warn({ withinMs, schedules: shared?.running() }, 'schedules did not end in time; their leases run out')
      return ended
    },
  }
}
export type Scheduler = ReturnType<typeof createScheduler>
