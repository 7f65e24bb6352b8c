import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Db, eq, openDb, openForeignPostgres, sql } from '@pantheon/db'
import { createTestDatabase, runSql } from '@pantheon/db/testing'
import { failureOf, mintScope } from '@pantheon/kernel'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createTcpProxy } from '../support/tcp-proxy.ts'

// A fault is over long before a slow machine is late: what is waited for takes milliseconds, the limits are seconds.
const limits = { connectMs: 1000, acquireMs: 2000, lockMs: 500, statementMs: 1500, idleInTransactionMs: 700 }
const patient = { timeout: 10_000, interval: 20 }

/** The code a piece of work failed with; 'done' when it did not. */
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => failureOf(error)?.code ?? String(error),
  )

describe('Connections to PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let proxy: Awaited<ReturnType<typeof createTcpProxy>>
  let db: Db
  /** Another, which lets a statement take its time. */
  let slow: Db
  const crashes: unknown[] = []
  const note = (error: unknown): void => void crashes.push(error)
  beforeAll(async () => {
    process.on('uncaughtException', note)
    database = await createTestDatabase('pg')
    proxy = await createTcpProxy(database.url)
    db = await openDb(proxy.url, { limits, migrationUrl: database.url })
    slow = await openDb(proxy.url, { limits: { ...limits, statementMs: 30_000 }, migrationUrl: database.url })
  })
  afterEach(() => {
    proxy.set('open')
    proxy.delay(0)
    expect(crashes).toEqual([])
  })
  afterAll(async () => {
    await db.close()
    await proxy.close()
    await database.drop()
    process.off('uncaughtException', note)
  })

  const nap = (seconds: number, on = db) => on.select({ nap: sql`pg_sleep(${seconds})` }).from(sql`(select 1) as one`)
  /** How many statements sleep, as the database's owner sees it. */
  const napping = async (): Promise<number> => {
    const owner = await openForeignPostgres(database.url)
    const asleep =
      "select pid from pg_stat_activity where datname = current_database() and state = 'active' and query like '%pg_sleep%' and pid <> pg_backend_pid()"
    const rows = await owner.read(asleep)
    await owner.close()
    return rows.length
  }
  const isThere = () => expect.poll(() => codeOf(db.$count(db.tables.eventConsumers)), patient).toBe('done')
  const consumer = async (): Promise<string> => {
    const name = randomUUID()
    await db.insert(db.tables.eventConsumers).values({ name, lastSeq: 0 })
    return name
  }
  /** Holds a row until it is let go. */
  const hold = async (name: string): Promise<() => Promise<void>> => {
    let letGo: () => void = () => {}
    const released = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const other = await openDb(database.url)
    const { eventConsumers } = other.tables
    let isHeld: () => void = () => {}
    const held = new Promise<void>((resolve) => {
      isHeld = resolve
    })
    const holding = other.transaction(async (tx) => {
      await tx.update(eventConsumers).set({ lastSeq: 1 }).where(eq(eventConsumers.name, name))
      isHeld()
      await released
    })
    await held
    return async () => {
      letGo()
      await holding
      await other.close()
    }
  }
  const bump = (name: string, as: Pick<Db, 'transaction'> = db, subject?: string) =>
    as.transaction(async (tx) => {
      const { eventConsumers } = tx.tables
      await tx.update(eventConsumers).set({ lastSeq: 2 }).where(eq(eventConsumers.name, name))
    }, subject)

  it('that are reset while they answer fail those who asked, with a code, and nobody else', async () => {
    const inside = slow.transaction((tx) => tx.select({ nap: sql`pg_sleep(25)` }).from(sql`(select 1) as one`))
    const asked = [nap(25, slow), nap(25, slow), inside].map(codeOf)
    await expect.poll(napping, patient).toBe(3)
    proxy.reset()
    expect(await Promise.all(asked)).toEqual(Array(3).fill('server.unavailable'))
    await isThere()
  })

  it('that the database ends fail the same way', async () => {
    const before = await napping() // of connections that were reset, the database does not know yet
    const asked = codeOf(nap(25, slow))
    await expect.poll(napping, patient).toBe(before + 1)
    await runSql(
      database.url,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like '%pg_sleep%'",
    )
    expect(await asked).toBe('server.unavailable')
    await isThere()
  })

  it('that go silent are given up, idle ones too, and new ones are made as soon as the database answers', async () => {
    await Promise.all(Array.from({ length: 8 }, () => nap(0.05))) // eight connections
    proxy.set('silent')
    const asked = Array.from({ length: 12 }, () => codeOf(db.transaction(async (tx) => void (await tx.select().from(tx.tables.eventConsumers)))))
    const begun = performance.now()
    expect(await codeOf(db.ready())).toBe('server.unavailable')
    expect(performance.now() - begun).toBeLessThan(2000)
    for (const code of await Promise.all(asked)) expect(['server.unavailable', 'server.busy']).toContain(code)
    proxy.set('open')
    const healed = performance.now()
    await isThere()
    expect(await Promise.all(Array.from({ length: 12 }, () => codeOf(nap(0.01))))).toEqual(Array(12).fill('done'))
    await expect.poll(() => codeOf(db.ready()), patient).toBe('done')
    expect(performance.now() - healed).toBeLessThan(5000)
  })

  it('that hear but are not heard leave nobody in doubt: what may have been committed says so', async () => {
    const name = await consumer()
    const { eventConsumers } = db.tables
    const code = await codeOf(
      db.transaction(async (tx) => {
        await tx.update(eventConsumers).set({ lastSeq: 7 }).where(eq(eventConsumers.name, name))
        proxy.set('deaf')
      }),
    )
    expect(code).toBe('server.outcome_unknown')
    proxy.set('open')
    await isThere()
    expect(await db.select({ lastSeq: eventConsumers.lastSeq }).from(eventConsumers).where(eq(eventConsumers.name, name))).toEqual([{ lastSeq: 7 }])
  })

  it('are not used up by those who wait for one row: others read and write, and who waits too long is told', async () => {
    const [held, free] = [await consumer(), await consumer()]
    const letGo = await hold(held)
    const patient = await openDb(proxy.url, { limits: { ...limits, lockMs: 20_000, acquireMs: 20_000, statementMs: 20_000 }, migrationUrl: database.url })
    let over = 0
    const waiting = Array.from({ length: 12 }, async () => {
      const code = await codeOf(bump(held, patient.as(mintScope('one'))))
      over++
      return code
    })
    const others = [patient.$count(patient.tables.eventConsumers), bump(free, patient.as(mintScope('two'))), bump(free, patient), patient.ready()]
    expect(await Promise.all(others.map(codeOf))).toEqual(Array(4).fill('done'))
    expect(await codeOf(bump(held))).toBe('server.busy')
    expect(over).toBe(0)
    await letGo()
    expect(await Promise.all(waiting)).toEqual(Array(12).fill('done'))
    await patient.close()
  })

  it('are not used up within an organization by those who say that they wait for the same', async () => {
    const [held, free] = [await consumer(), await consumer()]
    const letGo = await hold(held)
    const patient = await openDb(proxy.url, { limits: { ...limits, lockMs: 20_000, acquireMs: 20_000, statementMs: 20_000 }, migrationUrl: database.url })
    const one = patient.as(mintScope('one'))
    const over: string[] = []
    const waiting = Array.from({ length: 20 }, async () => over.push(await codeOf(bump(held, one, held))))
    expect(await Promise.all([bump(free, one), bump(free, one, free), bump(free, one)].map(codeOf))).toEqual(Array(3).fill('done'))
    expect(over).toEqual([])
    await letGo()
    await Promise.all(waiting)
    expect(over).toEqual(Array(20).fill('done'))
    await patient.close()
  })

  it('end with a statement that takes too long, and with a transaction that is idle for too long', async () => {
    expect(await codeOf(nap(10))).toBe('server.busy')
    const name = await consumer()
    const idle = codeOf(
      db.transaction(async (tx) => {
        const { eventConsumers } = tx.tables
        await tx.update(eventConsumers).set({ lastSeq: 3 }).where(eq(eventConsumers.name, name))
        await sleep(limits.idleInTransactionMs * 2)
        await tx.select().from(eventConsumers)
      }),
    )
    await expect.poll(() => codeOf(bump(name)), patient).toBe('done') // its lock is gone before it knows
    expect(await idle).toBe('server.unavailable')
  })

  it('are let go at the end, whether or not the database answers', async () => {
    const before = await napping()
    const asked = codeOf(nap(25, slow))
    await expect.poll(napping, patient).toBe(before + 1)
    proxy.set('silent')
    const begun = performance.now()
    await slow.close()
    expect(performance.now() - begun).toBeLessThan(5000)
    expect(await asked).toBe('server.unavailable')
  })
})
