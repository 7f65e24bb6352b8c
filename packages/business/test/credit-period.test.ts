import { rounds } from '@pantheon/db/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthsAfter, periodAt } from '../src/credits/period.ts'

const moment = fc.date({ min: new Date('2015-01-01'), max: new Date('2045-01-01'), noInvalidDate: true })

describe('Months counted from a moment', () => {
  it.each([
    ['2027-01-31T10:00:00.000Z', 1, '2027-02-28T10:00:00.000Z'],
    ['2028-01-31T10:00:00.000Z', 1, '2028-02-29T10:00:00.000Z'],
    ['2028-01-31T10:00:00.000Z', 2, '2028-03-31T10:00:00.000Z'],
    ['2028-02-29T23:59:59.999Z', 12, '2029-02-28T23:59:59.999Z'],
    ['2028-02-29T00:00:00.000Z', 48, '2032-02-29T00:00:00.000Z'],
    ['2026-12-15T00:00:00.000Z', 1, '2027-01-15T00:00:00.000Z'],
    ['2026-03-31T00:00:00.000Z', -1, '2026-02-28T00:00:00.000Z'],
  ])('from %s on, %i lead to %s', (anchor, months, expected) => {
    expect(monthsAfter(new Date(anchor), months).toISOString()).toBe(expected)
  })

  it('put every moment into exactly one period, and one begins where another ends', () => {
    fc.assert(
      fc.property(moment, moment, (anchor, at) => {
        const { start, end } = periodAt(anchor, at)
        expect(start <= at && at < end).toBe(true)
        expect(periodAt(anchor, end).start).toEqual(end)
        expect(periodAt(anchor, new Date(end.getTime() - 1))).toEqual({ start, end })
        expect(periodAt(anchor, new Date(start.getTime() - 1)).end).toEqual(start)
      }),
      rounds(1000, 2000),
    )
  })

  it('last 28 to 31 days, whatever the zone of the machine', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 240 }), (anchor, months) => {
        const days = (monthsAfter(anchor, months + 1).getTime() - monthsAfter(anchor, months).getTime()) / 86_400_000
        expect([28, 29, 30, 31]).toContain(days)
      }),
    )
  })
})
