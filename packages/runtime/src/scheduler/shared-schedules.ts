import { randomUUID } from 'node:crypto'
import type { Db } from '@pantheon/db'
import { type Clock, createPump, type Logger } from '@pantheon/kernel'
import { createLeasedRun } from './leased-run.ts'
import { firstRun, isDue, isHeld, nextRun, type Schedule, type ScheduleState } from './schedule.ts'
import { findSchedules, insertSchedules, setNextRun } from './schedules.repo.ts'

export interface SharedDeps {
  db: Db
  clock: Clock
  logger: Logger
  /** Lease duration in milliseconds: how long a crashed process blocks its schedules. */
  leaseMs: number
  /** How often the table is polled for schedules that other processes released or woke, in milliseconds. */
  pollMs: number
  /** Maximum duration of a run in milliseconds. */
  maxMs: number
}

/** A schedule, and its state in this process. */
interface Entry {
  readonly schedule: Schedule
  running?: { readonly run: AbortController; readonly ended: Promise<void> } | undefined
  /** A run was requested and has not started. */
  isWoken: boolean
}

/** Inserts the schedules. A time that is later than the schedule allows was set by an older schedule or a wrong clock, and is corrected. */
const register = async (db: Db, schedules: readonly Schedule[], now: Date): Promise<void> => {
  await insertSchedules(
    db,
    schedules.map((schedule) => ({ name: schedule.name, nextRunAt: firstRun(schedule, now) })),
  )
  const states = new Map((await findSchedules(db, namesOf(schedules))).map((state) => [state.name, state]))
  for (const schedule of schedules) {
    const latest = nextRun(schedule, now)
    const set = states.get(schedule.name)?.nextRunAt
    if (set !== undefined && set > latest) await setNextRun(db, schedule.name, latest)
  }
}
const namesOf = (schedules: readonly Schedule[]): string[] => schedules.map(({ name }) => name)

/** Runs the schedules that all processes share: this one runs those that are due and not leased. */
export const startShared = async (schedules: readonly Schedule[], { db, clock, logger, leaseMs, pollMs, maxMs }: SharedDeps) => {
  await register(db, schedules, clock.now())
  const entries = new Map<string, Entry>(schedules.map((schedule) => [schedule.name, { schedule, isWoken: 'every' in schedule && schedule.atStart === true }]))
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  const runLeased = createLeasedRun({ db, clock, logger, owner: randomUUID(), leaseMs, maxMs, isStopping: () => isStopped })

  const begin = (entry: Entry, state: ScheduleState): void => {
    const { schedule, isWoken } = entry
    entry.isWoken = false
    const run = new AbortController()
    const ended = runLeased(schedule, state, run)
      .then((isOurs) => (isOurs || !isWoken ? undefined : setNextRun(db, schedule.name, clock.now())))
      .then(
        () => true,
        (err: unknown) => {
          logger.error({ err, schedule: schedule.name }, 'a schedule could not be claimed, or how it ended not be written; its lease runs out')
          return false
        },
      )
      .then((isWritten) => {
        entry.running = undefined
        if (isWritten || entry.isWoken) pump.wake() // otherwise wait for the next poll: a persistent failure would loop without a pause
      })
    entry.running = { run, ended }
  }

  /** Runs the schedule if it is due. Returns the milliseconds until it should be checked again. */
  const runIfDue = async (entry: Entry, state: ScheduleState | undefined, now: Date): Promise<number> => {
    if (entry.running || !state) return pollMs
    const held = isHeld(state, now, leaseMs)
    if (!held && (entry.isWoken || isDue(state, entry.schedule, now, leaseMs))) begin(entry, state)
    else if (!held) return state.nextRunAt.getTime() - now.getTime()
    else if (entry.isWoken) {
      entry.isWoken = false
      await setNextRun(db, state.name, now) // the process with the lease runs it once more
    }
    return pollMs
  }

  const poll = async (): Promise<number> => {
    const states = new Map((await findSchedules(db, namesOf(schedules))).map((state) => [state.name, state]))
    let wait = pollMs
    for (const entry of entries.values()) wait = Math.min(wait, isStopped ? pollMs : await runIfDue(entry, states.get(entry.schedule.name), clock.now()))
    failures = 0
    return wait
  }
  const pump = createPump(async () => {
    clearTimeout(timer)
    if (isStopped) return
    const wait = await poll().catch((err: unknown) => {
      failures++
      logger.warn({ err, failures }, 'the schedules could not be read; they are read again')
      return pollMs
    })
    if (!isStopped) timer = setTimeout(pump.wake, Math.max(wait, 1))
  })
  pump.wake()

  return {
    wake: (name: string): void => {
      const entry = entries.get(name)
      if (!entry || isStopped) return
      entry.isWoken = true
      if (!entry.running) pump.wake()
    },
    /** Starts no more runs, aborts the signals of the current ones, and resolves when they have ended. */
    stop: async (): Promise<void> => {
      isStopped = true
      clearTimeout(timer)
      const abort = (): void => {
        for (const { running } of entries.values()) running?.run.abort(new Error('The system is stopping'))
      }
      abort()
      await pump.idle()
      abort() // runs that the last poll has started
      await Promise.all([...entries.values()].map(({ running }) => running?.ended))
    },
    /** Names of the schedules that run in this process now. */
    running: (): string[] => [...entries.values()].filter(({ running }) => running).map(({ schedule }) => schedule.name),
  }
}
