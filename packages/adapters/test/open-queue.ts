import { isPostgres } from '@pantheon/db'
import { createPgBossQueue, createSqliteQueue } from '../src/index.ts'

/** The queue that belongs to a database, as the system chooses it. */
export const openQueue = (deps: Parameters<typeof createPgBossQueue>[0] & Parameters<typeof createSqliteQueue>[0]) =>
  isPostgres(deps.url) ? createPgBossQueue(deps) : Promise.resolve(createSqliteQueue(deps))
