import type { InvoiceDraft, InvoiceNumber, StoredInvoice } from './invoice.ts'

/** In the order of their ids, which is that of their time; but no credit note before its invoice, whatever the clocks of two servers say. */
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
  /** The last number that the series has given out. */
  last: number
  issuedAt: Date
  /** The same as a day where the seller is. */
  issuedOn: string
  /** The numbers of the invoices that are corrected, by id, unless they are among the drafts. */
  corrected: ReadonlyMap<string, InvoiceNumber>
}

/** The papers that drafts become: numbered on from the last one of the series. Throws for a credit note of an invoice that is nowhere. */
export const numberDrafts = (drafts: readonly InvoiceDraft[], { series, last, issuedAt, issuedOn, corrected }: Issue): StoredInvoice[] => {
  const numbers = new Map(corrected)
  return inOrder(drafts).map(({ correctsId, createdAt: _, ...paper }, index) => {
    const number = last + 1 + index
    const invoice = correctsId === null ? { series: null, number: null } : numbers.get(correctsId)
    if (!invoice) throw new Error(`The credit note ${paper.id} corrects ${correctsId}, which was never issued`)
    numbers.set(paper.id, { series, number })
    return { ...paper, series, number, corrects: invoice.number, correctsSeries: invoice.series, issuedAt, issuedOn }
  })
}
