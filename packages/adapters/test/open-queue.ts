import { defaultLimits, isPostgres } from '@pantheon/db'
import { createPgBossQueue } from '../src/queue/pg-boss-queue.ts'
import { createSqliteQueue } from '../src/queue/sqlite-queue.repo.ts'

/** The queue that belongs to a database, as the system chooses it. */
export const openQueue = (deps: Omit<Parameters<typeof createPgBossQueue>[0], 'limits'> & Parameters<typeof createSqliteQueue>[0]) =>
  isPostgres(deps.url) ? createPgBossQueue({ ...deps, limits: defaultLimits }) : Promise.resolve(createSqliteQueue(deps))
