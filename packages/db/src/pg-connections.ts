import { DatabaseError, Pool, type PoolClient, type PoolConfig } from 'pg'
import { explain } from './pg-migrate.ts'
import type { Done } from './transaction.ts'

/** Whom the server acts as on Postgres. It owns no table, so row-level security holds it; migrations make it. */
export const postgresRole = 'pantheon_app'

/**
 * Connections that act as `pantheon_app` from their first moment. Given at the start of the connection, the role is what
 * `RESET ROLE` goes back to; set later, it would give the owner back.
 */
export const actingConfig = (url: string, more = ''): PoolConfig => {
  const [address = '', query = ''] = url.split('?', 2)
  const search = new URLSearchParams(query)
  const options = `${search.get('options') ?? ''} -c role=${postgresRole} ${more}`.trim()
  search.delete('options') // what stands in the address would win
  return { connectionString: search.size > 0 ? `${address}?${search}` : address, options }
}

/** A failed statement leaves its connection as it was; anything else may have broken it. */
const isHarmless = (error: unknown): boolean => error instanceof DatabaseError && error.severity === 'ERROR'

/** The organization as the database's policies read it: an id, '*' for all of them, '' for none. */
export type Organization = string
const everyone: Organization = '*'

/** Connections whose every checkout says for which organization. */
export const createConnections = (url: string, max: number) => {
  const openPool = (config: PoolConfig): Pool => new Pool({ ...config, pipeline: true }).on('error', () => {}) // an idle connection dying must not crash the process
  // The platform's own work comes between any two requests, so it has connections that never need to be told anything.
  const everyones = openPool({ ...actingConfig(url, `-c pantheon.organization=${everyone}`), max: Math.ceil(max / 2) })
  const pool = openPool({ ...actingConfig(url), max })
  const connectionOf = (organization: Organization): Promise<PoolClient> => (organization === everyone ? everyones : pool).connect()
  /** What each connection was last told, so that it is told again only when that changes. */
  const told = new WeakMap<PoolClient, Organization>()
  const isTold = (client: PoolClient, organization: Organization): boolean => organization === everyone || (told.get(client) ?? '') === organization

  const tell = async (client: PoolClient, organization: Organization): Promise<void> => {
    await client.query({ name: 'pantheon.organization', text: "select set_config('pantheon.organization', $1, false)", values: [organization] })
    told.set(client, organization)
  }

  /** Runs one statement's work on a connection of the organization. */
  const use = async <T>(organization: Organization, work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await connectionOf(organization)
    try {
      if (!isTold(client, organization)) await tell(client, organization)
      const result = await work(client)
      client.release()
      return result
    } catch (error) {
      client.release(!isHarmless(error) || !isTold(client, organization))
      throw error
    }
  }

  /**
   * Runs `work` in one transaction of the organization: committed when it and its last statement resolve, rolled back otherwise.
   * Nobody waits for the answer to `begin`, nor to the last statement before the commit: a transaction that could not begin, or
   * of which a statement failed, refuses whatever comes behind it, and its commit rolls back. So the lock that the last
   * statement takes is not held while an answer travels.
   */
  const transact = async <T>(organization: Organization, work: (client: PoolClient) => Promise<Done<T>>): Promise<T> => {
    const client = await connectionOf(organization)
    let isBroken = false
    let cause: { error: unknown } | undefined
    try {
      // For the transaction only and with its beginning: no round trip of its own, and nothing is left behind by a rollback.
      const begun = client
        .query(isTold(client, organization) ? 'begin' : `begin; select set_config('pantheon.organization', ${client.escapeLiteral(organization)}, true)`)
        .catch((error: unknown) => {
          cause = { error }
        })
      const { result, appended } = await work(client)
      await Promise.all([begun, appended, client.query('commit')])
      if (cause) throw cause.error
      return result
    } catch (error) {
      await client.query('rollback').catch(() => {
        isBroken = true
      })
      throw cause ? cause.error : error
    } finally {
      client.release(isBroken)
    }
  }

  return {
    use,
    transact,
    /** Rejects, in words for whoever runs the server, when row-level security would not hold these connections. */
    prove: async (): Promise<void> => {
      const refuse = (error: unknown): never => {
        throw new Error(
          `The login of DATABASE_URL cannot act as the role ${postgresRole}: ${explain(error)}\nGRANT ${postgresRole} TO the login, or give its owner's address as DATABASE_MIGRATION_URL.`,
          { cause: error },
        )
      }
      const { rows } = await pool
        .query('select current_user as name, rolsuper or rolbypassrls as "isFree" from pg_roles where rolname = current_user')
        .catch(refuse)
      if (rows[0]?.name !== postgresRole || rows[0]?.isFree) refuse(new Error('it goes around row-level security'))
    },
    end: async (): Promise<void> => void (await Promise.all([pool.end(), everyones.end()])),
  }
}
