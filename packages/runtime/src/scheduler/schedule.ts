import { Temporal } from 'temporal-polyfill'

/** A time of day in `timeZone` (IANA). `at` is `03:00`. */
export interface TimeOfDay {
  readonly at: string
  readonly timeZone: string
}

interface Work {
  /** Its key in the table `schedules` and in logs. */
  readonly name: string
  /**
   * Does the work. It may run twice, even concurrently, when a process loses its lease during a run: be idempotent.
   * `signal` is aborted when another process may have taken over, and on shutdown.
   */
  run(signal: AbortSignal): Promise<unknown>
}

/**
 * Recurring work. One process of the system at a time runs it, unless its scope is `process`: then each does, which is for in-memory
 * state, and for queues whose items have their own leases.
 */
export type Schedule = Work &
  (
    | {
        /** Milliseconds from the start of one run to the start of the next. */
        readonly every: number
        readonly scope?: 'process'
        /** Also runs when a process starts: for work that a crashed process may have left unfinished. */
        readonly atStart?: true
      }
    | { readonly daily: TimeOfDay }
  )

/** The shared state of a schedule. */
export interface ScheduleState {
  readonly name: string
  readonly lastRunAt: Date | null
  readonly nextRunAt: Date
  readonly failures: number
  readonly leaseOwner: string | null
  readonly leaseUntil: Date | null
}

const longestPauseMs = 60_000
/** Maximum difference between the clocks of two processes, in milliseconds. */
const clocksDifferMs = 5000

/** Milliseconds until the next attempt after consecutive failures: 1 s, 2 s, 4 s and so on, at most a minute. */
export const pauseAfter = (failures: number): number => Math.min(1000 * 2 ** Math.min(failures - 1, 10), longestPauseMs)

const nextOfDay = ({ at, timeZone }: TimeOfDay, after: Date): Date => {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) throw new RangeError(`${at} is no time of day such as 03:00`)
  const today = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const momentOn = (day: Temporal.PlainDate): number => day.toZonedDateTime({ timeZone, plainTime: at }).epochMilliseconds
  // When clocks go back over midnight, a time of tomorrow has already occurred today: the next one is then the day after tomorrow.
  const moments = [0, 1, 2].map((days) => momentOn(today.add({ days })))
  return new Date(Math.min(...moments.filter((moment) => moment > after.getTime())))
}

/**
 * The start of the run after one that began at `at`. A time of day occurs once per day: the first time when a clock change repeats it, and
 * later by the skipped duration when a clock change skips it.
 */
export const nextRun = (schedule: Schedule, at: Date): Date => ('every' in schedule ? new Date(at.getTime() + schedule.every) : nextOfDay(schedule.daily, at))

/** The first run: immediately, or at its time of day. */
export const firstRun = (schedule: Schedule, now: Date): Date => ('every' in schedule ? now : nextRun(schedule, now))

/** True while another process holds the lease. A lease that ends later than possible was written with a wrong clock and is ignored. */
export const isHeld = ({ leaseOwner, leaseUntil }: ScheduleState, now: Date, leaseMs: number): boolean => {
  const left = (leaseUntil?.getTime() ?? 0) - now.getTime()
  return leaseOwner !== null && left > 0 && left <= 2 * leaseMs
}

/** True when a process should run it: it is due, the process that ran it has died, or its time is too far ahead because clocks went back. */
export const isDue = (state: ScheduleState, schedule: Schedule, now: Date, leaseMs: number): boolean => {
  if (isHeld(state, now, leaseMs)) return false
  const wait = state.nextRunAt.getTime() - now.getTime()
  return state.leaseOwner !== null || wait <= 0 || ('every' in schedule && wait > Math.max(schedule.every, longestPauseMs) + clocksDifferMs)
}
