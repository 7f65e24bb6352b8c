import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, openDb, openForeignPostgres } from '@pantheon/db'
import { createEmptyDatabase, createTestDatabase, runSql, storyDialects, type TestDialect } from '@pantheon/db/testing'
import { systemScope } from '@pantheon/kernel'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readArguments } from '../../src/import-prisma/arguments.ts'
import { importPrisma } from '../../src/import-prisma/import-prisma.ts'
import { newIdOf } from '../../src/import-prisma/new-ids.ts'
import { createProgress } from '../../src/import-prisma/progress.ts'
import { world } from '../../src/testing/world.ts'
import { createOldDatabase, type Naming, namings, oldPassword, refusals, uuids } from '../support/import-prisma-source.ts'

const everything = systemScope

/** Runs the import as the command would, in this process. */
const importInto = async (databaseUrl: string, ...args: string[]) => {
  const options = readArguments(args)
  if (typeof options === 'string') throw new Error(options)
  const lines: string[] = []
  const progress = { at: () => {}, clear: () => {} }
  const code = await importPrisma(options, { env: { DATABASE_URL: databaseUrl }, say: (line) => void lines.push(line), progress, isStopped: () => false })
  return { code, lines, text: lines.join('\n') }
}

const using = async <T>(url: string, work: (db: ReturnType<Db['as']>) => Promise<T>): Promise<T> => {
  const db = await openDb(url)
  try {
    return await work(db.as(everything))
  } finally {
    await db.close()
  }
}

/** Everything an import can write, and the log it must not write to. */
const contentOf = (url: string) =>
  using(url, async (db) => {
    const { users, organizations, memberships, products, orders, aiJobs, courses, payments, refunds, approvals, approvalEntries, jobDeliveries, events } =
      db.tables
    return {
      users: await db.select().from(users).orderBy(users.id),
      organizations: await db.select().from(organizations).orderBy(organizations.id),
      memberships: await db.select().from(memberships).orderBy(memberships.userId),
      products: await db.select().from(products).orderBy(products.id),
      orders: await db.select().from(orders).orderBy(orders.id),
      jobs: await db.select().from(aiJobs).orderBy(aiJobs.id),
      courses: await db.select().from(courses).orderBy(courses.id),
      payments: await db.select().from(payments).orderBy(payments.id),
      refunds: await db.select().from(refunds).orderBy(refunds.id),
      approvals: await db.select().from(approvals).orderBy(approvals.id),
      entries: await db.select().from(approvalEntries).orderBy(approvalEntries.id),
      deliveries: await db.select().from(jobDeliveries).orderBy(jobDeliveries.jobId),
      events: await db.select().from(events).orderBy(events.seq),
    }
  })

const databases = async (dialect: TestDialect, naming: Naming, options = {}) => {
  const [old, target] = await Promise.all([createOldDatabase(naming, options), createTestDatabase(dialect)])
  onTestFinished(async () => {
    await Promise.all([old.drop(), target.drop()])
  })
  return { from: old.url, target: target.url }
}

const cases = storyDialects.flatMap((dialect) => namings.map((naming) => [dialect, naming] as const))

