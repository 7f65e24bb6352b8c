import { systemScope } from '@pantheon/kernel'
import { describe, expect, it, onTestFinished } from 'vitest'
import { eq, openDb, openForeignPostgres, openSqlPool } from '../src/index.ts'
import { defaultLimits } from '../src/limits.ts'
import { createEmptyDatabase, runSql } from '../src/testing/index.ts'

const at = new Date('2026-04-03T02:01:00.789Z')
/** Settings under which a driver that takes the defaults for granted reads other values than were written. */
const others = {
  DateStyle: 'German',
  IntervalStyle: 'sql_standard',
  TimeZone: 'Australia/Lord_Howe',
  bytea_output: 'escape',
  standard_conforming_strings: 'off',
  extra_float_digits: '-3',
}

describe('A PostgreSQL whose settings are others than the usual', () => {
  it('is written and read as any: migrations, transactions, an engine with SQL of its own, and an old database that is imported from', async () => {
    const database = await createEmptyDatabase('pg')
    onTestFinished(() => database.drop())
    const name = new URL(database.url).pathname.slice(1)
    for (const [setting, value] of Object.entries(others)) await runSql(database.url, `alter database ${name} set ${setting} = '${value}'`)

    const db = await openDb(database.url)
    const pool = openSqlPool(database.url, 1, defaultLimits)
    const old = await openForeignPostgres(database.url)
    onTestFinished(async () => {
      await Promise.all([db.close(), pool.end(), old.close()])
    })
    const all = db.as(systemScope)
    const { users } = all.tables
    const ada = { id: 'ada', email: 'ada@example.test', name: 'Ada \\ Lovelace', passwordHash: null, createdAt: at, updatedAt: at }
    await all.insert(users).values(ada)
    expect(await all.select().from(users).where(eq(users.createdAt, at))).toMatchObject([ada])
    await all.transaction(async (tx) => {
      expect(await tx.select().from(users)).toMatchObject([ada])
      expect((await tx.raw("select '1 day 02:03'::interval as i, '\\\\x00ff'::bytea as b", [])).rows).toMatchObject([{ i: { days: 1, hours: 2, minutes: 3 } }])
    })
    expect((await pool.query('select created_at from users')).rows).toEqual([{ created_at: at }])
    expect(await old.read('select created_at from users')).toEqual([{ created_at: '2026-04-03 02:01:00.789+00' }])
  })
})
