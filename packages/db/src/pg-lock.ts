import { Client } from 'pg'
import { defaultLimits } from './limits.ts'
import { addressOf } from './pg-client.ts'

/**
 * Runs `work` under the advisory lock `key`, which one process holds at a time, on its own connection as the login of `url`. For schema
 * changes, which deadlock when two processes run them at once. The lock ends with the connection.
 */
export const underPgLock = async <T>(url: string, key: number, work: (client: Client) => Promise<T>, connectMs = defaultLimits.connectMs): Promise<T> => {
  const client = new Client({ ...addressOf(url), connectionTimeoutMillis: connectMs, keepAlive: true })
  client.on('error', () => {}) // the running query rejects
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [key])
    return await work(client)
  } finally {
    await client.end()
  }
}
