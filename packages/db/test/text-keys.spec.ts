import { collationKey, searchKey } from '@pantheon/contract'
import { newId, systemScope } from '@pantheon/kernel'
import { getTableColumns } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { asc, contains, eq, fillTextKeys, inArray, inOrder, openDb, sql } from '../src/index.ts'
import { pgSchema } from '../src/schema/pg.ts'
import { createTestDatabase, dialects, findStaleKeys, rounds, seed } from '../src/testing/index.ts'
import { isTextKey, keyedTables, textKeys } from '../src/text-keys.ts'
import { fillShop, openAsOwner } from './old-database.ts'

const everyone = systemScope
const at = new Date('2026-12-01T00:00:00Z')

const anyName = fc.oneof(
  fc.constantFrom(
    'Élodie ÖZTÜRK',
    'Привет',
    'Lange Straße',
    'ｶﾀｶﾅ',
    'ガイド',
    'がいど',
    '한글',
    'שָׁלוֹם',
    '𠮷野家',
    '100 %',
    'a_b',
    'a\\b',
    '💡 idea',
    'Öl',
    'élan',
  ),
  fc.string({ unit: fc.constantFrom(...'aáÁbBßzoöÖлЛёЁгґカｶかガ%_\\\'" -漢💡'), minLength: 1, maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
)
const names = [...new Set(fc.sample(anyName, { numRuns: 400, seed }).map((name) => name.replaceAll('\0', '')))]
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b))

