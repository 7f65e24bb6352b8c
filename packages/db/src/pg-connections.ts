import { DatabaseError, type PoolConfig } from 'pg'
import { databaseFailure, isAboutConnection } from './database-failure.ts'
import type { PoolUse } from './db.ts'
import type { DatabaseLimits } from './limits.ts'
import { addressOf, askWithin } from './pg-client.ts'
import type { HealthCheck } from './pg-health.ts'
import { explain } from './pg-migrate.ts'
import { createPool, type LimitedPool, type PooledClient } from './pg-pool.ts'
import { Semaphore } from './semaphore.ts'
import type { Done } from './transaction.ts'

/** Whom the server acts as on Postgres. It owns no table, so row-level security holds it; migrations make it. */
export const postgresRole = 'pantheon_app'

/**
 * Connections that act as `pantheon_app` from their first moment. Given at the start of the connection, the role is what
 * `RESET ROLE` goes back to; set later, it would give the owner back.
 */
export const actingConfig = (url: string, more = ''): PoolConfig => addressOf(url, `-c role=${postgresRole} ${more}`.trim())

/** The driver's own error, under whatever wraps it. */
const rootOf = (error: unknown): unknown => (error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error)

/** A server that was made a standby refuses writes for as long as one stays connected to it; a new connection may find the new primary. */
const isReadOnly = (error: unknown): boolean => error instanceof DatabaseError && error.code === '25006'

/** A failed statement leaves its connection as it was; anything else may have broken it. */
const isHarmless = (error: unknown): boolean => error instanceof DatabaseError && error.severity === 'ERROR' && !isReadOnly(error)

/** True when nobody knows what came of what was asked: the connection ended before the answer. */
const isUnanswered = (error: unknown): boolean => isAboutConnection(error) || (error instanceof DatabaseError && error.severity !== 'ERROR')

/** The organization as the database's policies read it: an id, '*' for all of them, '' for none. */
export type Organization = string
const everyone: Organization = '*'

interface SharedPool {
  name: string
  max: number
  pool: LimitedPool
  /** Whatever may wait for a lock takes a turn, so that reads always find a connection. */
  turns: Semaphore
}

