import { openDb } from '@pantheon/db'
import { createTestDatabase, runSql } from '@pantheon/db/testing'
import { systemClock } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { openQueue } from './open-queue.ts'

const logger = { info: () => {}, warn: () => {}, error: () => {} }

describe('Servers that start at once on a new PostgreSQL', () => {
  it('all get their job queue: none locks out another that makes the same tables', async () => {
    const database = await createTestDatabase('pg')
    const db = await openDb(database.url)
    const open = () => openQueue({ url: database.url, db, logger, clock: systemClock, leaseMs: 15_000, concurrency: 1, retrySeconds: 1 })
    const failed: string[] = []
    for (const from of ['drop schema if exists pgboss cascade', ...Array.from({ length: 8 }, () => "select pgboss.delete_queue('ai-jobs')")]) {
      await runSql(database.url, from)
      for (const opened of await Promise.allSettled(Array.from({ length: 6 }, open)))
        if (opened.status === 'fulfilled') await opened.value.stop()
        else failed.push(String(opened.reason))
    }
    await db.close()
    await database.drop()
    expect(failed).toEqual([])
  }, 60_000)
})
