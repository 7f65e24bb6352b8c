import { dayIn } from '@pantheon/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { billPlan, containedTax, creditedTax, creditPlan, toInvoice } from '../src/invoices/invoice.ts'
import { numberDrafts } from '../src/invoices/number-drafts.ts'

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

describe('The taxes of the credit notes of an invoice', () => {
  const notesOf = (totalMinor: number, taxRate: string, amounts: readonly number[]): number[] => {
    const invoice = { totalMinor, taxRate, taxMinor: containedTax(totalMinor, taxRate) }
    const before = { totalMinor: 0, taxMinor: 0 }
    return amounts.map((amount) => {
      const tax = creditedTax(invoice, amount, before)
      before.totalMinor += amount
      before.taxMinor += tax
      return tax
    })
  }
  it.each([
    [1000, '10', [333, 333, 334], 91],
    [999, '10', [333, 333, 333], 91],
    [3, '10', [1, 1, 1], 0],
  ])('of %i at %s% in %j add up to %i', (total, rate, amounts, tax) => {
    expect(notesOf(total, rate, amounts).reduce((sum, each) => sum + each, 0)).toBe(tax)
  })
  it('and their net amounts add up to those of the invoice, over random splits and rates, in the minor units of any currency', () => {
    const rate = fc.integer({ min: 0, max: 9999 }).map((points) => `${Math.floor(points / 100)}.${String(points % 100).padStart(2, '0')}`)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 1, maxLength: 40 }), rate, (amounts, taxRate) => {
        const total = amounts.reduce((sum, each) => sum + each, 0)
        const taxes = notesOf(total, taxRate, amounts)
        expect(taxes.reduce((sum, each) => sum + each, 0)).toBe(containedTax(total, taxRate))
        for (const [i, tax] of taxes.entries()) {
          expect(tax).toBeGreaterThanOrEqual(0)
          expect(tax).toBeLessThanOrEqual(amounts[i] ?? 0)
          expect(Math.abs(tax - containedTax(amounts[i] ?? 0, taxRate))).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
  it('take up what notes from before were rounded apart', () => {
    expect(creditedTax({ totalMinor: 1000, taxMinor: 91, taxRate: '10' }, 334, { totalMinor: 666, taxMinor: 60 })).toBe(31)
  })
})

describe('The date of a paper', () => {
  const evening = new Date('2026-11-30T20:51:00.000Z')
  const paperIn = (timeZone: string, at = evening) => {
    const draft = { id: 'paper', at, dayOf: dayIn(timeZone), taxRate: '10', seller: { name: '', address: [], taxId: null } }
    const subscription = {
      id: 'plan',
      organizationId: 'acme',
      provider: 'test',
      providerSubscriptionId: null,
      customerId: null,
      plan: 'basic' as const,
      state: 'active' as const,
      periodEnd: null,
      cancelsAtPeriodEnd: false,
      pastDueSince: null,
      nextPlan: null,
      calledOffAt: null,
      createdAt: at,
    }
    const bill = {
      id: 'bill',
      plan: 'basic' as const,
      periodStart: at,
      periodEnd: new Date('2026-12-30T20:51:00.000Z'),
      amountMinor: 980,
      currency: 'JPY' as const,
    }
    const invoice = billPlan(subscription, bill, { ...draft, buyer: { organization: '', name: '', email: '' } })
    const day = { issuedAt: at, issuedOn: dayIn(timeZone)(at) }
    const [first, second] = numberDrafts([invoice, creditPlan(invoice, { ...draft, id: 'q-note' })], {
      series: 'INV-2026',
      last: 0,
      ...day,
      corrected: new Map(),
    })
    if (!first || !second) throw new Error('Two drafts became fewer papers')
    return { invoice: first, note: second }
  }
  it.each([
    ['Asia/Tokyo', '2026-12-01', 'Pantheon Basic (2026-12-01 – 2026-12-31)'],
    ['America/New_York', '2026-11-30', 'Pantheon Basic (2026-11-30 – 2026-12-30)'],
    ['UTC', '2026-11-30', 'Pantheon Basic (2026-11-30 – 2026-12-30)'],
  ])('is a day in %s: %s', (timeZone, day, description) => {
    const { invoice, note } = paperIn(timeZone)
    expect(toInvoice(invoice)).toMatchObject({ issuedOn: day, issuedAt: evening.toISOString(), lines: [{ description }] })
    expect(toInvoice(note).issuedOn).toBe(day)
  })
  it('stays what was printed for one from before it was kept', () => {
    expect(toInvoice({ ...paperIn('Asia/Tokyo').invoice, issuedOn: null }).issuedOn).toBe('2026-11-30')
  })
})
