import { createTestDatabase, dialects, runSql } from '@pantheon/db/testing'
import { beforeAll, describe, it } from 'vitest'
import { bundledServer } from '../support/bundled-server.ts'
import { startServerProcess } from '../support/server-process.ts'
import { buyer, createShopper } from '../support/shopper.ts'
import { createDatabaseOnSmallDisk } from '../support/small-disk-database.ts'

const patient = { timeout: 30_000, interval: 50 }
const tokenKeys = `test:${'k'.repeat(32)}`
let main = ''
beforeAll(async () => {
  main = await bundledServer()
}, 120_000)

describe('A server that cannot store anything', { concurrent: true, timeout: 120_000 }, () => {
  it.for(dialects)('for want of room, on %s, says so and goes on reading, and recovers by itself', async (dialect, { expect, onTestFinished, skip }) => {
    const database = await createDatabaseOnSmallDisk(dialect)
    if (!database) return skip('this machine lets nobody mount a disk')
    onTestFinished(database.drop)
    const server = await startServerProcess(main, { DATABASE_URL: database.url, SEED_DEMO: '1', TOKEN_KEYS: tokenKeys, SHUTDOWN_DRAIN_SECONDS: '0' })
    onTestFinished(server.close)
    const shopper = await createShopper(server.origin)
    await shopper.place('with room')

    database.disk.fill()
    // The pages that the database holds already take some more.
    let n = 0
    await expect.poll(async () => (await shopper.order(`without room ${n++}`)).status, { ...patient, interval: 0 }).toBe(503)
    expect(await shopper.order('without room')).toMatchObject({ status: 503, body: { code: 'storage.full' }, retryAfter: '10' })
    expect(await shopper.call('GET', '/readyz')).toMatchObject({ status: 503, body: { code: 'storage.full' } })
    for (const email of [buyer.email, 'nobody@example.test'])
      expect(await shopper.call('POST', '/api/v1/auth/password/forgot', { email })).toMatchObject({ status: 503, body: { code: 'storage.full' } })
    expect((await shopper.call('GET', '/api/v1/orders')).status).toBe(200)
    expect((await shopper.call('GET', '/healthz')).status).toBe(200)

    database.disk.empty()
    await expect.poll(shopper.ready, patient).toBe(200)
    expect((await shopper.order('with room again')).status).toBe(201)
    expect(server.child.exitCode).toBeNull()
  })

  it('because its PostgreSQL only reads, as a standby does, says so and recovers by itself', async ({ expect, onTestFinished }) => {
    const database = await createTestDatabase('pg')
    onTestFinished(database.drop)
    const server = await startServerProcess(main, { DATABASE_URL: database.url, SEED_DEMO: '1', TOKEN_KEYS: tokenKeys, SHUTDOWN_DRAIN_SECONDS: '0' })
    onTestFinished(server.close)
    const shopper = await createShopper(server.origin)
    const name = new URL(database.url).pathname.slice(1)
    /** What a failover does to the connections that stand. */
    const fail = async (change: string): Promise<void> => {
      const admin = process.env.TEST_POSTGRES_URL ?? ''
      await runSql(admin, `alter database ${name} ${change}`)
      await runSql(admin, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    }
    await fail('set default_transaction_read_only = on')
    const tries = async () => (await shopper.order('read only')).body.code
    await expect.poll(tries, patient).toBe('storage.read_only')
    expect(await shopper.order('read only')).toMatchObject({ status: 503, retryAfter: '10' })
    expect(await shopper.call('GET', '/readyz')).toMatchObject({ status: 503, body: { code: 'storage.read_only' } })
    expect((await shopper.call('GET', '/api/v1/orders')).status).toBe(200)
    await fail('reset default_transaction_read_only')
    await expect.poll(shopper.ready, patient).toBe(200)
    expect((await shopper.order('not read only any more')).status).toBe(201)
  })
})
