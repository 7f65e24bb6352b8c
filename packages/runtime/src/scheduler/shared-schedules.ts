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
  /** How long a process that died keeps others from its schedules, in milliseconds. */
  leaseMs: number
  /** How often it is looked for what other processes left or asked for, in milliseconds. */
  pollMs: number
  /** How long a run may take, in milliseconds. */
  mostMs: number
}

/** A schedule, and how this process takes part in it. */
interface Entry {
  readonly schedule: Schedule
  running?: { readonly run: AbortController; readonly ended: Promise<void> } | undefined
  /** A run was asked for and has not begun. */
  isWoken: boolean
}

/** Makes the schedules known. A time that is later than the rule allows was set by an older rule, or by a wrong clock. */
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

/** Runs schedules that all processes of the system share: this one runs what is due and nobody holds. */
export const startShared = async (schedules: readonly Schedule[], { db, clock, logger, leaseMs, pollMs, mostMs }: SharedDeps) => {
  await register(db, schedules, clock.now())
  const entries = new Map<string, Entry>(schedules.map((schedule) => [schedule.name, { schedule, isWoken: 'every' in schedule && schedule.atStart === true }]))
  let isStopped = false
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  const runLeased = createLeasedRun({ db, clock, logger, owner: randomUUID(), leaseMs, mostMs, isStopping: () => isStopped })

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
        if (isWritten || entry.isWoken) pump.wake() // else not at once: what fails without a pause would go on without one
      })
    entry.running = { run, ended }
  }

  /** Runs what is to be run now. Returns after how many milliseconds it is looked at again. */
  const attend = async (entry: Entry, state: ScheduleState | undefined, now: Date): Promise<number> => {
    if (entry.running || !state) return pollMs
    const held = isHeld(state, now, leaseMs)
    if (!held && (entry.isWoken || isDue(state, entry.schedule, now, leaseMs))) begin(entry, state)
    else if (!held) return state.nextRunAt.getTime() - now.getTime()
    else if (entry.isWoken) {
      entry.isWoken = false
      await setNextRun(db, state.name, now) // whoever holds it runs it once more
    }
    return pollMs
  }

  const poll = async (): Promise<number> => {
    const states = new Map((await findSchedules(db, namesOf(schedules))).map((state) => [state.name, state]))
    let wait = pollMs
    for (const entry of entries.values()) wait = Math.min(wait, isStopped ? pollMs : await attend(entry, states.get(entry.schedule.name), clock.now()))
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
    /** Begins no more runs, aborts the signals of those under way, and resolves when they are over. */
    stop: async (): Promise<void> => {
      isStopped = true
      clearTimeout(timer)
      const abort = (): void => {
        for (const { running } of entries.values()) running?.run.abort(new Error('The system is stopping'))
      }
      abort()
      await pump.idle()
      abort() // what the last look has begun
      await Promise.all([...entries.values()].map(({ running }) => running?.ended))
    },
    /** Names of what runs in this process now. */
    running: (): string[] => [...entries.values()].filter(({ running }) => running).map(({ schedule }) => schedule.name),
  }
}
