import { type DatabaseLimits, type Db, openSqlPool, postgresRole, underPgLock } from '@pantheon/db'
import type { Logger } from '@pantheon/kernel'
import type { Delivery, JobQueue } from '@pantheon/runtime'
import PgBoss from 'pg-boss'
import { type Held, runDeliveries } from './deliveries.ts'
import type { QueueSettings } from './sqlite-queue.repo.ts'

const queue = 'ai-jobs'
/** pg-boss archives old jobs in one statement, which takes longer than any statement of a request. */
const statementFactor = 6
/** The advisory lock for installing pg-boss: two processes that create its tables or grants at once fail. */
const installation = 727275
/** The grants for `enqueue` in our transactions, which use another role. */
const letInsert = `
  begin;
  grant usage on schema pgboss to ${postgresRole};
  grant select on pgboss.queue to ${postgresRole};
  grant select, insert on pgboss.job to ${postgresRole};
  commit`

/**
 * The queue on Postgres: pg-boss stores and delivers; we add a heartbeat, so that a dead worker's job is delivered again after `leaseMs`
 * and a running one may take as long as it needs. `url` is the login that owns pg-boss's tables.
 */
export const createPgBossQueue = async ({
  url,
  db,
  logger,
  limits,
  leaseMs,
  concurrency,
  retrySeconds,
}: QueueSettings & { url: string; db: Db; logger: Logger; limits: DatabaseLimits }): Promise<JobQueue> => {
  const pool = openSqlPool(url, 3, { ...limits, statementMs: limits.statementMs * statementFactor })
  const boss = new PgBoss({ db: { executeSql: pool.query }, schedule: false })
  boss.on('error', (error) => logger.error({ err: error }, 'the job queue reported an error'))
  // The runner decides how often a job is retried; pg-boss must not give up earlier. With a backoff, pg-boss waits at least a second.
  const retries = { retryLimit: 1000, retryDelay: retrySeconds, retryBackoff: retrySeconds > 0 }
  const options = { ...retries, expireInSeconds: Math.max(1, Math.ceil(leaseMs / 1000)) }
  const install = async (): Promise<void> => {
    await boss.start()
    if (await boss.getQueue(queue)) await boss.updateQueue(queue, { name: queue, ...options })
    else await boss.createQueue(queue, { name: queue, ...options })
    await pool.query(letInsert)
  }
  await underPgLock(url, installation, install, limits.connectMs)
  const change = async (set: string, { key }: Held): Promise<boolean> => {
    const { rows } = await pool.query(`update pgboss.job set ${set} where name = $1 and id = $2 and state = 'active' returning id`, [queue, key])
    return rows.length > 0
  }

  const work = runDeliveries({
    db,
    logger,
    leaseMs,
    concurrency,
    claim: async (limit) => {
      const jobs = (await boss.fetch<{ jobId: string }>(queue, { batchSize: limit, includeMetadata: true })) ?? []
      return jobs.map(({ id, data, retryCount }) => ({ key: id, jobId: data.jobId, tries: retryCount + 1 }))
    },
    renew: (held) => change('started_on = now()', held),
    complete: async ({ key }) => void (await boss.complete(queue, key)),
    retry: async ({ key }) => void (await boss.fail(queue, key)),
    release: async (held) => void (await change("state = 'retry', start_after = now() - interval '1 second'", held)),
  })
  let expiry: NodeJS.Timeout | undefined

  return {
    name: 'pg-boss',
    enqueue: async (tx, jobId) => {
      await boss.send(queue, { jobId }, { db: { executeSql: (text, values) => tx.raw(text, values) as Promise<{ rows: unknown[] }> } })
    },
    start: async (handle: (delivery: Delivery) => Promise<void>) => {
      expiry = setInterval(
        () => void boss.expire().catch((error: unknown) => logger.warn({ err: error }, 'could not expire lost jobs')),
        Math.max(500, leaseMs / 2),
      )
      await boss.expire()
      work.start(handle)
    },
    stop: async () => {
      clearInterval(expiry)
      await work.stop()
      await boss.stop({ graceful: false })
      await pool.end()
    },
  }
}