describe.each(dialects)('Keys of texts on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  const owner = await openAsOwner(dialect, database.url)
  await fillShop(owner)
  await fillTextKeys(db)
  const all = db.as(everyone)
  const { users, products, tasks } = db.tables
  afterAll(async () => {
    await owner.close()
    await db.close()
    await database.drop()
  })
  const person = (id: string, name: string) => ({ id, name, email: `${id}@example.test`, createdAt: at, updatedAt: at })
  const product = (id: string, name: string) => ({
    id,
    name,
    description: '',
    priceMinor: 1,
    currency: 'USD' as const,
    category: 'ai_course_generation' as const,
    status: 'active' as const,
    createdAt: at,
    updatedAt: at,
  })

  it('find and sort texts of many scripts as the program does', async () => {
    const ids = names.map(() => newId(at))
    for (let from = 0; from < ids.length; from += 100) {
      const some = ids.slice(from, from + 100)
      await db.insert(users).values(some.map((id, i) => person(id, names[from + i] ?? '')))
      await db.insert(products).values(some.map((id, i) => product(id, names[from + i] ?? '')))
    }
    expect(await findStaleKeys(db)).toEqual([])
    const rows = await db
      .select({ name: products.name, key: products.nameSort })
      .from(products)
      .where(inArray(products.id, ids))
      .orderBy(asc(products.nameSort))
    const keys = rows.map(({ key }) => key ?? '')
    expect(keys).toEqual(keys.toSorted(byBytes))
    expect(rows.map(({ name }) => collationKey(name))).toEqual(names.map(collationKey).toSorted(byBytes))
    const typed = fc.constantFrom('élodie', 'привет', 'strasse', 'カタカナ', 'ｶﾞｲﾄﾞ', 'ガ', '%', '_', '\\', 'ÖL', 'Á', ...names.slice(0, 100))
    await fc.assert(
      fc.asyncProperty(typed, async (text) => {
        const found = await db.select({ name: users.name }).from(users).where(contains(users.nameSearch, text))
        const wanted = ['Ada', ...names].filter((name) => searchKey(name).includes(searchKey(text)))
        expect(found.map(({ name }) => name).sort()).toEqual(wanted.sort())
      }),
      rounds(60, 1000),
    )
  })

  it('are written with whatever is written, and of it alone', async () => {
    const id = newId(at)
    await db.insert(users).values(person(id, 'Elodie'))
    const nameSearch = async () => (await db.select({ key: users.nameSearch }).from(users).where(eq(users.id, id)))[0]?.key
    const first = await nameSearch()
    expect(first?.startsWith('elodie')).toBe(true)
    // The same to a search, so only the checksum tells that the key was written with the text.
    await db.update(users).set({ name: 'Élodie' }).where(eq(users.id, id))
    expect((await nameSearch())?.slice(0, 6)).toBe('elodie')
    expect(await nameSearch()).not.toBe(first)
    const again = db.insert(users).values(person(id, 'x'))
    await again.onConflictDoUpdate({ target: users.id, set: { name: 'Зоя' } })
    await db.update(users).set({ locale: 'ja' }).where(eq(users.id, id))
    expect(await nameSearch()).toContain('зоя')
    expect(await findStaleKeys(db)).toEqual([])
  })

  it('of a text that plain SQL or an older server has changed are made anew', async () => {
    const id = newId(at)
    await all.insert(tasks).values({
      id,
      organizationId: 'organization-acme',
      title: 'Bread',
      description: 'Flour',
      type: 'review' as const,
      priority: 1,
      status: 'pending' as const,
      metadata: {},
      createdBy: 'user-ada',
      createdAt: at,
      updatedAt: at,
    })
    for (const name of keyedTables) {
      if (name === 'invoices' || name === 'auditEntries') continue // append-only
      for (const { of } of textKeys[name]) await owner.ask(`update ${name} set ${of} = ${of} || ' Ø'`)
    }
    const stale = await findStaleKeys(db)
    expect(new Set(stale.map((key) => key.split(' ')[0]))).toEqual(
      new Set(['users.nameSearch', 'users.emailSearch', 'products.nameSort', 'courses.titleSort', 'tasks.titleSearch', 'tasks.descriptionSearch']),
    )
    const [{ n } = { n: -1 }] = await db
      .select({ n: sql<number>`count(*)`.mapWith(Number) })
      .from(users)
      .where(sql`name_search is not null`)
    expect(n).toBe(0)
    // Two servers start at once.
    await Promise.all([fillTextKeys(db), fillTextKeys(db)])
    expect(await findStaleKeys(db)).toEqual([])
  })

  it('are all that may be written of what is append-only', async () => {
    await owner.ask(
      "insert into audit_entries (organization_id, seq, id, at, action, resource_type, prev_hash, hash, api_key) values ('a', 1, 'e', :1, 'x', 'y', '', '', :2)",
      [at, '{"id":"1","name":"Ключ","prefix":"p"}'],
    )
    await fillTextKeys(db)
    expect(
      await all.select({ id: db.tables.auditEntries.id }).from(db.tables.auditEntries).where(contains(db.tables.auditEntries.apiKeySearch, 'КЛЮЧ')),
    ).toHaveLength(1)
    for (const [table, key] of [['invoices', 'buyer_sort'] as const, ['audit_entries', 'api_key_search'] as const]) {
      const [row] = await owner.ask(`select * from ${table}`)
      const columns = Object.keys(row ?? {}).filter((column) => ![key, 'signed_minor', 'buyer_key'].includes(column))
      expect(columns.length).toBeGreaterThan(10)
      for (const column of columns) await expect(owner.ask(`update ${table} set ${column} = ${column}`), column).rejects.toThrow('append-only')
    }
    expect(await findStaleKeys(db)).toEqual([])
  })

  it('are looked for once in a row that has no text for them', async () => {
    await owner.ask(
      "insert into audit_entries (organization_id, seq, id, at, action, resource_type, prev_hash, hash, api_key) values ('b', 1, 'f', :1, 'x', 'y', '', '', :2)",
      [at, 'null'],
    )
    await fillTextKeys(db)
    expect(await findStaleKeys(db)).toEqual([])
  })

  it('cannot be left out', async () => {
    expect(() => db.update(users).set({ name: sql`upper(name)` })).toThrow('has a key')
    expect(() => db.insert(users).select(db.select().from(users))).toThrow('INSERT … SELECT')
    expect(() => contains(users.name, 'a')).toThrow('name is searched by its key')
    expect(() => inOrder({ columns: [products.name, products.id], isDescending: false })).toThrow('name is sorted by its key')
  })
})

it('every column of keys is written by something', () => {
  const columns = Object.entries(pgSchema).flatMap(([table, schema]) =>
    Object.entries(getTableColumns(schema)).flatMap(([name, column]) => (isTextKey(column) ? [`${table}.${name}`] : [])),
  )
  expect(columns.sort()).toEqual(keyedTables.flatMap((table) => textKeys[table].map(({ column }) => `${table}.${column}`)).sort())
})
