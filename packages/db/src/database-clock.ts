import { type Clock, type Logger, systemClock, systemScope } from '@pantheon/kernel'
import type { Db } from './db.ts'

/** Less than this, in milliseconds, is what synchronised machines differ by, or what the way to the database takes. */
const agreeingMs = 500
const compareEveryMs = 15_000

export interface DatabaseClockDeps {
  logger: Pick<Logger, 'warn'>
  /** What this process would go by alone. */
  machine?: Clock
}

/** A clock that all processes on one database have in common. */
export interface DatabaseClock extends Clock {
  /** Compares this machine's clock with the database's, now and from now on. Nothing to do on SQLite, whose processes share a machine. */
  follow(db: Db): Promise<void>
  stop(): void
}

/**
 * This machine's clock, put right by the database's where they differ by half a second or more. Leases, due times and ends of sessions
 * are written by one process and judged by another: with two clocks both would run a schedule, or one would take away what the
 * other still holds. While the database cannot be asked, the last difference holds.
 */
export const createDatabaseClock = ({ logger, machine = systemClock }: DatabaseClockDeps): DatabaseClock => {
  let differenceMs = 0
  let timer: NodeJS.Timeout | undefined

  const compare = async (db: Db): Promise<void> => {
    const [sentAt, before] = [machine.now().getTime(), performance.now()]
    const { rows } = await db.as(systemScope).transaction((tx) => tx.raw('select clock_timestamp() as at', []))
    const tookMs = performance.now() - before
    const [{ at }] = rows as [{ at: Date }]
    // The database looked at its clock at some moment in between.
    const measured = at.getTime() - (sentAt + tookMs / 2)
    if (tookMs > agreeingMs || Math.abs(measured - differenceMs) < agreeingMs) return
    differenceMs = Math.abs(measured) < agreeingMs ? 0 : Math.round(measured)
    logger.warn({ differenceMs }, "this machine's clock differs from the database's, which is taken")
  }

  return {
    now: () => new Date(machine.now().getTime() + differenceMs),
    follow: async (db) => {
      if (db.dialect !== 'pg') return
      await compare(db)
      timer = setInterval(() => void compare(db).catch(() => undefined), compareEveryMs)
      timer.unref()
    },
    stop: () => clearInterval(timer),
  }
}
