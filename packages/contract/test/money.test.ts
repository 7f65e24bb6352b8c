import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Amount, currencies, formatAmount, parseAmount } from '../src/index.ts'

describe('An amount', () => {
  it('is the same after a journey over the wire, in every currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), fc.constantFrom(...currencies), (minor, currency) => {
        fc.pre(currency !== 'JPY' || minor <= 9_999_999_999)
        const text = formatAmount(minor, currency)
        expect(Amount.safeParse(text).success).toBe(true)
        expect(parseAmount(text, currency)).toBe(minor)
      }),
    )
  })

  it('is written in the digits of its currency', () => {
    expect([formatAmount(9999, 'USD'), formatAmount(5, 'EUR'), formatAmount(980, 'JPY'), formatAmount(-105, 'USD')]).toEqual(['99.99', '0.05', '980', '-1.05'])
  })

  it('with more digits than its currency is none', () => {
    expect([parseAmount('980.5', 'JPY'), parseAmount('1.234', 'USD'), parseAmount('1.2', 'USD')]).toEqual([undefined, undefined, 120])
  })

  it.each(['', '-1', '1.', '.5', '1e3', ' 1', '1,5', '12345678901', '１'])('is not %j', (text) => {
    expect(Amount.safeParse(text).success).toBe(false)
  })
})
