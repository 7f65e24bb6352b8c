import type { InvoiceDraft, InvoiceNumber, StoredInvoice } from './invoice.ts'

/** Ordered by id, and so by time; but no credit note before its invoice, even when the clocks of two servers disagree. */
const inOrder = (drafts: readonly InvoiceDraft[]): InvoiceDraft[] => {
  const waiting = new Map(drafts.map((draft) => [draft.id, draft]))
  const ordered: InvoiceDraft[] = []
  const place = (draft: InvoiceDraft): void => {
    if (!waiting.delete(draft.id)) return
    const invoice = waiting.get(draft.correctsId ?? '')
    if (invoice) place(invoice)
    ordered.push(draft)
  }
  for (const draft of drafts.toSorted((a, b) => (a.id < b.id ? -1 : 1))) place(draft)
  return ordered
}

interface Issue {
  series: string
  /** The last number assigned in the series. */
  last: number
  issuedAt: Date
  /** `issuedAt` as a day in the seller's time zone. */
  issuedOn: string
  /** Numbers of the corrected invoices that are not among the drafts, by id. */
  corrected: ReadonlyMap<string, InvoiceNumber>
}

/** Numbers drafts, continuing after the last number of the series. Throws for a credit note whose invoice cannot be found. */
export const numberDrafts = (drafts: readonly InvoiceDraft[], { series, last, issuedAt, issuedOn, corrected }: Issue): StoredInvoice[] => {
  const numbers = new Map(corrected)
  return inOrder(drafts).map(({ correctsId, createdAt: _, ...document }, index) => {
    const number = last + 1 + index
    const invoice = correctsId === null ? { series: null, number: null } : numbers.get(correctsId)
    if (!invoice) throw new Error(`The credit note ${document.id} corrects ${correctsId}, which was never issued`)
    numbers.set(document.id, { series, number })
    return { ...document, series, number, corrects: invoice.number, correctsSeries: invoice.series, issuedAt, issuedOn }
  })
}
