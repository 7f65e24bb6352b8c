import type { ApprovalSort } from '@pantheon/contract'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, fillTables, planOf, someOf, type TestRow, unhurried } from '@pantheon/db/testing'
import { mintScope, type Position, type Scope, systemScope } from '@pantheon/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApprovalPart } from '../src/approvals/approval-list.ts'
import { buildApprovalList } from '../src/approvals/approvals.repo.ts'

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
const rows = {
  organizations: upTo(organizationsInAll, (i) => ({ id: id('b', i), name: `House ${i}`, created_at: new Date(start) })),
  users: [{ id: id('c', 1), email: 'buyer@example.test', name: 'Buyer', ...stamps }],
  // One in four waits, and one in four is about no money.
  approvals: upTo(many, (i) => ({
    id: id('2', i),
    organization_id: houseOf(i),
    policy_id: id('3', 1),
    resource_type: 'order',
    resource_id: id('4', i),
    title: 'Course',
    amount_minor: i % 4 === 0 ? null : 1000 + (i % 97) * 100,
    currency: i % 4 === 0 ? null : currencyOf(i),
    requester_id: id('c', 1),
    status: i % 4 === 3 ? 'pending' : 'approved',
    awaits: 'approvers',
    round: 1,
    stage: 0,
    stages: [],
    due_at: at(i + 1440),
    created_at: at(i),
    updated_at: at(i),
  })),
}

/** For whom a page is asked, and behind which row. */
interface Asked {
  scope: Scope
  after: Position | undefined
}

describe.each(someOf(dialects, 1, 'approvals'))('50,000 requests on %s', async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url, { limits: unhurried })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(async () => {
    await fillTables(db, database.url, rows)
    expect(await db.as(systemScope).$count(db.tables.approvals)).toBe(many)
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

  const approvalPlan = ({ scope, after }: Asked, sort: ApprovalSort, part: ApprovalPart) => {
    const rules = { view: 'all', status: undefined, resourceType: undefined, resourceId: undefined, userId: id('c', 1), at: at(0) } as const
    return planOf(db, database.url, scope, buildApprovalList(db, scope, { ...rules, sort, part, after, limit: 21 }))
  }
  it.each(['newest', 'oldest'] as const)('that wait for an approval are listed by %s straight from an index', async (sort) => {
    for (const one of asked(time)) expectStraight(await approvalPlan(one, sort, 'sorted'), 'approvals', '(organization|created)', one)
  })
  it.each([
    ['due_first', 'due', time],
    ['due_last', 'due', time],
    ['amount_high', 'amount', amount],
    ['amount_low', 'amount', amount],
  ] as const)('that wait for an approval are listed by %s straight from an index on %s, and what has none behind them', async (sort, index, place) => {
    for (const one of asked(place)) expectStraight(await approvalPlan(one, sort, 'sorted'), 'approvals', index, one)
    for (const one of asked(time)) expectStraight(await approvalPlan(one, sort, 'rest'), 'approvals', '(organization|created)', one)
  })
})
