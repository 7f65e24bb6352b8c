import { AnalyticsRequest, currencies, formatAmount, type OrderStatus, orderStatuses, type PaymentStatus } from '@pantheon/contract'
import { openDb } from '@pantheon/db'
import { createTestDatabase, dialects, runSql, someOf, unhurried } from '@pantheon/db/testing'
import { type Actor, mintScope, periodOf, systemScope } from '@pantheon/kernel'
import BetterSqlite3 from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bestSellers, buildMoneyFlow, buildOutcomes } from '../src/overview/analytics.repo.ts'
import { createAnalytics } from '../src/overview/analytics.service.ts'
import { countConcerns } from '../src/overview/attention.repo.ts'

const many = 6000
const now = new Date('2026-10-28T13:45:00.000Z')
const hour = 3_600_000
const id = (kind: number, i: number): string => `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(i).padStart(12, '0')}`
const organizations = [id(1, 1), id(1, 2)]

/** Numbers that look like chance and are the same every time. */
const chance = (i: number, salt: number): number => {
  const x = Math.sin(i * 12.9898 + salt * 78.233) * 43_758.5453
  return x - Math.floor(x)
}
const pick = <T>(list: readonly T[], i: number, salt: number): T => list[Math.floor(chance(i, salt) * list.length)] as T

/** An order somewhere in the last fourteen months, paid, given back or failed; more of them lately, and many around the night when clocks go back. */
const row = (i: number) => {
  const back = i % 10 === 0 ? now.getTime() - Date.parse('2026-10-25T00:30:00Z') + (chance(i, 1) - 0.5) * 8 * hour : chance(i, 1) ** 2 * 425 * 24 * hour
  const createdAt = new Date(now.getTime() - Math.floor(back))
  const paidAt = new Date(Math.min(now.getTime(), createdAt.getTime() + Math.floor(chance(i, 2) * 3 * hour)))
  const updatedAt = new Date(Math.min(now.getTime(), paidAt.getTime() + Math.floor(chance(i, 3) * 72 * hour)))
  const status: OrderStatus = pick([...orderStatuses, 'fulfilled', 'fulfilled', 'fulfilled'] as const, i, 4)
  const currency = pick(currencies, i, 5)
  const minor = 1000 + Math.floor(chance(i, 6) * 90_000)
  const isTaken = ['paid', 'in_progress', 'fulfilled', 'failed', 'refunded'].includes(status)
  const back1 = status === 'refunded' ? minor : isTaken && i % 7 === 0 ? Math.floor(minor / 3) : 0
  const paymentStatus: PaymentStatus = !isTaken ? 'failed' : back1 === 0 ? 'succeeded' : back1 === minor ? 'refunded' : 'partially_refunded'
  const completedAt = status === 'fulfilled' || (status === 'refunded' && i % 2 === 0) ? updatedAt : null
  return {
    i,
    organizationId: pick(organizations, i, 7),
    productId: id(2, i % 9),
    currency,
    minor,
    status,
    createdAt,
    updatedAt,
    completedAt,
    isTaken,
    paidAt: isTaken ? paidAt : null,
    paymentStatus,
    back: back1,
    /** Some of their organizations also pay for a plan; a few of those get it back. */
    paper: i % 6 === 0 ? (i % 30 === 0 ? ('credit_note' as const) : ('invoice' as const)) : null,
  }
}
type Row = ReturnType<typeof row>
const planMinor = 98_000
const rows = Array.from({ length: many }, (_, i) => row(i))

