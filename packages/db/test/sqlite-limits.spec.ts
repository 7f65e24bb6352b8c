import { failureOf } from '@pantheon/kernel'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asDatabaseFailure } from '../src/database-failure.ts'
import { type Db, openDb } from '../src/index.ts'
import { createTestDatabase } from '../src/testing/index.ts'

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => failureOf(error)?.code ?? error,
  )

describe('SQLite', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let db: Db
  beforeAll(async () => {
    database = await createTestDatabase('sqlite')
    db = await openDb(database.url, { limits: { acquireMs: 100, idleInTransactionMs: 400 } })
  })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  const write = (name: string) => codeOf(db.insert(db.tables.eventConsumers).values({ name, lastSeq: 0 }).execute())
  const names = async () => (await db.select({ name: db.tables.eventConsumers.name }).from(db.tables.eventConsumers)).map(({ name }) => name)

  it('refuses a write that waits too long for its turn, and lets everybody read meanwhile', async () => {
    let end: () => void = () => {}
    const ended = new Promise<void>((resolve) => {
      end = resolve
    })
    const holding = db.transaction(() => ended)
    expect(await write('too late')).toBe('server.busy')
    expect(await names()).toEqual([])
    end()
    await holding
    expect(await write('in time')).toBe('done')
  })

  it('refuses a write while another process writes, and takes the next one', async () => {
    const other = new BetterSqlite3(database.url)
    other.exec('begin immediate')
    expect(await write('while another writes')).toBe('server.busy')
    expect(await codeOf(db.transaction(async () => {}))).toBe('server.busy')
    other.exec('rollback')
    other.close()
    expect(await write('after the other')).toBe('done')
  })

  it('says that it only reads where it may not write', () => {
    const other = new BetterSqlite3(database.url, { readonly: true })
    const write = () => other.exec("insert into event_consumers (name, last_seq) values ('not allowed', 0)")
    let caught: unknown
    try {
      write()
    } catch (error) {
      caught = error
    }
    other.close()
    expect(failureOf(asDatabaseFailure(caught))).toMatchObject({ code: 'storage.read_only', details: { retryAfterSeconds: 10 } })
  })

  it('rolls back a transaction that does nothing for too long', async () => {
    const idle = db.transaction(async (tx) => {
      await tx.insert(tx.tables.eventConsumers).values({ name: 'of an idle one', lastSeq: 0 })
      await new Promise(() => {})
    })
    expect(await codeOf(idle)).toBe('server.unavailable')
    expect(await write('after an idle one')).toBe('done')
    expect(await names()).not.toContain('of an idle one')
  })
})
