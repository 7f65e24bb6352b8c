import { systemScope } from '@pantheon/kernel'
import { describe, expect, it } from 'vitest'
import { type Db, eq, openDb } from '../src/index.ts'
import { operationOf, type StatementMeter } from '../src/statement-times.ts'
import { createTestDatabase, dialects } from '../src/testing/index.ts'

describe('What a statement does', () => {
  it.each([
    ['select 1', 'select'],
    ['  (SELECT 1) union select 2', 'select'],
    ['insert into x values (?)', 'insert'],
    ['Update x set y = 1', 'update'],
    ['delete from x', 'delete'],
    ['with a as (select 1) select * from a', 'with'],
    ['vacuum', 'other'],
    ['', 'other'],
  ])('is said by its first word: %s', (text, operation) => expect(operationOf(text)).toBe(operation))
})

describe.each(dialects)('What is measured of the database, on %s', (dialect) => {
  const measured = async (work: (db: Db, seen: [string, boolean][]) => Promise<void>): Promise<void> => {
    const database = await createTestDatabase(dialect)
    const seen: [string, boolean][] = []
    const meter: StatementMeter = {
      record: (operation, ms, isOk) => {
        expect(ms).toBeGreaterThanOrEqual(0)
        seen.push([operation, isOk])
      },
    }
    const db = await openDb(database.url, { meter })
    try {
      seen.length = 0
      await work(db, seen)
    } finally {
      await db.close()
      await database.drop()
    }
  }

  it('is every statement, in transactions and outside, and whether it failed', async () => {
    await measured(async (db, seen) => {
      const { eventConsumers } = db.tables
      const all = db.as(systemScope)
      await all.insert(eventConsumers).values({ name: 'one', lastSeq: 0 })
      expect(seen.splice(0)).toEqual([['insert', true]])
      await all.transaction(async (tx) => {
        await tx.update(eventConsumers).set({ lastSeq: 1 }).where(eq(eventConsumers.name, 'one'))
        await tx.select().from(eventConsumers)
      })
      expect(seen.splice(0)).toEqual([
        ['update', true],
        ['select', true],
      ])
      await expect(all.insert(eventConsumers).values({ name: 'one', lastSeq: 0 })).rejects.toThrow()
      expect(seen).toEqual([['insert', false]])
    })
  })

  it('is who uses the pools and who waits', async () => {
    await measured(async (db) => {
      const all = db.as(systemScope)
      const pool = () => db.pools().find(({ name }) => name === (dialect === 'pg' ? 'platform' : 'writer'))
      const { max } = pool() ?? { max: 0 }
      let release = (): void => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      const held = Array.from({ length: max + 1 }, () => all.transaction(() => released))
      await expect.poll(pool).toMatchObject({ used: dialect === 'pg' ? max - 1 : 1, waiting: dialect === 'pg' ? 2 : 1 })
      release()
      await Promise.all(held)
      await expect.poll(pool).toMatchObject({ used: 0, waiting: 0 })
    })
  })
})
