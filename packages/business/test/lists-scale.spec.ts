import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, fillTables, planOf, someOf, type TestRow, unhurried } from '@pantheon/db/testing'
import { mintScope, type Position, type Scope, systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildInvoiceList } from '../src/invoices/invoices.repo.ts'

const many = 50_000
const organizationsInAll = 50
const start = Date.UTC(2026, 0, 1)
const minute = 60_000
const id = (kind: string, i: number): string => `${kind}0000000-0000-7000-8000-${String(i).padStart(12, '0')}`
/** A fifth of everything is one large organization's. */
const houseOf = (i: number): string => id('b', i % 5 === 1 ? 7 : i % organizationsInAll)
const currencyOf = (i: number) => (['USD', 'EUR', 'JPY'] as const)[i % 3] ?? 'USD'
const at = (i: number): Date => new Date(start + i * minute)
const upTo = (count: number, row: (i: number) => TestRow): TestRow[] => Array.from({ length: count }, (_, i) => row(i))

const stamps = { created_at: new Date(start), updated_at: new Date(start) }
const price = { unit_price_minor: 100, total_minor: 100, currency: 'USD' }
const rows = {
  organizations: upTo(organizationsInAll, (i) => ({ id: id('b', i), name: `House ${i}`, created_at: new Date(start) })),
  users: [{ id: id('c', 1), email: 'buyer@example.test', name: 'Buyer', ...stamps }],
  products: [
    { id: id('d', 1), name: 'Course', description: '', price_minor: 100, currency: 'USD', category: 'ai_course_generation', status: 'active', ...stamps },
  ],
  orders: [
    {
      id: id('e', 1),
      organization_id: id('b', 1),
      user_id: id('c', 1),
      product_id: id('d', 1),
      product_name: 'Course',
      ...price,
      ...stamps,
      category: 'ai_course_generation',
      quantity: 1,
      status: 'fulfilled',
      input: {},
    },
  ],
  payments: [
    {
      id: id('f', 1),
      organization_id: id('b', 1),
      order_id: id('e', 1),
      amount_minor: 100,
      currency: 'USD',
      method: 'card',
      provider: 'test',
      status: 'succeeded',
      created_at: new Date(start),
    },
  ],
  invoices: upTo(many, (i) => ({
    id: id('1', i),
    organization_id: houseOf(i),
    number: i,
    kind: 'credit_note',
    order_id: id('e', 1),
    payment_id: id('f', 1),
    currency: currencyOf(i),
    lines: [],
    tax_rate: '10',
    tax_minor: 0,
    total_minor: 1000 + (i % 97) * 100,
    seller: {},
    issued_at: at(i),
    buyer: { organization: `House ${i % organizationsInAll}`, name: '', email: '' },
  })),
}

/** For whom a page is asked, and behind which row. */
interface Asked {
  scope: Scope
  after: Position | undefined
}

describe.each(someOf(dialects, 1, 'lists'))('50,000 invoices on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url, { limits: unhurried })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(async () => {
    await fillTables(db, database.url, rows)
    expect(await db.as(systemScope).$count(db.tables.invoices)).toBe(many)
  }, 120_000)

  const [everyone, house] = [systemScope, mintScope(id('b', 7))]
  const [time, amount] = [
    [start + 25_000 * minute, id('1', 25_000)],
    ['JPY', -5000, id('1', 25_000)],
  ] as const
  /**
   * The whole way of a list is an index, without sorting; on Postgres a later page begins where its cursor is. An organization
   * is found by its own index or along everybody's; where Postgres thinks that little is left, it may sort that.
   */
  const expectStraight = (plan: string, table: string, index: string, { scope, after }: Asked) => {
    expect(plan).toMatch(new RegExp(`${table}_(organization_)?${index}_idx`))
    expect(plan).not.toMatch(new RegExp(`temp b-tree|seq scan on ${table}|scan ${table}\\b(?! using)`, 'i'))
    if (scope === everyone) expect(plan).not.toMatch(/\bsort\b/i)
    if (after && dialect === 'pg') expect(plan).toMatch(/Index Cond: .*ROW\(/)
  }
  /** The first page and a later one, of everybody's and of one organization's. */
  const asked = (after: Position): Asked[] => [everyone, house].flatMap((scope) => [undefined, after].map((place) => ({ scope, after: place })))

  it.each([
    ['newest', 'issued', time],
    ['oldest', 'issued', time],
    ['amount_high', 'amount', amount],
    ['amount_low', 'amount', amount],
    ['buyer_az', 'buyer', ['house 3', id('1', 3)]],
    ['buyer_za', 'buyer', ['house 3', id('1', 3)]],
  ] as const)('are listed by %s straight from an index on %s', async (sort, index, place) => {
    for (const { scope, after } of asked(place)) {
      // Nobody but operators is shown the buyer: an organization's papers are few enough to be sorted by it.
      if (index === 'buyer' && scope === house) continue
      const query = buildInvoiceList(db, scope, { orderId: undefined, sort, after, limit: 21 })
      expectStraight(await planOf(db, database.url, scope, query), 'invoices', index, { scope, after })
    }
  })
})
