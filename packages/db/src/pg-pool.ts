import { setTimeout as sleep } from 'node:timers/promises'
import { type ClientBase, type ClientConfig, Pool, type PoolClient, type PoolConfig } from 'pg'
import { asUnavailable, databaseFailure } from './database-failure.ts'
import type { DatabaseLimits } from './limits.ts'
import { CuttableClient, limited, queryWithin } from './pg-client.ts'
import type { HealthCheck } from './pg-health.ts'

/** A client of a pool, which can be cut. */
export type PooledClient = PoolClient & CuttableClient

/** A connection used within this time is assumed to be alive. */
const trustMs = 1000
/** Timeout of the liveness check of an idle connection. */
const proofMs = 1000
/** Work that runs longer than this may be waiting for an unresponsive database. */
const longWorkMs = 1000
/** How often running work is checked for that. */
const watchdogMs = 500
/** How long connections have for a graceful shutdown. */
const closeMs = 1000

const isQueueTimeout = (error: unknown): boolean => error instanceof Error && error.message.startsWith('timeout exceeded')

/**
 * A connection pool with limits. A connection that fails or times out is cut and never reused; one that was idle for a while is checked
 * before use. `config` is pg's; its own limits are set here.
 */
export const createPool = (config: PoolConfig, limits: DatabaseLimits, health: HealthCheck) => {
  class LimitedClient extends CuttableClient {
    constructor(given?: ClientConfig) {
      super({ ...given, connectionTimeoutMillis: limits.connectMs })
    }
  }
  const Client = LimitedClient as unknown as new () => ClientBase
  const pool = new Pool({ ...limited(config, limits), connectionTimeoutMillis: limits.acquireMs, Client })
  pool.on('error', () => {}) // a failed idle connection was already removed
  const all = new Set<PooledClient>()
  /** When each was last acquired or released. */
  const usedAt = new Map<PooledClient, number>()
  const taken = new Set<PooledClient>()
  pool.on('connect', (client) => void all.add(client as PooledClient))
  pool.on('remove', (client) => {
    all.delete(client as PooledClient)
    usedAt.delete(client as PooledClient)
  })
  // Queries sent before an outage will hardly get a response, and hold connections that others need.
  health.onRecovery((lostAt) => {
    for (const client of taken) if ((usedAt.get(client) ?? lostAt) < lostAt) client.cut()
  })

  // When all connections wait for a response, no new query would find out that the database is down before its own timeout.
  const watchdog = setInterval(() => {
    const now = performance.now()
    if ([...taken].some((client) => now - (usedAt.get(client) ?? now) > longWorkMs)) health.check().catch(() => {})
  }, watchdogMs).unref()

  const isAlive = async (client: PooledClient): Promise<boolean> => {
    const at = usedAt.get(client)
    if (at === undefined) return true // newly created
    if (at < health.trustedSince()) return false
    const since = performance.now()
    if (since - at < trustMs) return true
    return queryWithin(client, 'select 1', proofMs).then(
      () => true,
      () => {
        if (performance.now() - since >= proofMs) health.noteSilence()
        return false
      },
    )
  }

  const connect = async (): Promise<PooledClient> => {
    try {
      return (await pool.connect()) as PooledClient
    } catch (error) {
      throw isQueueTimeout(error) ? databaseFailure('server.busy', error) : asUnavailable(error)
    }
  }

  const release = (client: PooledClient, isUsable: boolean): void => {
    taken.delete(client)
    usedAt.set(client, performance.now())
    const isKept = isUsable && client.isUsable
    if (!isKept) client.cut()
    client.release(!isKept)
  }

  return {
    /**
     * Acquires a connection, which has to be released. Rejects with `server.busy` when none is free in time, with `server.unavailable`
     * when connecting fails.
     */
    acquire: async (): Promise<PooledClient> => {
      for (;;) {
        const client = await connect()
        if (await isAlive(client)) {
          usedAt.set(client, performance.now())
          taken.add(client)
          return client
        }
        release(client, false)
      }
    },
    release,
    /** Used and idle connections, and waiting callers. */
    use: () => ({ used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    /** Closes the connections gracefully; those that do not respond are cut. */
    end: async (): Promise<void> => {
      clearInterval(watchdog)
      const ended = pool.end()
      const isClosed = await Promise.race([ended.then(() => true), sleep(closeMs, false, { ref: false })])
      if (!isClosed) for (const client of all) client.cut()
    },
  }
}
export type LimitedPool = ReturnType<typeof createPool>