/** Connections whose every checkout says for which organization. */
export const createConnections = (url: string, max: number, limits: DatabaseLimits, health: HealthCheck) => {
  const openPool = (name: string, config: PoolConfig, most: number, permitsPerKey?: number): SharedPool => ({
    name,
    max: most,
    pool: createPool({ ...config, max: most, pipeline: true }, limits, health),
    turns: new Semaphore({
      permits: Math.max(1, most - Math.ceil(most / 4)),
      ...(permitsPerKey !== undefined && { permitsPerKey }),
      timeoutMs: limits.acquireMs,
    }),
  })
  // The platform's own work comes between any two requests, so it has connections that never need to be told anything.
  const everyones = openPool('platform', actingConfig(url, `-c pantheon.organization=${everyone}`), Math.ceil(max / 2))
  const others = openPool('organizations', actingConfig(url), max, Math.ceil(max / 2)) // one organization's locked row keeps no other from its own
  /** Those who would wait for the same row, whoever they are: they wait here and not on a connection. */
  const subjects = new Semaphore({ permits: Number.POSITIVE_INFINITY, permitsPerKey: 1, timeoutMs: limits.acquireMs })
  const poolOf = (organization: Organization): SharedPool => (organization === everyone ? everyones : others)
  /** What each connection was last told, so that it is told again only when that changes. */
  const told = new WeakMap<PooledClient, Organization>()
  const isReported = (client: PooledClient, organization: Organization): boolean => organization === everyone || (told.get(client) ?? '') === organization

  const tell = async (client: PooledClient, organization: Organization): Promise<void> => {
    await client.query({ name: 'pantheon.organization', text: "select set_config('pantheon.organization', $1, false)", values: [organization] })
    told.set(client, organization)
  }
  /** False when the connection is of no more use. Behind a statement that waits for a lock, a rollback waits as long. */
  const rollBack = (client: PooledClient): Promise<boolean> =>
    askWithin(client, 'rollback', limits.lockMs + 1000).then(
      () => true,
      () => false,
    )
  const noteFault = (error: unknown): void => {
    if (error instanceof Error && error.message === 'Query read timeout') health.noteSilence()
    if (isReadOnly(error)) health.distrust()
  }

  /** Runs one statement's work on a connection of the organization. */
  const useNow = async <T>(organization: Organization, work: (client: PooledClient) => Promise<T>): Promise<T> => {
    const { pool } = poolOf(organization)
    const client = await pool.take()
    let isUsable = true
    try {
      if (!isReported(client, organization)) await tell(client, organization)
      return await work(client)
    } catch (error) {
      isUsable = isHarmless(error) && isReported(client, organization)
      noteFault(error)
      throw error
    } finally {
      pool.giveBack(client, isUsable)
    }
  }

  /**
   * Runs `work` in one transaction of the organization: committed when it and its last statement resolve, rolled back otherwise.
   * Nobody waits for the answer to `begin`, nor to the last statement before the commit: a transaction that could not begin, or
   * of which a statement failed, refuses whatever comes behind it, and its commit rolls back. So the lock that the last
   * statement takes is not held while an answer travels.
   */
  const transactNow = async <T>(organization: Organization, work: (client: PooledClient) => Promise<Done<T>>): Promise<T> => {
    const { pool } = poolOf(organization)
    const client = await pool.take()
    let isUsable = true
    let isCommitting = false
    let cause: { error: unknown } | undefined
    try {
      // For the transaction only and with its beginning: no round trip of its own, and nothing is left behind by a rollback.
      const begun = client
        .query(isReported(client, organization) ? 'begin' : `begin; select set_config('pantheon.organization', ${client.escapeLiteral(organization)}, true)`)
        .catch((error: unknown) => {
          cause = { error }
        })
      const { result, appended } = await work(client)
      isCommitting = true
      await Promise.all([begun, appended, client.query('commit')])
      if (cause) throw cause.error
      return result
    } catch (error) {
      const reason = cause ? cause.error : error
      const root = rootOf(reason)
      noteFault(root)
      // Behind a statement that waits for a lock, a rollback waits as long.
      isUsable = client.isUsable && (await rollBack(client)) && !isReadOnly(root)
      throw isCommitting && isUnanswered(root) ? databaseFailure('server.outcome_unknown', reason) : reason
    } finally {
      pool.giveBack(client, isUsable)
    }
  }

  return {
    /** Runs one statement's work; what only reads takes no turn. */
    use: <T>(organization: Organization, work: (client: PooledClient) => Promise<T>, isRead: boolean): Promise<T> =>
      isRead ? useNow(organization, work) : poolOf(organization).turns.run(() => useNow(organization, work), organization),
    transact: <T>(organization: Organization, work: (client: PooledClient) => Promise<Done<T>>, subject?: string): Promise<T> => {
      const inTurn = () => poolOf(organization).turns.run(() => transactNow(organization, work), organization)
      return subject === undefined ? inTurn() : subjects.run(inTurn, subject)
    },
    pools: (): PoolUse[] =>
      [everyones, others].map(({ name, max: most, pool, turns }) => {
        const { waiting, ...use } = pool.use()
        return { name, max: most, ...use, waiting: waiting + turns.use.waiting }
      }),
    /** Rejects, in words for whoever runs the server, when row-level security would not hold these connections. */
    prove: async (): Promise<void> => {
      const refuse = (error: unknown): never => {
        throw new Error(
          `The login of DATABASE_URL cannot act as the role ${postgresRole}: ${explain(error)}\nGRANT ${postgresRole} TO the login, or give its owner's address as DATABASE_MIGRATION_URL.`,
          { cause: error },
        )
      }
      const whoAmI = 'select current_user as name, rolsuper or rolbypassrls as "isFree" from pg_roles where rolname = current_user'
      const { rows } = await useNow('', (client) => client.query(whoAmI)).catch(refuse)
      if (rows[0]?.name !== postgresRole || rows[0]?.isFree) refuse(new Error('it goes around row-level security'))
    },
    end: async (): Promise<void> => void (await Promise.all([others.pool.end(), everyones.pool.end()])),
  }
}
