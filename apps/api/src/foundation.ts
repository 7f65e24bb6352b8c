import type { Config } from '@pantheon/config'
import { createDatabaseClock, openDb } from '@pantheon/db'
import type { Logger } from '@pantheon/kernel'
import { createScheduler, createTelemetry, findConsumerBacklogs, findJobBacklogs, type Module } from '@pantheon/runtime'
import { createFeed } from '@pantheon/state'
import type { Overrides } from './overrides.ts'

/** What every module depends on: the database with its clock, telemetry, the scheduler and the event feed. */
export const openFoundation = async (config: Config, logger: Logger, overrides: Overrides) => {
  const databaseClock = createDatabaseClock({ logger })
  const clock = overrides.clock ?? databaseClock
  const telemetry = await createTelemetry({ config: config.telemetry, clock, logger })
  const db = await openDb(config.databaseUrl, {
    migrationUrl: config.databaseMigrationUrl,
    limits: config.databaseLimits,
    clock,
    findsMisuse: !config.isProduction,
    meter: telemetry.statements,
  })
  telemetry.watch({ pools: db.pools, consumers: () => findConsumerBacklogs({ db, clock }), jobs: () => findJobBacklogs({ db, clock }) })
  await databaseClock.follow(db)
  const feed = createFeed({ db, logger })
  return {
    core: { db, clock, logger },
    telemetry,
    feed,
    scheduler: createScheduler({ db, clock: overrides.scheduleClock ?? clock, logger }),
    modules: {
      telemetry: { services: {}, stop: telemetry.stop } satisfies Module,
      clock: { services: {}, drain: async () => databaseClock.stop() } satisfies Module,
      feed: { services: {}, start: feed.start, stop: async () => feed.stop() } satisfies Module,
    },
  }
}
