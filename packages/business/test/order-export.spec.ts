import type { OrderFilter } from '@pantheon/contract'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, fillTables, type TestRows } from '@pantheon/db/testing'
import { type Actor, createFairQueue, systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOrderLists } from '../src/orders/order-lists.service.ts'

const many = 260 // more than are read at once
const at = (i: number): Date => new Date(Date.UTC(2026, 0, 1) + i * 60_000)
const id = (kind: string, i: number): string => `${kind}0000000-0000-7000-8000-${String(i).padStart(12, '0')}`
const clock = { now: () => new Date('2026-07-01T08:00:00Z') }
const exports = createFairQueue({ concurrency: 1, reserved: 0, maxWaiting: 1, perOwner: 1, code: 'export.too_many' })
const work = { latestOfOrders: async () => new Map() }
const stamped = { created_at: at(0), updated_at: at(0) }
const price = { price_minor: 4900, currency: 'USD' }

const rows: TestRows = {
  organizations: [{ id: id('b', 1), name: 'House', created_at: at(0) }],
  users: [{ id: id('c', 1), email: 'buyer@example.test', name: 'Buyer', ...stamped }],
  products: [{ id: id('d', 1), name: 'Course', description: '', category: 'ai_course_generation', status: 'active', ...price, ...stamped }],
  orders: Array.from({ length: many }, (_, i) => ({
    id: id('a', i),
    organization_id: id('b', 1),
    user_id: id('c', 1),
    product_id: id('d', 1),
    product_name: 'Course',
    category: 'ai_course_generation',
    quantity: 1,
    unit_price_minor: 4900,
    total_minor: 4900,
    currency: 'USD',
    status: 'fulfilled',
    input: {},
    created_at: at(i),
    updated_at: at(i),
  })),
}

describe.each(dialects)('A file of orders, on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url)
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(() => fillTables(db, database.url, rows))
  const actor = { scope: systemScope, permissions: new Set(['order:read', 'member:read']) } as unknown as Actor
  const exported = async (sort: OrderFilter['sort'], exportLimit?: number): Promise<{ fileName: string; ids: string[] }> => {
    const { fileName, base64 } = await createOrderLists({ db, clock, work, delivers: () => true, exports, ...(exportLimit && { exportLimit }) }).exportFile(
      actor,
      {
        sort,
      } as OrderFilter,
    )
    const lines = Buffer.from(base64, 'base64').toString().trimEnd().split('\r\n').slice(1)
    return { fileName, ids: lines.map((line) => line.slice(0, line.indexOf(','))) }
  }
  const upTo = (count: number): string[] => Array.from({ length: count }, (_, i) => id('a', i))

  it('holds every order in the order that was asked for, however many are read at once', async () => {
    expect(await exported('oldest')).toEqual({ fileName: 'orders-2026-07-01.csv', ids: upTo(many) })
    expect(await exported('amount_high')).toEqual({ fileName: 'orders-2026-07-01.csv', ids: upTo(many).toReversed() })
  })

  it('says in its name how many it holds when there are more, and only then', async () => {
    expect(await exported('oldest', many - 1)).toEqual({ fileName: `orders-2026-07-01-first-${many - 1}.csv`, ids: upTo(many - 1) })
    expect(await exported('oldest', 250)).toEqual({ fileName: 'orders-2026-07-01-first-250.csv', ids: upTo(250) })
    expect((await exported('oldest', many)).fileName).toBe('orders-2026-07-01.csv')
  })
})
