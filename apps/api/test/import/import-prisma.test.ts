import { hash, verify } from '@node-rs/argon2'
import { describe, expect, it } from 'vitest'
import { idFor, newIdOf } from '../../src/import-prisma/new-ids.ts'
import { recognize } from '../../src/import-prisma/old-shape.ts'
import { RowReader, snake } from '../../src/import-prisma/read-row.ts'
import type { TakenOrder } from '../../src/import-prisma/take-order.ts'
import { takePayment } from '../../src/import-prisma/take-payment.ts'
import { isCheckable, takeUser } from '../../src/import-prisma/take-user.ts'

const reading = <T>(read: (row: RowReader) => T) => RowReader.decide(read)

describe('Reading an old row', () => {
  it.each([
    ['99.99', 'USD', 9999],
    ['99.9900', 'USD', 9999],
    ['980.00', 'JPY', 980],
    ['0.1', 'EUR', 10],
    ['90071992547409.91', 'USD', 9_007_199_254_740_991],
  ] as const)('takes %s %s for %i minor units', (text, currency, minor) => {
    expect(reading((row) => row.money('price', text, currency))).toEqual({ taken: minor })
  })

  it.each([
    ['980.5', 'JPY', 'price 980.5 has more decimals than JPY has'],
    ['-0.01', 'USD', 'price -0.01 is negative'],
    ['90071992547409.92', 'USD', 'price 90071992547409.92 is too large'],
    ['NaN', 'USD', 'price "NaN" is no amount'],
    ['1e3', 'USD', 'price "1e3" is no amount'],
    [null, 'USD', 'price is empty'],
  ] as const)('refuses %s %s', (text, currency, reason) => {
    expect(reading((row) => row.money('price', text, currency))).toEqual({ reasons: [reason] })
  })

  it('reads times in UTC, and refuses those that are none', () => {
    expect(reading((row) => row.instant('at', '2024-02-29 23:59:59.123456'))).toEqual({ taken: new Date('2024-02-29T23:59:59.123Z') })
    expect(reading((row) => row.instant('at', '2024-02-29 23:59:59+00'))).toEqual({ taken: new Date('2024-02-29T23:59:59Z') })
    expect(reading((row) => row.instant('at', 'infinity'))).toEqual({ reasons: [expect.stringContaining('no time')] })
  })

  it('takes JSON with its keys in camelCase, and refuses what no database keeps', () => {
    expect(reading((row) => row.json('input', '{"duration_weeks": 3, "list": [{"key_points": []}]}'))).toEqual({
      taken: { durationWeeks: 3, list: [{ keyPoints: [] }] },
    })
    for (const [text, reason] of [
      ['{"a": ', 'broken JSON'],
      ['[1]', 'no JSON object'],
      ['{"a": "\\u0000"}', 'no database keeps'],
      ['{"a": "\\ud800"}', 'no database keeps'],
    ] as const)
      expect(reading((row) => row.json('input', text))).toEqual({ reasons: [expect.stringContaining(reason)] })
    expect(reading((row) => row.json('input', '{"a": "the escape \\\\u0000"}'))).toEqual({ taken: { a: 'the escape \\u0000' } })
  })

  it('says everything that is wrong at once', () => {
    const decision = reading((row) => {
      row.money('price', '-1', 'USD')
      row.oneOf('status', 'odd', ['active'])
    })
    expect(decision).toEqual({ reasons: ['price -1 is negative', 'unknown status "odd"'] })
  })

  it('knows a name in any spelling', () => {
    for (const name of ['AiCourseGeneration', 'AICourseGeneration', 'AI_COURSE_GENERATION', 'ai-course generation', 'aiCourseGeneration'])
      expect(snake(name)).toBe('ai_course_generation')
  })
})

