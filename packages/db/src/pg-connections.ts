import { DatabaseError, type PoolConfig } from 'pg'
import { databaseFailure, isAboutConnection } from './database-failure.ts'
import type { PoolUse } from './db.ts'
import type { DatabaseLimits } from './limits.ts'
import { addressOf, queryWithin } from './pg-client.ts'
import type { HealthCheck } from './pg-health.ts'
import { explain } from './pg-migrate.ts'
import { createPool, type LimitedPool, type PooledClient } from './pg-pool.ts'
import { Semaphore } from './semaphore.ts'
import type { Done } from './transaction.ts'

/** The role the server acts as on Postgres. It owns no table, so row-level security applies to it; migrations create it. */
export const postgresRole = 'pantheon_app'

/**
 * Connections that act as `pantheon_app` from the start. Set at the start of the connection, the role is also what `RESET ROLE` returns
 * to; set later, that would restore the owner.
 */
export const actingConfig = (url: string, more = ''): PoolConfig => addressOf(url, `-c role=${postgresRole} ${more}`.trim())

/** The driver's own error, below all wrappers. */
const rootOf = (error: unknown): unknown => (error instanceof Error && error.cause !== undefined ? rootOf(error.cause) : error)

/** A server that became a standby refuses writes on existing connections; a new connection may reach the new primary. */
const isReadOnly = (error: unknown): boolean => error instanceof DatabaseError && error.code === '25006'

/** A failed statement leaves its connection usable; any other error may have broken it. */
const isHarmless = (error: unknown): boolean => error instanceof DatabaseError && error.severity === 'ERROR' && !isReadOnly(error)

/** True when the outcome of a statement is unknown: the connection ended before the response. */
const isUnanswered = (error: unknown): boolean => isAboutConnection(error) || (error instanceof DatabaseError && error.severity !== 'ERROR')

/** The organization as the row-level security policies read it: an id, '*' for all of them, '' for none. */
export type Organization = string
const everyone: Organization = '*'

interface SharedPool {
  name: string
  max: number
  pool: LimitedPool
  /** Work that may wait for a lock needs a permit, so that connections remain for reads. */
  turns: Semaphore
}

/** Connections that set the organization at every checkout. */
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
  // The platform's own work alternates with all requests, so it has a pool whose connections never change their organization.
  const platformPool = openPool('platform', actingConfig(url, `-c pantheon.organization=${everyone}`), Math.ceil(max / 2))
  const organizationPool = openPool('organizations', actingConfig(url), max, Math.ceil(max / 2)) // half per organization, so that a locked row of one organization does not block the others
  /** Serializes transactions on the same subject: they wait here instead of occupying a connection. */
  const subjects = new Semaphore({ permits: Number.POSITIVE_INFINITY, permitsPerKey: 1, timeoutMs: limits.acquireMs })
  const poolOf = (organization: Organization): SharedPool => (organization === everyone ? platformPool : organizationPool)
  /** The organization that is set on each connection, so that it is set again only when it changes. */
  const organizationOf = new WeakMap<PooledClient, Organization>()
  const isSet = (client: PooledClient, organization: Organization): boolean => organization === everyone || (organizationOf.get(client) ?? '') === organization

  const setOrganization = async (client: PooledClient, organization: Organization): Promise<void> => {
    await client.query({ name: 'pantheon.organization', text: "select set_config('pantheon.organization', $1, false)", values: [organization] })
    organizationOf.set(client, organization)
  }
  /** False when the connection is unusable. A rollback queues behind a statement that waits for a lock, for as long as that waits. */
  const rollBack = (client: PooledClient): Promise<boolean> =>
    queryWithin(client, 'rollback', limits.lockMs + 1000).then(
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
    const client = await pool.acquire()
    let isUsable = true
    try {
      if (!isSet(client, organization)) await setOrganization(client, organization)
      return await work(client)
    } catch (error) {
      isUsable = isHarmless(error) && isSet(client, organization)
      noteFault(error)
      throw error
    } finally {
      pool.release(client, isUsable)
    }
  }

  /**
   * Runs `work` in one transaction of the organization: committed when it and its last statement resolve, rolled back otherwise.
   * Pipelined: neither the response to `begin` nor that of the last statement is awaited before the commit. When `begin` or a statement
   * fails, Postgres rejects all that follows, and the commit rolls back. So the lock of the last statement is not held for a network round
   * trip.
   */
  const transactNow = async <T>(organization: Organization, work: (client: PooledClient) => Promise<Done<T>>): Promise<T> => {
    const { pool } = poolOf(organization)
    const client = await pool.acquire()
    let isUsable = true
    let isCommitting = false
    let cause: { error: unknown } | undefined
    try {
      // Set for the transaction only, together with `begin`: it needs no extra round trip, and a rollback resets it.
      const begun = client
        .query(isSet(client, organization) ? 'begin' : `begin; select set_config('pantheon.organization', ${client.escapeLiteral(organization)}, true)`)
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
      // A rollback queues behind a statement that waits for a lock, for as long as that waits.
      isUsable = client.isUsable && (await rollBack(client)) && !isReadOnly(root)
      throw isCommitting && isUnanswered(root) ? databaseFailure('server.outcome_unknown', reason) : reason
    } finally {
      pool.release(client, isUsable)
    }
  }

  return {
    /** Runs one statement's work; reads need no permit. */
    use: <T>(organization: Organization, work: (client: PooledClient) => Promise<T>, isRead: boolean): Promise<T> =>
      isRead ? useNow(organization, work) : poolOf(organization).turns.run(() => useNow(organization, work), organization),
    transact: <T>(organization: Organization, work: (client: PooledClient) => Promise<Done<T>>, subject?: string): Promise<T> => {
      const withPermit = () => poolOf(organization).turns.run(() => transactNow(organization, work), organization)
      return subject === undefined ? withPermit() : subjects.run(withPermit, subject)
    },
    pools: (): PoolUse[] =>
      [platformPool, organizationPool].map(({ name, max: most, pool, turns }) => {
        const { waiting, ...use } = pool.use()
        return { name, max: most, ...use, waiting: waiting + turns.use.waiting }
      }),
    /** Rejects, with a message for operators, when row-level security would not apply to these connections. */
    prove: async (): Promise<void> => {
      const refuse = (error: unknown): never => {
        throw new Error(
          `The login of DATABASE_URL cannot act as the role ${postgresRole}: ${explain(error)}\nGRANT ${postgresRole} TO the login, or give its owner's address as DATABASE_MIGRATION_URL.`,
          { cause: error },
        )
      }
      const roleQuery = 'select current_user as name, rolsuper or rolbypassrls as "isFree" from pg_roles where rolname = current_user'
      const { rows } = await useNow('', (client) => client.query(roleQuery)).catch(refuse)
      if (rows[0]?.name !== postgresRole || rows[0]?.isFree) refuse(new Error('it goes around row-level security'))
    },
    end: async (): Promise<void> => void (await Promise.all([organizationPool.pool.end(), platformPool.pool.end()])),
  }
}
