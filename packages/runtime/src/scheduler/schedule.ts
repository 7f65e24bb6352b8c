import { Temporal } from 'temporal-polyfill'

/** A time of day where clocks show `timeZone` (IANA). `at` is `03:00`. */
export interface TimeOfDay {
  readonly at: string
  readonly timeZone: string
}

interface Work {
  /** What it is known by, in the table `schedules` and in logs. */
  readonly name: string
  /**
   * Does the work. It may be done twice, and at the same time, when a process loses its lease while it runs: be idempotent.
   * `signal` is aborted when another process may run it by now, and when this one stops.
   */
  run(signal: AbortSignal): Promise<unknown>
}

/**
 * Work that is done again and again. One process of the system at a time does it, unless its scope is `process`: then each
 * does, which is for what a process holds in memory, and for queues whose items have leases of their own.
 */
export type Schedule = Work &
  (
    | {
        /** Milliseconds from the beginning of one run to the beginning of the next. */
        readonly every: number
        readonly scope?: 'process'
        /** Runs when a process starts, too: for what a process that died may have left in the middle. */
        readonly atStart?: true
      }
    | { readonly daily: TimeOfDay }
  )

/** A schedule as the processes share it. */
export interface ScheduleState {
  readonly name: string
  readonly lastRunAt: Date | null
  readonly nextRunAt: Date
  readonly failures: number
  readonly leaseOwner: string | null
  readonly leaseUntil: Date | null
}

const longestPauseMs = 60_000
/** What clocks of two processes may differ by, in milliseconds. */
const clocksDifferMs = 5000

/** Milliseconds until the next try after so many failures in a row: 1 s, 2 s, 4 s and so on, at most a minute. */
export const pauseAfter = (failures: number): number => Math.min(1000 * 2 ** Math.min(failures - 1, 10), longestPauseMs)

const nextOfDay = ({ at, timeZone }: TimeOfDay, after: Date): Date => {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(at)) throw new RangeError(`${at} is no time of day such as 03:00`)
  const today = Temporal.Instant.fromEpochMilliseconds(after.getTime()).toZonedDateTimeISO(timeZone).toPlainDate()
  const momentOn = (day: Temporal.PlainDate): number => day.toZonedDateTime({ timeZone, plainTime: at }).epochMilliseconds
  // Clocks that go back over midnight have shown some of tomorrow while it is still today: the day after tomorrow is the next then.
  const moments = [0, 1, 2].map((days) => momentOn(today.add({ days })))
  return new Date(Math.min(...moments.filter((moment) => moment > after.getTime())))
}

/**
 * When a run that began at `at` is followed by the next. A time of day comes once on each day: the first time where clocks
 * show it twice, and as much later as they skip where they do not show it.
 */
export const nextRun = (schedule: Schedule, at: Date): Date => ('every' in schedule ? new Date(at.getTime() + schedule.every) : nextOfDay(schedule.daily, at))

/** When it runs for the first time: as soon as the system does, but for a time of day. */
export const firstRun = (schedule: Schedule, now: Date): Date => ('every' in schedule ? now : nextRun(schedule, now))

/** True while the process that claimed it is taken to be alive. A lease that ends later than any can is of a wrong clock. */
export const isHeld = ({ leaseOwner, leaseUntil }: ScheduleState, now: Date, leaseMs: number): boolean => {
  const left = (leaseUntil?.getTime() ?? 0) - now.getTime()
  return leaseOwner !== null && left > 0 && left <= 2 * leaseMs
}

/** True when a process should run it: its time has come, whoever ran it has died, or clocks went back to long before its time. */
export const isDue = (state: ScheduleState, schedule: Schedule, now: Date, leaseMs: number): boolean => {
  if (isHeld(state, now, leaseMs)) return false
  const wait = state.nextRunAt.getTime() - now.getTime()
  return state.leaseOwner !== null || wait <= 0 || ('every' in schedule && wait > Math.max(schedule.every, longestPauseMs) + clocksDifferMs)
}
