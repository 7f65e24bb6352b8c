import { type Clock, type Logger, systemClock, systemScope } from '@pantheon/kernel'
import type { Db } from './db.ts'

/** Differences below this, in milliseconds, are normal between synchronised machines, or caused by latency. */
const agreeingMs = 500
const compareEveryMs = 15_000

export interface DatabaseClockDeps {
  logger: Pick<Logger, 'warn'>
  /** The local clock. */
  machine?: Clock
}

/** A clock that all processes on one database share. */
export interface DatabaseClock extends Clock {
  /** Measures the offset from the database's clock, now and periodically. Does nothing on SQLite, whose processes share a machine. */
  follow(db: Db): Promise<void>
  stop(): void
}

/**
 * The local clock, corrected by the database's clock where they differ by half a second or more. Leases, due times and session ends are
 * written by one process and compared by another: with different clocks both would run a schedule, or one would take over a lease that the
 * other still holds. While the database is unavailable, the last offset is used.
 */
export const createDatabaseClock = ({ logger, machine = systemClock }: DatabaseClockDeps): DatabaseClock => {
  let differenceMs = 0
  let timer: NodeJS.Timeout | undefined

  const compare = async (db: Db): Promise<void> => {
    const [sentAt, before] = [machine.now().getTime(), performance.now()]
    const { rows } = await db.as(systemScope).transaction((tx) => tx.raw('select clock_timestamp() as at', []))
    const tookMs = performance.now() - before
    const [{ at }] = rows as [{ at: Date }]
    // The database read its clock somewhere in between; the midpoint is the best estimate.
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
