import type { OrderSort } from '@pantheon/contract'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, fastest, fillTables, planOf, someOf, type TestRows, unhurried } from '@pantheon/db/testing'
import { mintScope, type Position, type Scope, systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildOrderList, listNamedOrders } from '../src/orders/order-list.repo.ts'
import type { OrderRules } from '../src/orders/order-list.ts'

const many = 50_000
const organizationsInAll = 50
const usersInAll = 2000
const start = Date.UTC(2026, 0, 1)
const id = (kind: string, i: number): string => `${kind}0000000-0000-7000-8000-${String(i).padStart(12, '0')}`

const at = (i: number): Date => new Date(start + i * 60_000)

/** An order every minute, a fifth of them of one large organization; one in five hundred failed. */
const orderNumber = (i: number) => {
  const currency = (['USD', 'EUR', 'JPY'] as const)[i % 3] ?? 'USD'
  const price = 1000 + (i % 97) * 100
  return {
    id: id('a', i),
    organization_id: id('b', i % 5 === 1 ? 7 : i % organizationsInAll),
    user_id: id('c', i % usersInAll),
    product_id: id('d', 1),
    product_name: 'Course',
    category: 'ai_course_generation',
    quantity: 1,
    unit_price_minor: price,
    total_minor: price,
    currency,
    status: i % 500 === 0 ? 'failed' : 'fulfilled',
    input: {},
    created_at: at(i),
    updated_at: at(i),
  }
}
const rows: TestRows = {
  organizations: Array.from({ length: organizationsInAll }, (_, i) => ({ id: id('b', i), name: `House ${i}`, created_at: at(0) })),
  users: Array.from({ length: usersInAll }, (_, i) => ({
    id: id('c', i),
    email: `buyer-${i}@example.test`,
    name: `Buyer ${i}`,
    created_at: at(0),
    updated_at: at(0),
  })),
  products: [
    {
      id: id('d', 1),
      name: 'Course',
      description: '',
      price_minor: 4900,
      currency: 'USD',
      category: 'ai_course_generation',
      status: 'active',
      created_at: at(0),
      updated_at: at(0),
    },
  ],
  orders: Array.from({ length: many }, (_, i) => orderNumber(i)),
}

describe.each(someOf(dialects, 1, 'orders'))('50,000 orders on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url, { limits: unhurried })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(async () => {
    await fillTables(db, database.url, rows)
    expect(await db.as(systemScope).$count(db.tables.orders)).toBe(many)
  }, 120_000)

  const [everyone, house] = [systemScope, mintScope(id('b', 7))]
  const planFor = (scope: Scope, sort: OrderSort, rules: OrderRules = {}, after?: Position): Promise<string> =>
    planOf(db, database.url, scope, buildOrderList(db, scope, { rules, sort, after, limit: 21 }))
  const detour = /\bsort\b|temp b-tree|seq scan on orders|scan orders\b(?! using)/i
  const [time, amount] = [
    [at(25_000).getTime(), id('a', 25_000)],
    ['JPY', 5000, id('a', 25_000)],
  ]

  it.each([
    ['newest', 'orders_created_idx', time],
    ['oldest', 'orders_created_idx', time],
    ['amount_high', 'orders_amount_idx', amount],
    ['amount_low', 'orders_amount_idx', amount],
  ] as const)('are paged %s first for operators straight from %s, without sorting', async (sort, index, after) => {
    for (const place of [undefined, after]) {
      const plan = await planFor(everyone, sort, {}, place)
      expect(plan).toContain(index)
      expect(plan).not.toMatch(detour)
    }
  })

  it.each([
    // So large an organization is found all along the way through everybody's, when the planner likes that better.
    ['newest', /orders_(organization|created)_idx/, time],
    ['amount_low', /orders_organization_amount_idx/, amount],
  ] as const)('of a large organization are paged %s first straight from an index, without sorting', async (sort, index, after) => {
    for (const place of [undefined, after]) {
      const plan = await planFor(house, sort, {}, place)
      expect(plan).toMatch(index)
      expect(plan).not.toMatch(detour)
    }
  })

  it('in a state that few are in are found by it', async () => {
    const plan = await planFor(everyone, 'newest', { status: ['failed'] })
    expect(plan).toContain('orders_status_idx')
    expect(plan).not.toMatch(detour)
  })

  it.each([
    ['one buyer', { buyer: 'buyer-1234@' }, 25],
    ['a state of several', { status: ['failed', 'refunded'] }, 100],
    ['a product and a currency', { productId: id('d', 1), currency: 'JPY' }, 100],
    ['nobody', { buyer: 'nobody at all' }, 0],
  ] as const)('are found for %s within 200 ms', async (_, rules, count) => {
    const window = { rules: rules as unknown as OrderRules, sort: 'newest' as const, after: undefined, limit: 100 }
    const ask = () => listNamedOrders(db.as(everyone), everyone, window)
    expect(await ask()).toHaveLength(count)
    expect(await fastest(ask, 200)).toBeLessThanOrEqual(200)
  })
})
