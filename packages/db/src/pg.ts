import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '@pantheon/kernel'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { Pool, type PoolClient, type QueryConfig } from 'pg'
import { type Builder, bindQueries, type Db, type FullDb } from './db.ts'
import { listenToEvents } from './pg-listen.ts'
import { pgSchema } from './schema/pg.ts'
import { closedGate, type Gate, Lane, type PendingEvent, Transactions } from './transaction.ts'

/** The one method drizzle's node-postgres session calls on its client. (A class: drizzle takes a plain object for a config.) */
class GatedClient {
  constructor(
    private readonly client: Pool | PoolClient,
    private readonly gate: Gate,
  ) {}
  query(config: QueryConfig, params?: unknown[]) {
    return this.gate(() => this.client.query(config, params))
  }
}

/** drizzle wraps driver errors in DrizzleQueryError (`.cause`). */
const sqlState = (error: unknown): string | undefined => {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e.code
  }
  return undefined
}
const isRetryable = (error: unknown): boolean => ['40001', '40P01'].includes(sqlState(error) ?? '')

/**
 * Appends events under a lock that is held until the commit, so that the order of `seq` is the order of commits:
 * a reader that has seen `seq` n will never find a smaller one later. The same statement wakes the listeners.
 */
const appendSql = `
  with turn as materialized (select pg_advisory_xact_lock(727273)),
  added as (
    insert into events (id, name, organization_id, actor_id, order_id, at, data)
    select e.id, e.name, e.organization_id, e.actor_id, e.order_id, now(), e.data
    from turn, jsonb_to_recordset($1::jsonb) as e(id text, name text, organization_id text, actor_id text, order_id text, data jsonb)
    returning seq
  )
  select pg_notify('pantheon_events', max(seq)::text) from added`

const appendEvents = async (client: PoolClient, events: PendingEvent[]): Promise<void> => {
  const rows = events.map((e) => ({
    id: newId(),
    name: e.name,
    organization_id: e.organizationId,
    actor_id: e.actorId,
    order_id: e.orderId ?? null,
    data: e.data,
  }))
  await client.query({ name: 'events.append', text: appendSql, values: [JSON.stringify(rows)] })
}

/** Migrations of one database, one process at a time: migrate() itself takes no lock. */
const migrateAlone = async (pool: Pool, migrationsFolder: string): Promise<void> => {
  const boot = await pool.connect()
  try {
    await boot.query('select pg_advisory_lock(727272)')
    await migrate(drizzle(boot), { migrationsFolder })
  } finally {
    await boot.query('select pg_advisory_unlock(727272)').catch(() => {})
    boot.release()
  }
}

export interface PgOptions {
  url: string
  migrationsFolder: string
  /** Connections. More than about ten on two cores makes writes slower, not faster. */
  max?: number
  maxRetries?: number
}

export const openPg = async ({ url, migrationsFolder, max = 8, maxRetries = 12 }: PgOptions): Promise<Db> => {
  const pool = new Pool({ connectionString: url, max })
  pool.on('error', () => {}) // an idle connection dying must not crash the process
  await migrateAlone(pool, migrationsFolder)

  const transactions = new Transactions()
  const builderOf = (client: Pool | PoolClient, gate: Gate): Builder => ({
    ...bindQueries(drizzle(new GatedClient(client, gate) as unknown as PoolClient, { casing: 'snake_case' }) as unknown as FullDb),
    tables: pgSchema,
    dialect: 'pg',
  })

  const outside = new Lane(
    builderOf(pool, async (work) => {
      transactions.assertOutside()
      return work()
    }),
    () => Promise.reject(new Error('raw() is for transactions')),
    () => Promise.reject(new Error('append() is for transactions')),
  )

  const lanes = new WeakMap<PoolClient, Lane>()
  const laneOf = (client: PoolClient): Lane => {
    const known = lanes.get(client)
    if (known) return known
    const gate: Gate = (work) => (lane.gate ?? closedGate)(work)
    const lane: Lane = new Lane(
      builderOf(client, gate),
      (text, values) => gate(() => client.query(text, values)),
      (events) => gate(() => appendEvents(client, events)),
    )
    lanes.set(client, lane)
    return lane
  }

  const once = async <T>(fn: Parameters<Db['transaction']>[0]): Promise<T> => {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query('begin')
      const { result } = await transactions.run(laneOf(client), fn)
      await client.query('commit')
      return result as T
    } catch (error) {
      await client.query('rollback').catch((e: Error) => {
        broken = e // the connection is gone: drop it from the pool
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  const listener = listenToEvents(url)
  return {
    ...outside.builder,
    run: (query, params) => outside.run(query, params),
    transaction: async <T>(fn: Parameters<Db['transaction']>[0]) => {
      transactions.assertOutside()
      for (let attempt = 0; ; attempt++) {
        try {
          return await once<T>(fn)
        } catch (error) {
          if (attempt >= maxRetries || !isRetryable(error)) throw error
        }
        await sleep(Math.random() * 5 * 2 ** Math.min(attempt, 7))
      }
    },
    onEvents: listener.on,
    close: async () => {
      await listener.close()
      await pool.end()
    },
  } as Db
}
