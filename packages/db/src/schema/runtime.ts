import type { Kit } from '../kit.ts'

/** What the processes of one system agree on with each other. It says nothing of organizations, and every process may write it. */
export const runtimeTables = (k: Kit) => {
  /** Work that is done again and again by one process at a time, by its name. */
  const schedules = k.table('schedules', {
    name: k.id(),
    /** When its last run began; null before the first. */
    lastRunAt: k.timestamp(),
    nextRunAt: k.timestamp().notNull(),
    /** Runs that have failed since the last one that did not: what the pause before the next try grows with. */
    failures: k.int().notNull(),
    /** The process that runs it now, and until when no other may; null between runs. */
    leaseOwner: k.text(),
    leaseUntil: k.timestamp(),
  })

  /** Secrets that migrations make, each for one purpose, and that last as long as the database: what was made with them stays comparable. */
  const serverSecrets = k.table('server_secrets', {
    name: k.id(),
    secret: k.text().notNull(),
  })

  return { schedules, serverSecrets }
}
