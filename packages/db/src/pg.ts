import { setTimeout as sleep } from 'node:timers/promises'
import { type Clock, newId, type Scope, systemClock } from '@pantheon/kernel'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { ClientBase, PoolClient, QueryConfig, QueryResult } from 'pg'
import { asDatabaseFailure } from './database-failure.ts'
import { type Builder, bindQueries, type Db, type FullDb, type ScopedDb } from './db.ts'
import type { DatabaseLimits } from './limits.ts'
import { actingConfig, createConnections, type Organization } from './pg-connections.ts'
import { createHealthCheck } from './pg-health.ts'
import { listenToEvents } from './pg-listen.ts'
import { migratePg } from './pg-migrate.ts'
import { createReadiness } from './readiness.ts'
import { pgSchema } from './schema/pg.ts'
import { type StatementMeter, timed } from './statement-times.ts'
import { hasEnded, orderIdOf, type PendingEvent, PooledConnection, type StatementRunner, Transactions } from './transaction.ts'

/** Runs one query on some connection. */
type RunQuery = (config: QueryConfig, params?: unknown[]) => Promise<QueryResult>

/** The one method that drizzle's node-postgres session calls on its client. (A class: drizzle takes a plain object for a config.) */
class QueryClient {
  constructor(readonly query: RunQuery) {}
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
 * Appends events under a lock that is held until the commit, so that the order of `seq` is the order of commits: a reader that has seen
 * `seq` n will never find a smaller one later. The same statement notifies the listeners.
 */
const appendSql = `
  with turn as materialized (select pg_advisory_xact_lock(727273)),
  added as (
    insert into events (id, name, organization_id, actor_id, order_id, subject_type, subject_id, related, stream_key, at, data, origin, before_digest, after_digest)
    select e.id, e.name, e.organization_id, e.actor_id, e.order_id, e.subject_type, e.subject_id, e.related, e.stream_key, e.at, e.data, e.origin, e.before_digest, e.after_digest
    from turn, jsonb_to_recordset($1::jsonb) as e(id text, name text, organization_id text, actor_id text, order_id text,
      subject_type text, subject_id text, related jsonb, stream_key text, at timestamptz, data jsonb, origin jsonb, before_digest text, after_digest text)
    returning seq
  )
  select pg_notify('pantheon_events', max(seq)::text) from added`

const rowsOf = (events: PendingEvent[], now: Date): string =>
  JSON.stringify(
    events.map((e) => ({
      id: newId(now),
      at: now,
      name: e.name,
      organization_id: e.organizationId,
      actor_id: e.actorId,
      order_id: orderIdOf(e.subjects),
      subject_type: e.subjects.subject.type,
      subject_id: e.subjects.subject.id,
      related: e.subjects.related,
      stream_key: e.subjects.streamKey,
      data: e.data,
      origin: e.origin ?? null,
      before_digest: e.beforeDigest,
      after_digest: e.afterDigest,
    })),
  )

/** True for a statement that never waits for a lock. */
const isRead = (text: string): boolean => /^\s*\(*\s*select\b/i.test(text) && !/\bfor (update|share|no key update|key share)\b/i.test(text)

/** How many organizations' handles are cached; creating one again is cheap. */
const keptHandles = 256

export interface PgOptions {
  /** The server's login, which acts as `pantheon_app`. */
  url: string
  /** The login that owns the tables, when that is another. */
  migrationUrl?: string | undefined
  migrationsFolder: string
  limits: DatabaseLimits
  /** Maximum number of connections. More than about ten on two cores makes writes slower. */
  max?: number
  maxRetries?: number
  /** See `OpenOptions` in index.ts. */
  clock?: Clock
  /** See `OpenOptions` in index.ts. */
  findsMisuse?: boolean
  /** See `OpenOptions` in index.ts. */
  meter?: StatementMeter | undefined
}

export const openPg = async ({
  url,
  migrationUrl = url,
  migrationsFolder,
  limits,
  max = 8,
  maxRetries = 12,
  clock = systemClock,
  findsMisuse = true,
  meter,
}: PgOptions): Promise<Db> => {
  await migratePg(migrationUrl, migrationsFolder, limits.connectMs)
  const health = createHealthCheck(actingConfig(url))
  const readiness = createReadiness(health.check)
  const connections = createConnections(url, max, limits, health)
  await connections.prove()

  const query = (client: ClientBase, config: QueryConfig, params?: unknown[]): Promise<QueryResult> =>
    meter ? timed(meter, config.text, () => client.query(config, params)) : client.query(config, params)
  const builderOf = (runQuery: RunQuery): Builder => ({
    ...bindQueries(drizzle(new QueryClient(runQuery) as unknown as PoolClient, { casing: 'snake_case' }) as unknown as FullDb),
    tables: pgSchema,
    dialect: 'pg',
  })
  const transactions = new Transactions({ ended: builderOf(hasEnded), findsMisuse })

  const connectionsByClient = new WeakMap<PoolClient, PooledConnection>()
  const connectionOf = (client: PoolClient): PooledConnection => {
    const known = connectionsByClient.get(client)
    if (known) return known
    const runStatement: StatementRunner = (work) => (connection.runStatement ?? hasEnded)(work)
    const connection: PooledConnection = new PooledConnection(
      builderOf((config, params) => runStatement(() => query(client, config, params))),
      (text, values) => runStatement(() => client.query(text, values)),
      (events) => {
        const rows = rowsOf(events, clock.now())
        return runStatement(async () => void (await query(client, { name: 'events.append', text: appendSql, values: [rows] })))
      },
    )
    connectionsByClient.set(client, connection)
    return connection
  }

  const open = (organization: Organization): ScopedDb => {
    const outside = new PooledConnection(
      builderOf(async (config, params) => {
        transactions.assertOutside()
        return connections
          .use(organization, (client) => query(client, config, params), isRead(config.text))
          .catch((error: unknown) => Promise.reject(readiness.note(asDatabaseFailure(error))))
      }),
      () => Promise.reject(new Error('raw() is for transactions')),
      () => Promise.reject(new Error('append() is for transactions')),
    )
    return {
      ...outside.builder,
      run: (query, params) => outside.run(query, params),
      transaction: async (fn, subject) => {
        transactions.assertOutside()
        for (let attempt = 0; ; attempt++) {
          try {
            return await connections.transact(organization, (client) => transactions.run(connectionOf(client), fn), subject)
          } catch (error) {
            if (attempt >= maxRetries || !isRetryable(error)) throw readiness.note(asDatabaseFailure(error))
          }
          await sleep(Math.random() * 5 * 2 ** Math.min(attempt, 7))
        }
      },
    }
  }

  const handles = new Map<Organization, ScopedDb>()
  const as = ({ organizationId }: Scope): ScopedDb => {
    // The wildcard of the policies, and a character that would end the statement that sets the organization.
    if (organizationId === '*' || organizationId?.includes('\0')) throw new Error('No organization has this id')
    const organization = organizationId ?? '*'
    const handle = handles.get(organization) ?? open(organization)
    handles.delete(organization)
    handles.set(organization, handle) // least recently used first
    const [eldest] = handles.size > keptHandles ? handles.keys() : []
    if (eldest !== undefined) handles.delete(eldest)
    return handle
  }

  const listener = listenToEvents(url)
  const unscoped = open('')
  return {
    ...unscoped,
    as,
    ready: () => readiness.check(unscoped),
    signed: (sign, work) => transactions.signed(sign, work),
    onEvents: listener.on,
    isListening: listener.isListening,
    pools: connections.pools,
    close: async () => {
      await listener.close()
      health.end()
      await connections.end()
    },
  }
}
