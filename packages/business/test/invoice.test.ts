import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { containedTax } from '../src/invoices/invoice.ts'

describe('The tax that a price contains', () => {
  it.each([
    [980, '10', 89],
    [11_000, '10', 1000],
    [4900, '19', 782],
    [100, '0', 0],
    [1, '10', 0],
    [107, '7.5', 7],
    [99_999_999_999_99, '99.99', 4_999_749_987_499],
  ])('of %i at %s% is %i', (total, rate, tax) => {
    expect(containedTax(total, rate)).toBe(tax)
  })
  it('never exceeds the price, and with the net price makes it up within half a unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), fc.integer({ min: 0, max: 9999 }), (total, points) => {
        const rate = `${Math.floor(points / 100)}.${String(points % 100).padStart(2, '0')}`
        const tax = containedTax(total, rate)
        expect(tax).toBeGreaterThanOrEqual(0)
        expect(tax).toBeLessThanOrEqual(total)
        const net = total - tax
        // net × rate ÷ 100 is the tax, up to the rounding of both.
        expect(Math.abs((net * points) / 10_000 - tax)).toBeLessThanOrEqual(1)
      }),
    )
  })
})
