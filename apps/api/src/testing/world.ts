import { createPgBossQueue } from '@pantheon/adapters/queue'
import { type Config, readConfig } from '@pantheon/config'
import type { OrganizationRole } from '@pantheon/contract'
import { and, eq, inArray, isNull, lastSeq, openDb } from '@pantheon/db'
import { createTestDatabase, type Preparation, type TestDialect } from '@pantheon/db/testing'
import { systemClock, systemScope } from '@pantheon/kernel'
import { countRetrying, listenForMetrics } from '@pantheon/runtime'
import type { Logger } from 'pino'
import { createLogger } from '../logger.ts'
import type { Overrides } from '../overrides.ts'
import { listen } from '../server.ts'
import { createSystem, type System } from '../system.ts'
import { type CallerOptions, createCaller } from './caller.ts'
import { createCauseLogger } from './cause-logger.ts'
import { createPeople } from './people.ts'

export interface WorldOptions extends Overrides {
  /** Additional environment variables of the server. */
  env?: Record<string, string>
  logger?: Logger
}

const configFor = (databaseUrl: string, env: Record<string, string>): Config =>
  readConfig({
    DATABASE_URL: databaseUrl,
    PORT: '0',
    OFFLINE_PACE_MS: '0',
    LOG_LEVEL: 'silent',
    TRUSTED_PROXIES: '1',
    // All users of a story share one address.
    INVITATIONS_PER_ADDRESS: '10000',
    TOKEN_KEYS: `test:${'k'.repeat(32)}`,
    // High limits, so that a busy machine causes no timeouts; stories about them set their own.
    DATABASE_CONNECT_TIMEOUT_MS: '20000',
    DATABASE_ACQUIRE_TIMEOUT_MS: '60000',
    DATABASE_LOCK_TIMEOUT_MS: '30000',
    DATABASE_STATEMENT_TIMEOUT_MS: '60000',
    DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: '60000',
    ...env,
  })

/** Prints the cause of internal errors, which the response does not contain. A story that expects one passes its own logger. */
// biome-ignore lint/suspicious/noConsole: a test run shows what it prints
const causes = createCauseLogger((text) => console.error(text))

/** pg-boss takes a third of a second to install itself, which is most of what a server on Postgres takes to start. */
const withQueue: Preparation = {
  name: 'queue',
  make: async (url) => {
    const { databaseLimits: limits, jobs } = configFor(url, {})
    const db = await openDb(url, { limits })
    const queue = await createPgBossQueue({ url, db, logger: createLogger('silent', { write: () => {} }), limits, ...jobs })
    await queue.stop()
    await db.close()
  },
}

/** Descriptions of the work in progress; empty when the system is idle. */
const workInProgress = async (system: System): Promise<string[]> => {
  const db = system.db.as(systemScope)
  const { aiJobs, eventConsumers, invoiceDrafts, refunds, testCharges } = db.tables
  const [drafts, head, readers, retrying, jobs, charges, owed] = await Promise.all([
    db.$count(invoiceDrafts),
    lastSeq(db),
    db.select({ name: eventConsumers.name, lastSeq: eventConsumers.lastSeq }).from(eventConsumers),
    countRetrying(db),
    db.$count(aiJobs, inArray(aiJobs.status, ['queued', 'running'])),
    db.$count(testCharges, and(isNull(testCharges.deliveredAt), eq(testCharges.outcome, 'settled'))),
    db.$count(refunds, eq(refunds.status, 'pending')),
  ])
  const behind = readers.filter((reader) => reader.lastSeq < head).map((reader) => `${reader.name} has read ${reader.lastSeq} of ${head} events`)
  return [
    ...behind,
    ...(retrying > 0 ? [`${retrying} events are tried again`] : []),
    ...(jobs > 0 ? [`${jobs} jobs`] : []),
    ...(charges > 0 ? [`${charges} payments`] : []),
    ...(owed > 0 ? [`${owed} refunds`] : []),
    ...(drafts > 0 ? [`${drafts} drafts of invoices`] : []),
  ]
}

/** How long to wait for the system's own catch-up before calling it. */
const catchUpAfterMs = 100

const settle = async (system: System, withinMs: number): Promise<void> => {
  const deadline = Date.now() + withinMs
  let catchUpAt = Date.now() + catchUpAfterMs
  // Idle twice in a row: the reads of one round are not a snapshot, and work may have started between them.
  for (let rests = 0; rests < 2; ) {
    const left = await workInProgress(system)
    rests = left.length === 0 ? rests + 1 : 0
    if (left.length === 0) continue
    if (Date.now() > deadline) throw new Error(`Not settled after ${withinMs} ms: ${left.join('; ')}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
    if (Date.now() < catchUpAt) continue
    await system.services.reconciler.catchUp().catch(() => undefined) // retried if the provider is unavailable
    catchUpAt = Date.now() + catchUpAfterMs
  }
}

/**
 * The whole product for a story: a new database, the real system and the real server on a free port, with callers over HTTP. Only
 * delays are shortened: payments settle at once, the offline composer does not pause.
 * Schedules use the machine's clock: a story that moves its own clock by a month runs the hourly schedules itself when it needs them.
 */
export const world = async (dialect: TestDialect, options: WorldOptions = {}) => {
  const database = await createTestDatabase(dialect, withQueue)
  const first = await serverOver(database, options)
  return {
    ...first,
    /** Another server on the same database, as behind a load balancer. Close it before the world. */
    another: (more: WorldOptions = {}) => serverOver(database, more),
    close: async (): Promise<void> => {
      await first.close()
      await database.drop()
    },
  }
}

const serverOver = async (database: { url: string }, { env = {}, logger = causes, settleMs = 5, ...overrides }: WorldOptions) => {
  const config = configFor(database.url, env)
  const system = await createSystem(config, logger, { settleMs, scheduleClock: systemClock, ...overrides })
  await system.start()
  const server = await listen(system, config, logger)
  const { prometheus } = config.telemetry
  const metrics = prometheus && (await listenForMetrics(prometheus, { telemetry: system.telemetry, logger }))
  const origin = `http://127.0.0.1:${server.port}`
  const db = system.db.as(systemScope)

  const visitor = (options?: CallerOptions) => createCaller(origin, options)

  const person = createPeople(system, visitor)

  return {
    origin,
    config,
    system,
    /** The database in the system scope: the rows of all organizations. */
    db,
    /** A caller without an account. */
    visitor,
    /** A customer who owns an organization. */
    buyer: () => person('owner', 'user'),
    /** A customer who has not verified their e-mail yet. */
    newcomer: () => person('owner', 'user', false),
    /** A user with this role in a separate organization. */
    member: (role: OrganizationRole) => person(role, 'user'),
    /** An administrator of the platform. */
    operator: () => person('owner', 'admin'),
    /** Waits until every event is handled, every payment settled, every invoice issued and no job is waiting or running. Rejects with what is left. */
    settle: (withinMs = 60_000) => settle(system, withinMs),
    close: async (): Promise<void> => {
      await server.close()
      await system.stop()
      await metrics?.close()
    },
  }
}
export type World = Awaited<ReturnType<typeof world>>
