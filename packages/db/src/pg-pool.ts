import { setTimeout as sleep } from 'node:timers/promises'
import { type ClientBase, type ClientConfig, Pool, type PoolClient, type PoolConfig } from 'pg'
import { asUnavailable, databaseFailure } from './database-failure.ts'
import type { DatabaseLimits } from './limits.ts'
import { askWithin, CuttableClient, limited } from './pg-client.ts'
import type { HealthCheck } from './pg-health.ts'

/** A connection of a pool: pg's, which can be cut. */
export type PooledClient = PoolClient & CuttableClient

/** A connection that was used so lately is taken to be alive. */
const trustMs = 1000
/** How long an idle one may take to prove that it is. */
const proofMs = 1000
/** Work that takes so long may be waiting for a database that is silent. */
const longWorkMs = 1000
/** How often work is looked at for that. */
const lookMs = 500
/** How long connections have to say goodbye at the end. */
const goodbyeMs = 1000

const isQueueTimeout = (error: unknown): boolean => error instanceof Error && error.message.startsWith('timeout exceeded')

/**
 * Connections with limits. One that fails or stays silent is cut, and never given to anybody again; one that was idle for
 * a while proves first that it is alive. `config` is pg's; its own limits are set here.
 */
export const createPool = (config: PoolConfig, limits: DatabaseLimits, health: HealthCheck) => {
  class LimitedClient extends CuttableClient {
    constructor(given?: ClientConfig) {
      super({ ...given, connectionTimeoutMillis: limits.connectMs })
    }
  }
  const Client = LimitedClient as unknown as new () => ClientBase
  const pool = new Pool({ ...limited(config, limits), connectionTimeoutMillis: limits.acquireMs, Client })
  pool.on('error', () => {}) // an idle connection that failed is gone already
  const all = new Set<PooledClient>()
  /** When each was taken or given back. */
  const usedAt = new Map<PooledClient, number>()
  const taken = new Set<PooledClient>()
  pool.on('connect', (client) => void all.add(client as PooledClient))
  pool.on('remove', (client) => {
    all.delete(client as PooledClient)
    usedAt.delete(client as PooledClient)
  })
  // What was asked before the silence will hardly be answered, and holds connections that others need.
  health.onRecovery((lostAt) => {
    for (const client of taken) if ((usedAt.get(client) ?? lostAt) < lostAt) client.cut()
  })

  // Nobody else may ask while statements go unanswered, and without asking nobody finds out before their own limit.
  const look = setInterval(() => {
    const now = performance.now()
    if ([...taken].some((client) => now - (usedAt.get(client) ?? now) > longWorkMs)) health.check().catch(() => {})
  }, lookMs).unref()

  const isAlive = async (client: PooledClient): Promise<boolean> => {
    const at = usedAt.get(client)
    if (at === undefined) return true // it has just been made
    if (at < health.trustedSince()) return false
    const since = performance.now()
    if (since - at < trustMs) return true
    return askWithin(client, 'select 1', proofMs).then(
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

  const giveBack = (client: PooledClient, isUsable: boolean): void => {
    taken.delete(client)
    usedAt.set(client, performance.now())
    const isKept = isUsable && client.isUsable
    if (!isKept) client.cut()
    client.release(!isKept)
  }

  return {
    /** A connection, to be given back. Rejects with `server.busy` when none is free in time, with `server.unavailable` when none can be made. */
    take: async (): Promise<PooledClient> => {
      for (;;) {
        const client = await connect()
        if (await isAlive(client)) {
          usedAt.set(client, performance.now())
          taken.add(client)
          return client
        }
        giveBack(client, false)
      }
    },
    giveBack,
    /** Connections that are in use and that are not, and who waits for one. */
    use: () => ({ used: pool.totalCount - pool.idleCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    /** Says goodbye to the database; whoever does not answer is cut. */
    end: async (): Promise<void> => {
      clearInterval(look)
      const ended = pool.end()
      const isPolite = await Promise.race([ended.then(() => true), sleep(goodbyeMs, false, { ref: false })])
      if (!isPolite) for (const client of all) client.cut()
    },
  }
}
export type LimitedPool = ReturnType<typeof createPool>
