import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { count, openDb } from '@pantheon/db'
import { createTestDatabase, dialects } from '@pantheon/db/testing'
import { systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoCatalogue } from '../../src/seed/demo-catalogue.ts'
import { bundledServer } from '../support/bundled-server.ts'
import { startServerProcess } from '../support/server-process.ts'

describe.each(dialects)('Servers that start at once on an empty database of %s, with demo data', { timeout: 180_000 }, (dialect) => {
  let main = ''
  let dataDir = ''
  beforeAll(async () => {
    main = await bundledServer()
    dataDir = await mkdtemp(join(tmpdir(), 'pantheon-start-'))
  }, 180_000)
  afterAll(() => rm(dataDir, { recursive: true, force: true }))

  it('are ready, all of them, and have the data once', async () => {
    const database = await createTestDatabase(dialect)
    const env = { DATABASE_URL: database.url, SEED_DEMO: '1', SHUTDOWN_DRAIN_SECONDS: '0', TOKEN_KEYS: `test:${'k'.repeat(32)}`, PANTHEON_DATA_DIR: dataDir }
    const servers = await Promise.allSettled([1, 2, 3].map(() => startServerProcess(main, env)))
    const db = await openDb(database.url)
    try {
      expect(servers.map((server) => (server.status === 'rejected' ? String(server.reason) : server.status))).toEqual(Array(3).fill('fulfilled'))
      const all = db.as(systemScope)
      const { users, products, organizations } = db.tables
      const [accounts] = await all.select({ n: count() }).from(users)
      const [homes] = await all.select({ n: count() }).from(organizations)
      const names = (await all.select({ name: products.name }).from(products)).map(({ name }) => name)
      expect([accounts?.n, homes?.n, names.sort()]).toEqual([2, 2, demoCatalogue.map(({ name }) => name).sort()])
    } finally {
      for (const server of servers) if (server.status === 'fulfilled') await server.value.close()
      await db.close()
      await database.drop()
    }
  })
})
