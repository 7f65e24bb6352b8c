import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, fillTables, type TestRow, type TestRows } from '@pantheon/db/testing'
import { type Actor, mintScope } from '@pantheon/kernel'
import { createJobList, type JobListDeps } from '@pantheon/runtime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrderLists } from '../src/orders/order-lists.service.ts'

const many = 100
const at = (i: number): Date => new Date(Date.UTC(2026, 0, 1) + i * 60_000)
const id = (kind: string, i: number): string => `${kind}0000000-0000-7000-8000-${String(i).padStart(12, '0')}`
const clock = { now: () => at(many) }
const stamped = { created_at: at(0), updated_at: at(0) }
const each = (row: (i: number) => TestRow): TestRow[] => Array.from({ length: many }, (_, i) => row(i))
const own = { organization_id: id('b', 1), currency: 'USD' }
/** Orders of one organization, each with a declined and a partly refunded payment and with two jobs. */
const rows: TestRows = {
  organizations: [{ id: id('b', 1), name: 'House', created_at: at(0) }],
  users: each((i) => ({ id: id('c', i), email: `buyer-${i}@example.test`, name: `Buyer ${i}`, ...stamped })),
  products: [
    { id: id('d', 1), name: 'Course', description: '', category: 'ai_course_generation', status: 'active', price_minor: 4900, currency: 'USD', ...stamped },
  ],
  orders: each((i) => ({
    ...own,
    id: id('a', i),
    user_id: id('c', i),
    product_id: id('d', 1),
    product_name: 'Course',
    category: 'ai_course_generation',
    quantity: 1,
    unit_price_minor: 4900,
    total_minor: 4900,
    status: 'in_progress',
    input: {},
    created_at: at(i),
    updated_at: at(i),
  })),
  payments: [1, 2].flatMap((attempt) =>
    each((i) => ({
      ...own,
      id: id('e', attempt * many + i),
      order_id: id('a', i),
      amount_minor: 4900,
      method: 'card',
      provider: 'test',
      status: attempt === 1 ? 'failed' : 'partially_refunded',
      created_at: at(attempt),
    })),
  ),
  refunds: each((i) => ({
    ...own,
    id: id('f', i),
    order_id: id('a', i),
    payment_id: id('e', 2 * many + i),
    amount_minor: 100 + i,
    reason: 'Late',
    status: 'succeeded',
    created_at: at(3),
  })),
  ai_jobs: [1, 2].flatMap((attempt) =>
    each((i) => ({
      id: id('1', attempt * many + i),
      organization_id: id('b', 1),
      user_id: id('c', i),
      order_id: id('a', i),
      dedupe_key: `${attempt} ${i}`,
      job_type: 'course',
      agent_id: 201,
      input: {},
      status: attempt === 1 ? 'failed' : 'running',
      progress: attempt === 1 ? 0 : i % 100,
      created_at: at(attempt),
    })),
  ),
}

describe.each(dialects)('A page of orders, on %s', async (dialect) => {
  let statements: string[] = []
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url, { meter: { record: (operation) => void statements.push(operation) } })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(() => fillTables(db, database.url, rows))
  const jobs = createJobList({ db, clock } as unknown as JobListDeps)
  const lists = createOrderLists({ db, clock, work: jobs, delivers: () => false, exports: { run: (_, make) => make() } })
  const actor = { scope: mintScope(id('b', 1)), permissions: new Set(['order:read', 'member:read', 'payment:read', 'job:read']) } as unknown as Actor
  const page = async (limit: number) => {
    statements = []
    const { items } = await lists.list(actor, { sort: 'newest', limit })
    return { items, count: statements.filter((operation) => operation === 'select').length }
  }

  it('has with each order its buyer, payment, refundable amount and latest job', async () => {
    const { items } = await page(many)
    expect(items).toHaveLength(many)
    for (const [n, item] of items.entries()) {
      const i = many - 1 - n
      expect(item).toMatchObject({
        id: id('a', i),
        buyer: { name: `Buyer ${i}`, email: `buyer-${i}@example.test`, organization: 'House' },
        payment: { id: id('e', 2 * many + i), status: 'partially_refunded', method: 'card' },
        refundable: ((4800 - i) / 100).toFixed(2),
        job: { id: id('1', 2 * many + i), status: 'running', progress: i % 100 },
        isByHand: true,
      })
    }
  })

  it('takes as many queries for a hundred orders as for one', async () => {
    const [one, hundred] = [await page(1), await page(many)]
    expect([one.items.length, hundred.items.length]).toEqual([1, many])
    expect(hundred.count).toBe(one.count)
    expect(hundred.count).toBeGreaterThan(0)
  })
})
