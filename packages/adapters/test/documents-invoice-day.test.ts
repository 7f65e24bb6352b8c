import { expect, it } from 'vitest'
import { dateOf } from '../src/documents/invoice-pdf.ts'

it('prints the day of the seller, whatever the time zone of the machine', () => {
  expect([dateOf({ issuedOn: '2026-12-01' }, 'ja'), dateOf({ issuedOn: '2026-12-01' }, 'en')]).toEqual(['2026年12月1日', '1 December 2026'])
})
