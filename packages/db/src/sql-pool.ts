import type { QueryResult } from 'pg'
import { asDatabaseFailure } from './database-failure.ts'
import type { DatabaseLimits } from './limits.ts'
import { addressOf } from './pg-client.ts'
import { createHealthCheck } from './pg-health.ts'
import { createPool } from './pg-pool.ts'

/** Connections to Postgres for a library with its own SQL and tables, such as a job queue. */
export interface SqlPool {
  /**
   * Runs SQL unchanged, also several statements when there are no values. Rejects with `server.unavailable` or `server.busy` when the
   * database is unavailable.
   */
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>
  end(): Promise<void>
}

/** Opens up to `max` connections as the login of `url`, with the limits and health checks of the server's own. */
export const openSqlPool = (url: string, max: number, limits: DatabaseLimits): SqlPool => {
  const health = createHealthCheck(addressOf(url))
  const pool = createPool({ ...addressOf(url), max }, limits, health)
  return {
    query: async (text, values) => {
      let isUsable = false // after an error it may be inside a transaction of the library
      const client = await pool.acquire()
      try {
        const result: QueryResult = await client.query(text, values)
        isUsable = true
        return result
      } catch (error) {
        throw asDatabaseFailure(error)
      } finally {
        pool.release(client, isUsable)
      }
    },
    end: async () => {
      health.end()
      await pool.end()
    },
  }
}
