import type { Db } from '@pantheon/db'
import type { Clock, Logger } from '@pantheon/kernel'
import { limitedRun } from './limited-run.ts'
import { nextRun, pauseAfter, type Schedule, type ScheduleState } from './schedule.ts'
import { changeHeld, claimSchedule } from './schedules.repo.ts'

export interface LeasedRunDeps {
  db: Db
  clock: Clock
  logger: Logger
  /** Identifies this process among those that share the schedules. */
  owner: string
  /** In milliseconds. Renewed three times as often. */
  leaseMs: number
  /** Maximum duration of a run in milliseconds. */
  maxMs: number
  /** True during shutdown: a failure then counts as interrupted. */
  isStopping: () => boolean
}

/** Runs schedules that one process at a time may run: claims, renews the lease while the work runs, and stores the result. */
export const createLeasedRun = ({ db, clock, logger, owner, leaseMs, maxMs, isStopping }: LeasedRunDeps) => {
  const later = (ms: number): Date => new Date(clock.now().getTime() + ms)

  /** Renews the lease until the timer is cleared; aborts the run when the lease may have expired. */
  const keepLease = (name: string, first: Date, run: AbortController): NodeJS.Timeout => {
    let leaseUntil = first
    const renew = async (): Promise<void> => {
      const until = later(leaseMs)
      if (await changeHeld(db, name, owner, { leaseUntil: until })) leaseUntil = until
      else run.abort(new Error('The lease was lost'))
    }
    return setInterval(() => {
      renew().catch(() => {
        // The database may respond again before the lease expires.
        if (clock.now() >= leaseUntil) run.abort(new Error('The lease could not be renewed'))
      })
    }, leaseMs / 3)
  }

  /** The state after a failed run: the pause; or, when the shutdown interrupted it, a release so that another process can run it at once. */
  const afterFailure = (name: string, failures: number, err: unknown): Partial<ScheduleState> => {
    if (isStopping()) return { nextRunAt: clock.now() }
    logger.warn({ err, schedule: name, failures }, 'a schedule failed; it is tried again')
    return { failures, nextRunAt: later(pauseAfter(failures)) }
  }

  /** Runs `schedule`, which was read as `state`; `run` aborts it. False when another process claimed it first. */
  return async (schedule: Schedule, state: ScheduleState, run: AbortController): Promise<boolean> => {
    const { name } = schedule
    const [now, leaseUntil] = [clock.now(), later(leaseMs)]
    const taken = { lastRunAt: now, nextRunAt: nextRun(schedule, now), leaseOwner: owner, leaseUntil }
    if (!(await claimSchedule(db, state, taken))) return false
    const renewal = keepLease(name, leaseUntil, run)
    let end: Partial<ScheduleState> = { failures: 0 }
    try {
      await limitedRun((signal) => schedule.run(signal), run.signal, maxMs)
    } catch (error) {
      end = afterFailure(name, state.failures + 1, error)
    } finally {
      clearInterval(renewal)
    }
    await changeHeld(db, name, owner, { ...end, leaseOwner: null, leaseUntil: null })
    return true
  }
}