describe('Passwords', () => {
  const checks = async (stored: string): Promise<boolean> => verify(stored, 'secret').catch(() => false)

  it('come along exactly when they can be checked', async () => {
    const options = { memoryCost: 64, timeCost: 1, parallelism: 2 }
    const [id, i] = await Promise.all([hash('secret', options), hash('secret', { ...options, algorithm: 1 })])
    for (const good of [id, i]) expect([isCheckable(good), await checks(good)]).toEqual([true, true])
    const last = id.at(-1) ?? ''
    const spoilt = [
      '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
      id.slice(0, -1) + String.fromCharCode(last.charCodeAt(0) + 1), // bits that stand for nothing
      id.replace('m=64', 'm=8'),
      id.replace('t=1', 't=0'),
      id.replace('v=19', 'v=20'),
      id.slice(0, 40),
      '5f4dcc3b5aa765d61d8327deb882cf99',
    ]
    for (const bad of spoilt) expect([bad, isCheckable(bad), await checks(bad)]).toEqual([bad, false, false])
  })
})

describe('A payment', () => {
  const at = new Date('2024-01-01T00:00:00Z')
  const order: TakenOrder = { id: 'o', rows: {}, status: 'paid', userId: 'u', organizationId: 'org', title: 'T', currency: 'USD', minor: 1000 }
  const old = {
    id: '7',
    orderId: '1',
    amount: '10.00',
    refundedAmount: null,
    currency: 'USD',
    method: null,
    stripeId: null,
    paidAt: null,
    createdAt: null,
    updatedAt: null,
  }
  const take = (change: object) => takePayment({ ...old, status: 'succeeded', ...change }, new Map([['1', { taken: order }]]), { currency: 'USD', at })

  it('given back in part says how much, and has a refund where nobody else knows of it', () => {
    const part = { status: 'PARTIALLY_REFUNDED', refundedAmount: '2.50' }
    expect(take(part)).toMatchObject({ taken: { rows: { payments: { refundedMinor: 250 }, refunds: { amountMinor: 250, status: 'succeeded' } } } })
    expect(take({ ...part, stripeId: 'pi_1' })).toMatchObject({ taken: { rows: { payments: { provider: 'stripe', refundedMinor: 250 } } } })
    expect(take({ ...part, stripeId: 'pi_1' })).not.toHaveProperty('taken.rows.refunds')
    expect(take({ ...part, refundedAmount: null })).toEqual({ reasons: ['it does not say how much was given back'] })
    expect(take({ ...part, refundedAmount: '10.00' })).toEqual({ reasons: ['10.00 given back is no part of 10.00'] })
  })

  it('in another currency than its order is refused', () => {
    expect(take({ currency: 'eur' })).toEqual({ reasons: ['it is in EUR, its order in USD'] })
  })
})

describe('Ids', () => {
  it('stay where they are UUIDs, and are made of table and id elsewhere', () => {
    expect(newIdOf('users', 'AAAAAAAA-1111-4111-8111-111111111111')).toBe('aaaaaaaa-1111-4111-8111-111111111111')
    expect(newIdOf('users', '7')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(newIdOf('users', '7')).toBe(idFor('users', '7'))
    expect(newIdOf('users', '7')).not.toBe(newIdOf('orders', '7'))
  })
})

describe('Recognizing the tables', () => {
  const listed = (table: string, ...columns: string[]) => columns.map((column_name) => ({ table_name: table, column_name, udt_name: 'text' }))

  it('refuses a table without what it needs, and two tables for one', () => {
    expect(() => recognize(listed('User', 'id', 'name'))).toThrow('The table "User" has no column for: email.')
    expect(() => recognize([...listed('User', 'id', 'email'), ...listed('users', 'id', 'email')])).toThrow('Several tables could be users: "User", "users"')
  })
})

describe('An old account', () => {
  const at = new Date('2026-01-02T03:04:05.000Z')
  const nobody = { keepers: new Map<string, string>(), here: new Map<string, string>(), imported: new Set<string>() }
  const take = (email: string, name: string) =>
    takeUser({ id: 'u1', email, name, password: null, role: 'USER', createdAt: null, updatedAt: null }, nobody, { at } as Parameters<typeof takeUser>[2])

  it.each([
    ['docomo..user@docomo.ne.jp', 'docomo..user@docomo.ne.jp'],
    ['Dev&Co@Example.com ', 'dev&co@example.com'],
    ['ivan@пример.рф', 'ivan@xn--e1afmkfd.xn--p1ai'],
  ])('with the address %s is taken', (written, email) => {
    expect(take(written, 'Cafe\u0301\r\n\u202eOwner')).toMatchObject({ taken: { rows: { users: { email, name: 'Café Owner' } } } })
  })
})
