import { systemScope } from '@pantheon/kernel'
import { afterAll, describe, expect, it } from 'vitest'
import { eq, openDb } from '../src/index.ts'
import { createEmptyDatabase, createTestDatabase, dialects, findStaleKeys, keysOfRow, someOf } from '../src/testing/index.ts'
import { fillShop, migrateTo, openAsOwner, type Row, readAll, versions } from './old-database.ts'

const everyone = systemScope
const released = versions.slice(0, -1)

/** A shop is filled without the keys of its texts; they are computed at the next start, and `findStaleKeys` says whether they are right. */
const withoutMissingKeys = (table: string, row: Row): Row => {
  const keys = keysOfRow(table, row)
  return Object.fromEntries(Object.entries(row).filter(([column, value]) => value !== null || !(column in keys)))
}

describe.each(dialects)('Migrations on %s', (dialect) => {
  it.each(someOf(released, 2, dialect))('bring a shop in use up from %s and lose nothing', async (version) => {
    const database = await createEmptyDatabase(dialect)
    await migrateTo(dialect, database.url, version)
    const owner = await openAsOwner(dialect, database.url)
    await fillShop(owner)
    const tables = await owner.tables()
    const before = await readAll(owner, tables)
    expect(before.orders).toHaveLength(1)

    const db = await openDb(database.url)
    const kept = Object.fromEntries(Object.entries(before).map(([table, rows]) => [table, rows.map((row) => withoutMissingKeys(table, row))]))
    const columns = Object.fromEntries(Object.entries(kept).flatMap(([table, [row]]) => (row ? [[table, Object.keys(row)]] : [])))
    expect(await readAll(owner, tables, columns)).toEqual(kept)
    await owner.close()

    // The same through the door the server uses, with what later versions added.
    const { orders, memberships, sessions, users, organizations } = db.tables
    const all = db.as(everyone)
    const rows = await all
      .select()
      .from(orders)
      .innerJoin(memberships, eq(memberships.organizationId, orders.organizationId))
      .innerJoin(sessions, eq(sessions.userId, memberships.userId))
      .innerJoin(users, eq(users.id, memberships.userId))
      .innerJoin(organizations, eq(organizations.id, orders.organizationId))
    expect(rows).toMatchObject([
      {
        orders: { id: 'order-1', totalMinor: 9800, input: { topic: 'Bread' }, createdAt: new Date('2026-03-04T05:06:07.891Z') },
        memberships: { role: 'owner', roleId: null },
        sessions: { kind: 'browser', lastSeenAt: null },
        users: { email: 'ada@example.test', emailVerifiedAt: null, deletedAt: null },
        organizations: { version: 1, deletedAt: null },
      },
    ])
    expect(await findStaleKeys(db)).toEqual([])
    const { invoices } = db.tables
    if (before.invoices) {
      await expect(all.update(invoices).set({ totalMinor: 1 })).rejects.toThrow()
      await expect(all.delete(invoices)).rejects.toThrow()
      expect(await all.select({ signedMinor: invoices.signedMinor }).from(invoices)).toEqual([{ signedMinor: 9800 }])
    }
    await db.close()
    await database.drop()
  })

  it('run once, whoever starts first: four processes at once', async () => {
    const database = await createEmptyDatabase(dialect)
    const opened = await Promise.all(Array.from({ length: 4 }, () => openDb(database.url)))
    for (const db of opened) expect(await db.$count(db.tables.users)).toBe(0)
    await Promise.all(opened.map((db) => db.close()))
    await database.drop()
  })
})

describe.each(dialects)('The audit chains on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const owner = await openAsOwner(dialect, database.url)
  afterAll(async () => {
    await owner.close()
    await db.close()
    await database.drop()
  })
  const { auditEntries, auditCheckpoints } = db.tables
  const all = db.as(everyone)
  const at = new Date()
  const entry = { organizationId: 'acme', seq: 1, id: 'event', at, action: 'order.placed', resourceType: 'order', prevHash: '', hash: 'h' }
  await all.insert(auditEntries).values(entry)
  await all.insert(auditCheckpoints).values({ organizationId: 'acme', seq: 1, hash: 'h', at, kid: 'k', signature: 's' })

  it.each([auditEntries, auditCheckpoints])('are not changed or cut by the server', async (table) => {
    await expect(all.update(table).set({ hash: 'forged' })).rejects.toThrow()
    await expect(all.delete(table)).rejects.toThrow()
    await expect(
      all
        .insert(table)
        .values({ ...entry, kid: 'k', signature: 's' } as typeof auditEntries.$inferInsert)
        .onConflictDoUpdate({ target: [table.organizationId, table.seq], set: { hash: 'forged' } }),
    ).rejects.toThrow()
    expect(await all.select({ hash: table.hash }).from(table)).toEqual([{ hash: 'h' }])
  })

  it.each(['audit_entries', 'audit_checkpoints'])('are not changed or cut by the owner of %s', async (table) => {
    await expect(owner.ask(`update ${table} set hash = 'forged'`)).rejects.toThrow('append-only')
    await expect(owner.ask(`delete from ${table}`)).rejects.toThrow('append-only')
    if (dialect === 'pg') await expect(owner.ask(`truncate ${table}`)).rejects.toThrow('append-only')
    // SQLite's way around a DELETE.
    else await expect(owner.ask(`insert or replace into ${table} select * from ${table}`)).rejects.toThrow('append-only')
    expect(await owner.ask(`select hash from ${table}`)).toEqual([{ hash: 'h' }])
  })

  it('take a further entry', async () => {
    await all.insert(auditEntries).values({ ...entry, seq: 2, id: 'another' })
    expect(await all.$count(auditEntries)).toBe(2)
  })
})
