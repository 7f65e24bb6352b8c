import { AsyncResource } from 'node:async_hooks'
import { endsWithin } from '../deadline.ts'
import { mostRunMs } from './limited-run.ts'
import { type OwnSchedule, type RunningSchedule, startOwn } from './own-schedule.ts'
import type { Schedule } from './schedule.ts'
import { type SharedDeps, startShared } from './shared-schedules.ts'

export type SchedulerDeps = Pick<SharedDeps, 'db' | 'clock' | 'logger'> & Partial<SharedDeps>

const isOwn = (schedule: Schedule): schedule is OwnSchedule => 'every' in schedule && schedule.scope === 'process'

/**
 * Runs schedules (see `Schedule`). Those that processes share are rows of the table `schedules`: a process claims one that is due
 * with a lease of five seconds, renews it while the work is under way, and another takes over when it is not renewed. Times and
 * leases are by the given clock. A run that fails is logged and tried again after a pause that grows up to a minute.
 */
export const createScheduler = ({ db, clock, logger, leaseMs = 5000, pollMs = 1000, mostMs = mostRunMs }: SchedulerDeps) => {
  const own = new Map<string, RunningSchedule>()
  let shared: Awaited<ReturnType<typeof startShared>> | undefined
  let names: ReadonlySet<string> = new Set()
  // Whoever wakes a schedule may be in a transaction, or in signed work: the run is not part of that.
  const outside = new AsyncResource('Scheduler')

  return {
    /** Begins to run them. Rejects when the database cannot be reached, or two have one name. */
    start: async (schedules: readonly Schedule[]): Promise<void> => {
      names = new Set(schedules.map(({ name }) => name))
      if (names.size < schedules.length) throw new Error('Two schedules have one name')
      const others = schedules.filter((schedule) => !isOwn(schedule))
      if (others.length > 0) shared = await startShared(others, { db, clock, logger, leaseMs, pollMs, mostMs })
      for (const schedule of schedules.filter(isOwn)) own.set(schedule.name, startOwn(schedule, logger, mostMs))
    },
    /**
     * Runs a schedule as soon as it can be, in this process or the one that holds it, and once more after the run under way.
     * Call it after the commit. Nothing happens in a process that is not started: where another is, that one finds the work in its time.
     */
    wake: (name: string): void => {
      if (names.size === 0) return
      if (!names.has(name)) logger.error({ schedule: name }, 'there is no schedule of that name to wake')
      outside.runInAsyncScope(() => (own.get(name) ?? shared)?.wake(name))
    },
    /** Begins no more runs, aborts the signals of those under way, and waits for them. False when some go on after `withinMs`. */
    stop: async (withinMs = 2500): Promise<boolean> => {
      const ended = await endsWithin(withinMs, Promise.all([shared?.stop(), ...[...own.values()].map(({ stop }) => stop())]))
      if (!ended) logger.warn({ withinMs, schedules: shared?.running() }, 'schedules did not end in time; their leases run out')
      return ended
    },
  }
}
export type Scheduler = ReturnType<typeof createScheduler>
