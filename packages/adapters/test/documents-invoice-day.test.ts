import { expect, it } from 'vitest'
import { dateOf, documentName } from '../src/documents/invoice-pdf.ts'

it('prints the day of the seller, whatever the time zone of the machine', () => {
  expect([dateOf({ issuedOn: '2026-12-01' }, 'ja'), dateOf({ issuedOn: '2026-12-01' }, 'en')]).toEqual(['2026年12月1日', '1 December 2026'])
})

it('calls a credit note by its name, and a qualified one in Japan by that of the law', () => {
  const seller = { name: 'Miyabi', address: [], taxId: null }
  const registered = { ...seller, taxId: 'T1234567890123' }
  expect(documentName({ kind: 'credit_note', seller }, 'ja')).toBe('返金明細書')
  expect(documentName({ kind: 'credit_note', seller: registered }, 'ja')).toBe('適格返還請求書')
  expect(documentName({ kind: 'credit_note', seller: registered }, 'en')).toBe('Credit note')
  expect(documentName({ kind: 'invoice', seller: registered }, 'ja')).toBe('請求書')
})