describe.each(cases)('Importing into %s from an old database in %s', (dialect, naming) => {
  it('shows without --apply what would come, every row that cannot and why, and imports nothing', async () => {
    const { from, target } = await databases(dialect, naming)
    const folder = mkdtempSync(join(tmpdir(), 'pantheon-import-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const report = join(folder, 'refused.jsonl')
    const { code, text } = await importInto(target, '--from', from, '--report', report)
    expect(code).toBe(1)
    expect(text).toContain('Dry run')
    const reported = readFileSync(report, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { table: string; id: string; reasons: string[] })
    const inOrder = <T extends readonly [string, string, unknown]>(all: readonly T[]) =>
      all.toSorted((a, b) => `${a[0]} ${a[1]}`.localeCompare(`${b[0]} ${b[1]}`))
    const found = inOrder(reported.map(({ table, id, reasons }) => [table, id, reasons.join('; ')] as const))
    expect(found.map(([table, id]) => `${table} ${id}`)).toEqual(inOrder(refusals).map(([table, id]) => `${table} ${id}`))
    for (const [index, [, , why]] of inOrder(refusals).entries()) expect(found[index]?.[2]).toMatch(why)
    for (const [table, id] of refusals) expect(text).toContain(`  ${table} ${id}: `)
    expect(text).toMatch(/users +4 +2 +0 +2\n/)
    expect(text).toMatch(/orders +13 +4 +0 +9\n/)
    expect(Object.values(await contentOf(target)).flat()).toEqual([])
  })

  it('takes what can be taken as it was, compares the totals, and does nothing the second time', async () => {
    const { from, target } = await databases(dialect, naming)
    const first = await importInto(target, '--from', from, '--apply', '--batch', '2')
    expect(first.text).toContain('The totals agree')
    expect(first.text).toContain('Products that cost nothing: 1.')
    expect(first.text).toMatch(/orders fulfilled +1 +199\.98 USD +1 +199\.98 USD/)
    expect(first.text).toMatch(/payments refunded +1 +980 JPY +1 +980 JPY/)
    expect(first.code).toBe(1)
    const here = await contentOf(target)

    const bo = newIdOf('users', 'cl9ebqhxk00003b600tymydho')
    expect(here.users.map(({ id, email, name, role }) => ({ id, email, name, role })).toSorted((a, b) => a.email.localeCompare(b.email))).toEqual([
      { id: uuids.ada, email: 'ada@example.test', name: 'Ada', role: 'admin' },
      { id: bo, email: 'bo@example.test', name: 'bo', role: 'user' },
    ])
    // bcrypt is nothing our verifier can check
    expect(here.users.find(({ id }) => id === bo)?.passwordHash).toBeNull()
    expect(here.memberships).toHaveLength(2)
    expect(here.organizations.map(({ name }) => name).toSorted()).toEqual(['Ada', 'bo'])
    expect(here.products.map(({ name, priceMinor, currency, status }) => [name, priceMinor, currency, status]).toSorted()).toEqual([
      ['A course', 9999, 'USD', 'active'],
      ['Free', 0, 'USD', 'draft'],
      ['Support', 980, 'JPY', 'archived'],
    ])
    const order = here.orders.find(({ id }) => id === uuids.order)
    expect(order).toMatchObject({ userId: uuids.ada, quantity: 2, unitPriceMinor: 9999, totalMinor: 19_998, currency: 'USD', status: 'fulfilled' })
    expect(order?.createdAt.toISOString()).toBe('2024-03-01T10:00:00.123Z')
    expect(order?.input).toMatchObject({ topic: 'Bread baking', durationWeeks: 3 })
    expect(here.memberships.find(({ userId }) => userId === uuids.ada)?.organizationId).toBe(order?.organizationId)
    expect(here.orders.map(({ status }) => status).toSorted()).toEqual(['awaiting_payment', 'fulfilled', 'paid', 'refunded'])
    expect(here.jobs.map(({ status, output }) => [status, output !== null]).toSorted()).toEqual([
      ['failed', false],
      ['succeeded', true],
    ])
    expect(here.courses).toMatchObject([{ title: 'Bread', orderId: uuids.order, status: 'complete' }])
    expect(here.payments.map(({ provider, providerPaymentId, amountMinor, status }) => [provider, providerPaymentId, amountMinor, status]).toSorted()).toEqual([
      ['imported', null, 980, 'refunded'],
      ['imported', null, 9999, 'succeeded'],
      ['stripe', 'pi_old', 19_998, 'succeeded'],
    ])
    expect(here.refunds).toMatchObject([{ amountMinor: 980, currency: 'JPY', status: 'succeeded' }])
    expect(here.approvals).toMatchObject([{ resourceId: uuids.order, status: 'approved', amountMinor: 19_998 }])
    expect(here.entries.map(({ kind }) => kind).toSorted()).toEqual(['approved', 'opened'])

    const second = await importInto(target, '--from', from, '--apply')
    expect(second.text).toMatch(/orders +13 +0 +4 +9\n/)
    expect(second.text).toContain('The totals agree')
    expect(await contentOf(target)).toEqual(here)
  })
})

describe.each(storyDialects)('What was imported into %s', (dialect) => {
  it('is history: no event, no job, and its people sign in and see it', async () => {
    const old = await createOldDatabase('prisma')
    const w = await world(dialect)
    onTestFinished(async () => {
      await w.close()
      await old.drop()
    })
    await importInto(w.config.databaseUrl, '--from', old.url, '--apply')
    await w.settle()
    const { aiJobs, events, invoices } = w.db.tables
    // the two that came along, and none for the order that was paid
    expect((await w.db.select().from(aiJobs)).map(({ status }) => status).toSorted()).toEqual(['failed', 'succeeded'])
    expect(await w.db.select().from(events)).toEqual([])
    expect(await w.db.select().from(invoices)).toEqual([])

    const ada = w.visitor()
    const { user, organization } = await ada.api.auth.login.mutate({ email: 'ada@example.test', password: oldPassword })
    expect(user).toMatchObject({ id: uuids.ada, role: 'admin' })
    const { items } = await ada.api.business.orders.list.query({})
    expect(items.find(({ id }) => id === uuids.order)).toMatchObject({ organizationId: organization.id, totalAmount: '199.98', status: 'fulfilled' })
    expect((await ada.api.business.approvals.list.query({})).items).toMatchObject([{ title: 'A course', status: 'approved', amount: '199.98' }])
    expect((await ada.api.business.payments.list.query({ orderId: uuids.order })).items).toMatchObject([{ amount: '199.98', status: 'succeeded' }])
    expect((await ada.api.agents.jobs.list.query({ orderId: uuids.order })).items).toMatchObject([{ status: 'succeeded' }])
    await expect(w.visitor().api.auth.login.mutate({ email: 'bo@example.test', password: 'any password' })).rejects.toMatchObject({
      data: { code: 'auth.wrong_credentials' },
    })

    const afterwards = await w.another()
    const found = await afterwards.visitor().api.business.products.list.query({ search: 'course' })
    await afterwards.close()
    expect(found.items).toMatchObject([{ name: 'A course', price: '99.99' }])
  })

  it('is compared with the old database: what has changed here since is said', async () => {
    const { from, target } = await databases(dialect, 'snake_case', { orders: 8 })
    expect(await importInto(target, '--from', from, '--apply')).toMatchObject({ code: 0 })
    await using(target, async (db) => {
      await db.update(db.tables.payments).set({ amountMinor: 1 })
    })
    const again = await importInto(target, '--from', from, '--apply')
    expect(again.code).toBe(1)
    expect(again.text).toMatch(/payments succeeded.*DIFFERENT/)
    expect(again.text).toContain('The totals differ')
  })

  it('leaves an address that an account here has to that account', async () => {
    const { from, target } = await databases(dialect, 'snake_case', { orders: 8 })
    await using(target, async (db) => {
      const at = new Date()
      await db.insert(db.tables.users).values({ id: newIdOf('users', 'other'), email: 'u1@example.test', name: 'First', createdAt: at, updatedAt: at })
    })
    const { code, text } = await importInto(target, '--from', from, '--apply')
    expect(code).toBe(1)
    expect(text).toContain('users u1: an account here has the e-mail address u1@example.test already')
    expect(text).toContain('orders o1: its user u1 cannot be taken')
    expect(text).toContain('payments m1: its order o1 cannot be taken')
    expect(text).toContain('The totals agree')
  })
})

describe('An old database', () => {
  it('may have the tables of the first plan only: UUIDs, JSONB, no quantity, no payments, no approvals', async () => {
    const [old, target] = await Promise.all([createEmptyDatabase('pg'), createTestDatabase('sqlite')])
    onTestFinished(async () => {
      await Promise.all([old.drop(), target.drop()])
    })
    await runSql(
      old.url,
      `create table users (id uuid primary key default gen_random_uuid(), email varchar(255) unique not null, name varchar(255), cognito_sub varchar(255) unique,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create table products (id uuid primary key default gen_random_uuid(), name varchar(255) not null, description text, price decimal(10, 2) not null,
        category varchar(50) not null, status varchar(20) not null default 'active', created_at timestamptz not null default now());
      create table orders (id uuid primary key default gen_random_uuid(), user_id uuid not null references users(id), product_id uuid not null references products(id),
        status varchar(20) not null default 'pending', total_amount decimal(10, 2) not null, created_at timestamptz not null default now(), completed_at timestamptz);
      create table ai_jobs (id uuid primary key default gen_random_uuid(), job_type varchar(50) not null, user_id uuid not null references users(id),
        status varchar(20) not null default 'queued', input_params jsonb not null, output_data jsonb, created_at timestamptz not null default now(), completed_at timestamptz);
      insert into users (email, created_at) values ('one@example.test', '2024-05-01 12:00:00+09');
      insert into products (name, price, category) values ('Talk', 1234.50, 'business_consulting');
      insert into orders (user_id, product_id, status, total_amount) select users.id, products.id, 'completed', 1234.50 from users, products;
      insert into ai_jobs (job_type, user_id, status, input_params) select 'course', id, 'failed',
        '{"topic": "Tea", "difficulty": "beginner", "duration_weeks": 2, "target_audience": "guests"}' from users;`,
    )
    const { code, text } = await importInto(target.url, '--from', old.url, '--apply')
    expect(text).toContain('Every row can be taken.')
    expect(code).toBe(0)
    const here = await contentOf(target.url)
    expect(here.orders).toMatchObject([{ quantity: 1, totalMinor: 123_450, currency: 'USD', status: 'fulfilled' }])
    expect(here.users[0]?.createdAt.toISOString()).toBe('2024-05-01T03:00:00.000Z')
    expect(here.jobs).toMatchObject([{ status: 'failed', input: { request: { topic: 'Tea', language: 'en' } } }])
  })

  it('is refused in a sentence when it is none, or our own', async () => {
    const [empty, own, target] = await Promise.all([createEmptyDatabase('pg'), createTestDatabase('pg'), createTestDatabase('sqlite')])
    onTestFinished(async () => {
      await Promise.all([empty.drop(), own.drop(), target.drop()])
    })
    await expect(importInto(target.url, '--from', empty.url)).rejects.toThrow('None of the old tables is there')
    await expect(importInto(target.url, '--from', own.url)).rejects.toThrow('a database of the new shop')
  })

  it('is only read: the connection refuses to write', async () => {
    const old = await createOldDatabase('prisma', { orders: 8 })
    onTestFinished(() => old.drop())
    const snapshot = await openForeignPostgres(old.url)
    await expect(snapshot.read('delete from "Payment"')).rejects.toThrow('read-only')
    await snapshot.close()
  })
})

describe('The command line', () => {
  it('says what is wrong with it', () => {
    expect(readArguments([])).toContain('--from')
    expect(readArguments(['--from', 'mysql://x'])).toContain('--from')
    expect(readArguments(['--from', 'postgres://x', '--currency', 'XAU'])).toContain('XAU')
    expect(readArguments(['--from', 'postgres://x', '--batch', '0'])).toContain('--batch')
    expect(readArguments(['--from', 'postgres://x', '--aply'])).toContain('--aply')
  })

  it('shows progress at most once a second, over one line on a terminal', () => {
    let now = 0
    const written: string[] = []
    const progress = createProgress({ write: (text) => void written.push(text), now: () => now, isTerminal: true })
    progress.at('users', 500, 2000)
    now = 1100
    progress.at('users', 1000, 2000)
    progress.at('users', 1500, 2000)
    progress.clear()
    progress.clear()
    expect(written).toEqual(['\r\u001b[Kusers: 1000 of 2000', '\r\u001b[K'])
  })
})
