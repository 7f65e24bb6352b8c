import type { AiJob, Concern, RevenueAnalytics } from '@pantheon/contract'
import { describe, expect, it } from 'vitest'
import { failuresOf, shownCurrency } from '../src/features/overview/use-overview.ts'

const concern = (orderId: string, at: string): Concern => ({
  kind: 'order_failed',
  orderId,
  productName: 'Custom course',
  about: 'Bread',
  amount: '49.00',
  currency: 'USD',
  at,
})
const job = (id: string, orderId: string | null, completedAt: string) =>
  ({
    id,
    orderId,
    completedAt,
    createdAt: '2026-01-01T00:00:00.000Z',
    jobType: 'course',
    output: null,
    input: { task: 'write_course', request: { topic: 'Tea' } },
  }) as AiJob

describe('The latest failures', () => {
  it('stand newest first, whatever failed, and no more of them than there is room for', () => {
    const lines = failuresOf(
      [concern('a', '2026-01-02T00:00:00.000Z')],
      [job('j1', null, '2026-01-03T00:00:00.000Z'), job('j2', 'b', '2026-01-01T00:00:00.000Z')],
      2,
    )
    expect(lines.map(({ kind, orderId, title }) => [kind, orderId, title])).toEqual([
      ['job_failed', null, 'Tea'],
      ['order_failed', 'a', 'Bread'],
    ])
  })
  it('tell of an order once, though its job failed too', () => {
    expect(failuresOf([concern('a', '2026-01-02T00:00:00.000Z')], [job('j1', 'a', '2026-01-03T00:00:00.000Z')], 8)).toHaveLength(1)
  })
})

describe('The currency that is shown', () => {
  const of = (currency: 'USD' | 'JPY', captured: string[]) => ({
    currency,
    total: { captured: '0', refunded: '0', net: '0' },
    before: { captured: '0', refunded: '0', net: '0' },
    buckets: captured.map((amount) => ({ captured: amount, refunded: '0', net: amount })),
  })
  const figures = { currencies: [of('JPY', ['999999', '0', '0']), of('USD', ['1.00', '2.00', '0'])] } as RevenueAnalytics
  it('is the one that was asked for', () => expect(shownCurrency(figures, 'JPY')).toBe('JPY'))
  it('is else the one that is used most often, not the one with the larger figure', () => expect(shownCurrency(figures, undefined)).toBe('USD'))
  it('is one that is there, though another was asked for', () => expect(shownCurrency(figures, 'EUR')).toBe('USD'))
  it('is none where no money moved', () => expect(shownCurrency(undefined, 'USD')).toBeUndefined())
})
