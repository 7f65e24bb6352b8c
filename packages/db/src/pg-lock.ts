import { Client } from 'pg'
import { defaultLimits } from './limits.ts'
import { addressOf } from './pg-client.ts'

/**
 * Runs `work` while no other process runs any under the same advisory lock `key`, on a connection of its own as the login of
 * `url`. For what changes tables: two processes that do it at once lock each other out. The lock goes with the connection.
 */
export const underPgLock = async <T>(url: string, key: number, work: (client: Client) => Promise<T>, connectMs = defaultLimits.connectMs): Promise<T> => {
  const client = new Client({ ...addressOf(url), connectionTimeoutMillis: connectMs, keepAlive: true })
  client.on('error', () => {}) // the query that is running rejects
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [key])
    return await work(client)
  } finally {
    await client.end()
  }
}
