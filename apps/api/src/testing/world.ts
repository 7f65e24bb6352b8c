import { type Config, readConfig } from '@pantheon/config'
import type { OrganizationRole, PlatformRole } from '@pantheon/contract'
import { and, eq, inArray, isNull, lastSeq } from '@pantheon/db'
import { createTestDatabase, type TestDialect } from '@pantheon/db/testing'
import { mintScope } from '@pantheon/kernel'
import type { Logger } from 'pino'
import { createLogger } from '../logger.ts'
import { listen } from '../server.ts'
import { createSystem, type Overrides, type System } from '../system.ts'
import { type CallerOptions, createCaller, type SignedInCaller } from './caller.ts'

export interface WorldOptions extends Overrides {
  /** More environment variables, as the server would read them. */
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
    TOKEN_KEYS: `test:${'k'.repeat(32)}`,
    ...env,
  })

/** What is still under way, in words; empty when the system rests. */
const underWay = async (system: System): Promise<string[]> => {
  const db = system.db.as(mintScope(null))
  const { aiJobs, eventConsumers, refunds, testCharges } = db.tables
  const [head, readers, jobs, charges, owed] = await Promise.all([
    lastSeq(db),
    db.select({ name: eventConsumers.name, lastSeq: eventConsumers.lastSeq }).from(eventConsumers),
    db.$count(aiJobs, inArray(aiJobs.status, ['queued', 'running'])),
    db.$count(testCharges, and(isNull(testCharges.deliveredAt), eq(testCharges.outcome, 'settled'))),
    db.$count(refunds, eq(refunds.status, 'pending')),
  ])
  const behind = readers.filter((reader) => reader.lastSeq < head).map((reader) => `${reader.name} has read ${reader.lastSeq} of ${head} events`)
  return [...behind, ...(jobs > 0 ? [`${jobs} jobs`] : []), ...(charges > 0 ? [`${charges} payments`] : []), ...(owed > 0 ? [`${owed} refunds`] : [])]
}

const settle = async (system: System, withinMs: number): Promise<void> => {
  const deadline = Date.now() + withinMs
  // Twice in a row: what was read in the first round may have set off what the second one sees.
  for (let rests = 0; rests < 2; ) {
    const left = await underWay(system)
    rests = left.length === 0 ? rests + 1 : 0
    if (left.length > 0 && Date.now() > deadline) throw new Error(`Not settled after ${withinMs} ms: ${left.join('; ')}`)
    if (left.length > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/**
 * The whole product for a story: a fresh database, the real system and the real server on a free port, with people
 * who speak to it over HTTP. Only time is shortened: payments settle in a moment, the offline composer does not pause.
 */
export const world = async (dialect: TestDialect, options: WorldOptions = {}) => {
  const database = await createTestDatabase(dialect)
  const first = await serverOver(database, options)
  return {
    ...first,
    /** One more server over the same database, as a balancer has behind it. Close it before the world. */
    another: (more: WorldOptions = {}) => serverOver(database, more),
    close: async (): Promise<void> => {
      await first.close()
      await database.drop()
    },
  }
}

const serverOver = async (database: { url: string }, { env = {}, logger = createLogger('silent'), settleMs = 5, ...overrides }: WorldOptions) => {
  const config = configFor(database.url, env)
  const system = await createSystem(config, logger, { settleMs, ...overrides })
  await system.start()
  const server = await listen(system, config, logger)
  const origin = `http://127.0.0.1:${server.port}`
  const db = system.db.as(mintScope(null))
  let people = 0

  const visitor = (options?: CallerOptions) => createCaller(origin, options)

  /** A person with a fresh account and organization of their own, signed in. */
  const person = async (role: OrganizationRole, platformRole: PlatformRole): Promise<SignedInCaller> => {
    const caller = visitor()
    people++
    const [email, password] = [`person-${people}@example.test`, `correct horse ${people}`]
    const { user, organization } = await caller.api.auth.register.mutate({ email, password, name: `Person ${people}`, locale: 'en' })
    const { users, memberships } = db.tables
    if (platformRole !== 'user') await db.update(users).set({ role: platformRole }).where(eq(users.id, user.id))
    if (role !== 'owner')
      await db
        .update(memberships)
        .set({ role })
        .where(and(eq(memberships.userId, user.id), eq(memberships.organizationId, organization.id)))
    system.services.access.changed({ userId: user.id }) // what was written past the services, they cannot know
    return { ...caller, account: await caller.api.auth.me.query(), password }
  }

  return {
    origin,
    config,
    system,
    /** The database as the platform's own workers see it: every organization's rows. */
    db,
    /** Somebody without an account. */
    visitor,
    /** A customer who owns an organization. */
    buyer: () => person('owner', 'user'),
    /** Somebody with this role in an organization of their own. */
    member: (role: OrganizationRole) => person(role, 'user'),
    /** An administrator of the platform. */
    operator: () => person('owner', 'admin'),
    /** Waits until every event is handled, every payment settled and no job is waiting or running. Rejects with what is left. */
    settle: (withinMs = 15_000) => settle(system, withinMs),
    close: async (): Promise<void> => {
      await server.close()
      await system.stop()
    },
  }
}
export type World = Awaited<ReturnType<typeof world>>