describe.each(dialects)(`Figures of ${many} orders on %s`, async (dialect) => {
  const database = await createTestDatabase(dialect)
  const db = await openDb(database.url, { limits: unhurried })
  afterAll(async () => {
    await db.close()
    await database.drop()
  })
  beforeAll(async () => {
    await db.as(systemScope).transaction(async (tx) => {
      const { users, organizations: houses, products, orders, payments, refunds, subscriptions, invoices } = tx.tables
      const [createdAt, userId] = [new Date(0), id(9, 1)]
      await tx.insert(users).values({ id: userId, email: 'them@example.test', name: 'Them', createdAt, updatedAt: createdAt })
      await tx.insert(houses).values(organizations.map((house, i) => ({ id: house, name: `House ${i}`, createdAt })))
      await tx.insert(subscriptions).values(
        organizations.map((organizationId, i) => ({
          id: id(6, i),
          organizationId,
          provider: 'test',
          plan: 'basic' as const,
          state: 'active' as const,
          cancelsAtPeriodEnd: false,
          createdAt,
        })),
      )
      const category = 'technical_support' as const
      await tx.insert(products).values(
        Array.from({ length: 9 }, (_, i) => ({
          id: id(2, i),
          name: `Product ${i}`,
          description: '',
          priceMinor: 1,
          currency: 'USD' as const,
          category,
          status: 'active' as const,
          createdAt,
          updatedAt: createdAt,
        })),
      )
      for (let from = 0; from < many; from += 500) {
        const some = rows.slice(from, from + 500)
        await tx.insert(orders).values(
          some.map(({ i, organizationId, productId, currency, minor, status, createdAt: at, updatedAt, completedAt }) => ({
            id: id(3, i),
            organizationId,
            userId,
            productId,
            productName: 'Thing',
            category,
            quantity: 1,
            unitPriceMinor: minor,
            totalMinor: minor,
            currency,
            status,
            input: {},
            createdAt: at,
            updatedAt,
            completedAt,
          })),
        )
        await tx.insert(payments).values(
          some.map(({ i, organizationId, currency, minor, paymentStatus: status, back, paidAt, createdAt: at }) => ({
            id: id(4, i),
            organizationId,
            orderId: id(3, i),
            amountMinor: minor,
            currency,
            method: 'visa',
            provider: 'test',
            status,
            refundedMinor: back,
            paidAt,
            createdAt: at,
          })),
        )
        await tx.insert(invoices).values(
          some.flatMap(({ i, organizationId, currency, paper: kind, createdAt: issuedAt }) =>
            kind === null
              ? []
              : {
                  id: id(7, i),
                  organizationId,
                  number: i,
                  kind,
                  subscriptionId: id(6, organizations.indexOf(organizationId)),
                  billId: `bill-${i}`,
                  currency,
                  lines: [],
                  taxRate: '10',
                  taxMinor: 0,
                  totalMinor: planMinor,
                  issuedAt,
                  seller: { name: 'Us', address: [], taxId: null },
                  buyer: { organization: 'House', name: 'Them', email: 'them@example.test' },
                },
          ),
        )
        await tx.insert(refunds).values(
          some.map(({ i, organizationId, currency, minor, back, updatedAt }) => ({
            id: id(5, i),
            organizationId,
            orderId: id(3, i),
            paymentId: id(4, i),
            amountMinor: back || minor,
            currency,
            reason: 'because',
            // One that was refused moves no money, whenever it was.
            status: back > 0 ? ('succeeded' as const) : ('rejected' as const),
            settledAt: updatedAt,
            createdAt: updatedAt,
          })),
        )
      }
    })
    // What a server does by itself a minute later.
    if (dialect === 'pg') await runSql(database.url, 'analyze')
    else new BetterSqlite3(database.url).exec('analyze').close()
  }, 120_000)

  const analytics = createAnalytics({ db, clock: { now: () => now }, deliveredByPeople: ['technical_support'] })
  const actorOf = (organizationId: string | null) => ({ scope: mintScope(organizationId) }) as Actor
  const everybody = actorOf(null)

  const isInside = (span: { from: string; until: string }) => {
    const [from, until] = [Date.parse(span.from), Date.parse(span.until)]
    return (at: Date | null): boolean => at !== null && at.getTime() >= from && at.getTime() < until
  }
  const add = (list: readonly Row[], minor: (r: Row) => number): number => list.reduce((sum, r) => sum + minor(r), 0)
  /** The same figures, from the rows themselves, the slow way. */
  const revenueIn = (list: readonly Row[], currency: Row['currency'], span: { from: string; until: string }) => {
    const mine = list.filter((r) => r.currency === currency)
    const isIn = isInside(span)
    const ofPlans = (kind: 'invoice' | 'credit_note'): number => mine.filter((r) => r.paper === kind && isIn(r.createdAt)).length * planMinor
    const captured = ofPlans('invoice') + add(mine, (r) => (isIn(r.paidAt) ? r.minor : 0))
    const refunded = ofPlans('credit_note') + add(mine, (r) => (isIn(r.updatedAt) ? r.back : 0))
    return { captured: formatAmount(captured, currency), refunded: formatAmount(refunded, currency), net: formatAmount(captured - refunded, currency) }
  }
  const countsIn = (list: readonly Row[], span: { from: string; until: string }) => {
    const isIn = isInside(span)
    return {
      placed: list.filter((r) => isIn(r.createdAt)).length,
      fulfilled: list.filter((r) => isIn(r.completedAt)).length,
      failed: list.filter((r) => r.status === 'failed' && isIn(r.updatedAt)).length,
      refunded: list.filter((r) => r.status === 'refunded' && isIn(r.updatedAt)).length,
    }
  }

  const asked = [
    { range: '24h' },
    { range: '7d', timeZone: 'Europe/Berlin' },
    { range: '30d', timeZone: 'Asia/Tokyo' },
    { range: '90d', timeZone: 'America/St_Johns' },
    { range: '12m', timeZone: 'Europe/Berlin' },
    { range: '12m', step: 'day', timeZone: 'Asia/Tokyo' },
  ].map((request) => AnalyticsRequest.parse(request))

  it.each(someOf(asked, 2, dialect))('agree with the ledger, step by step: $range in $step in $timeZone', async (request) => {
    const { period, currencies: found } = await analytics.revenue(everybody, request)
    expect(found.map(({ currency }) => currency)).toEqual(['EUR', 'JPY', 'USD'])
    for (const { currency, total, before, buckets } of found) {
      expect(total).toEqual(revenueIn(rows, currency, period))
      expect(before).toEqual(revenueIn(rows, currency, period.before))
      expect(buckets).toEqual(period.buckets.map((bucket) => revenueIn(rows, currency, bucket)))
    }
    const orders = await analytics.orders(everybody, request)
    expect(orders.total).toEqual(countsIn(rows, period))
    expect(orders.before).toEqual(countsIn(rows, period.before))
    expect(orders.buckets).toEqual(period.buckets.map((bucket) => countsIn(rows, bucket)))
  })

  it('count the hour that happens twice in October on the one day it belongs to', async () => {
    const { period, buckets } = await analytics.orders(everybody, { range: '7d', timeZone: 'Europe/Berlin' })
    const sunday = period.buckets.findIndex(({ from }) => from === '2026-10-24T22:00:00.000Z')
    expect(period.buckets[sunday]?.until).toBe('2026-10-25T23:00:00.000Z')
    // Both times 02:00 to 03:00: 00:00 to 02:00 UTC.
    const isIn = isInside({ from: '2026-10-25T00:00:00Z', until: '2026-10-25T02:00:00Z' })
    const twice = rows.filter((r) => isIn(r.createdAt)).length
    expect(twice).toBeGreaterThan(50)
    expect(buckets[sunday]?.placed).toBeGreaterThan(twice)
  })

  it('are an organization’s own, for its own people', async () => {
    const [house = '', other = ''] = organizations
    const request = AnalyticsRequest.parse({ range: '12m' })
    const own = rows.filter(({ organizationId }) => organizationId === house)
    const { period, currencies: found } = await analytics.revenue(actorOf(house), request)
    for (const { currency, total } of found) expect(total).toEqual(revenueIn(own, currency, period))
    expect((await analytics.orders(actorOf(house), request)).total).toEqual(countsIn(own, period))
    const sold = async (organizationId: string | null) =>
      (await analytics.bestSellers(actorOf(organizationId), { ...request, currency: 'USD', limit: 20 })).items.reduce((sum, { orders }) => sum + orders, 0)
    expect((await sold(house)) + (await sold(other))).toBe(await sold(null))
  })

  it('name the products that brought in most', async () => {
    const request = AnalyticsRequest.parse({ range: '90d' })
    const { items } = await analytics.bestSellers(everybody, { ...request, currency: 'JPY', limit: 3 })
    const period = periodOf(request, now)
    const kept = rows.filter((r) => r.currency === 'JPY' && isInside(period)(r.paidAt) && ['succeeded', 'partially_refunded'].includes(r.paymentStatus))
    const totals = Array.from({ length: 9 }, (_, i) => {
      const mine = kept.filter(({ productId }) => productId === id(2, i))
      return {
        productId: id(2, i),
        name: `Product ${i}`,
        orders: mine.length,
        quantity: mine.length,
        net: formatAmount(
          add(mine, (r) => r.minor - r.back),
          'JPY',
        ),
      }
    })
    expect(items).toEqual(totals.sort((a, b) => Number(b.net) - Number(a.net)).slice(0, 3))
  })

  it('read only what the period holds, from an index', async () => {
    const period = periodOf(AnalyticsRequest.parse({ range: '24h' }), now)
    const planOf = async (query: unknown): Promise<string> => {
      const { sql: text, params } = (query as { toSQL(): { sql: string; params: unknown[] } }).toSQL()
      if (dialect === 'sqlite') {
        const raw = new BetterSqlite3(database.url, { readonly: true })
        const lines = raw.prepare(`explain query plan ${text}`).all(...params) as { detail: string }[]
        raw.close()
        return lines.map(({ detail }) => detail).join('\n')
      }
      const { rows: lines } = await db.as(systemScope).transaction((tx) => tx.raw(`explain ${text}`, params))
      return lines.map((line) => Object.values(line as object)[0]).join('\n')
    }
    const scope = systemScope
    const money = await planOf(buildMoneyFlow(db, scope, period))
    expect(money).toContain('payments_paid_idx')
    expect(money).toContain('refunds_settled_idx')
    expect(money).toMatch(/invoices_(plan_)?issued_idx/)
    const outcomes = await planOf(buildOutcomes(db, scope, period))
    for (const index of [/orders_(created|organization)_idx/, /orders_completed_idx/, /orders_undone_idx/]) expect(outcomes).toMatch(index)
    expect(await planOf(bestSellers(db, scope, period, { currency: 'USD', limit: 5 }))).toContain('payments_paid_idx')
    for (const plan of [money, outcomes]) expect(plan).not.toMatch(/seq scan|scan (orders|payments|refunds|invoices)\b(?! using)/i)
    const concerns = await planOf(countConcerns(db, scope, new Date(now.getTime() - 25 * hour)))
    for (const index of [/orders_(undone|status)_idx/, /payments_disputed_idx/, /payments_open_uq/, /refunds_settled_idx/]) expect(concerns).toMatch(index)
  })
})
