import type { InvoiceSort } from '@pantheon/contract'
import type { Sorts } from '@pantheon/ui'

const byTime: Sorts<'newest' | 'oldest'> = {
  newest: { column: 'issued', direction: 'descending' },
  oldest: { column: 'issued', direction: 'ascending' },
}
const byAmount: Sorts<'amount_high' | 'amount_low'> = {
  amount_high: { column: 'total', direction: 'descending' },
  amount_low: { column: 'total', direction: 'ascending' },
}
const byBuyer: Sorts<'buyer_az' | 'buyer_za'> = {
  buyer_az: { column: 'buyer', direction: 'ascending' },
  buyer_za: { column: 'buyer', direction: 'descending' },
}

/** All sorts of invoices. */
export const invoiceSorts: Sorts<InvoiceSort> = { ...byTime, ...byAmount, ...byBuyer }
/** The sorts for users who only see their own invoices: sorting by buyer has no effect there. */
export const ownInvoiceSorts: Partial<Sorts<InvoiceSort>> = { ...byTime, ...byAmount }
