import { describe, expect, it } from 'vitest'
import { type InvoiceDraft, printNumber, toInvoice } from '../src/invoices/invoice.ts'
import { numberDrafts } from '../src/invoices/number-drafts.ts'

const at = new Date('2026-12-31T14:59:00.000Z')
const draft = (id: string, correctsId: string | null = null): InvoiceDraft => ({
  id,
  correctsId,
  organizationId: 'acme',
  kind: correctsId === null ? 'invoice' : 'credit_note',
  createdAt: at,
  orderId: 'order',
  paymentId: 'payment',
  subscriptionId: null,
  billId: null,
  refundId: null,
  currency: 'JPY',
  lines: [],
  taxRate: '10',
  taxMinor: 0,
  totalMinor: 100,
  seller: { name: '', address: [], taxId: null },
  buyer: { organization: '', name: '', email: '' },
})
const issue = { series: 'INV-2026', last: 41, issuedAt: at, issuedOn: '2026-12-31', corrected: new Map() }
const printed = (drafts: InvoiceDraft[], corrected: Parameters<typeof numberDrafts>[1]['corrected'] = new Map()) =>
  numberDrafts(drafts, { ...issue, corrected })
    .map(toInvoice)
    .map(({ id, number, corrects }) => [id, number, corrects])

describe('The numbers of papers', () => {
  it('go on from the last one, in the order of time, and a credit note names the number of its invoice', () => {
    expect(printed([draft('3', '1'), draft('2'), draft('1')])).toEqual([
      ['1', 'INV-2026-000042', null],
      ['2', 'INV-2026-000043', null],
      ['3', 'INV-2026-000044', 'INV-2026-000042'],
    ])
  })
  it('put no credit note before its invoice, though another server with a slow clock wrote it', () => {
    expect(printed([draft('1', '2'), draft('2')])).toEqual([
      ['2', 'INV-2026-000042', null],
      ['1', 'INV-2026-000043', 'INV-2026-000042'],
    ])
  })
  it('name what was issued earlier, in another year or before there was one series', () => {
    const corrected = new Map([
      ['a', { series: 'INV-2025', number: 7 }],
      ['b', { series: null, number: 7 }],
    ])
    expect(printed([draft('1', 'a'), draft('2', 'b')], corrected).map(([, , corrects]) => corrects)).toEqual(['INV-2025-000007', '000007'])
  })
  it('are not given to a credit note of nothing', () => {
    expect(() => printed([draft('1', 'gone')])).toThrow('gone')
  })
  it('have at least six digits', () => {
    expect([1, 1_234_567].map((number) => printNumber({ series: 'INV-2026', number }))).toEqual(['INV-2026-000001', 'INV-2026-1234567'])
  })
})
