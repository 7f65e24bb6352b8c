import type { ExportedFile, Invoice, ListInvoices, Page, PrintInvoice } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Invoices and credit notes. */
export interface Invoices {
  /**
   * Invoices and credit notes of the scope, in the requested order, with the number of drafts still to be issued (`pending`).
   * Fails with `input.invalid` for a cursor of another sort.
   */
  list(actor: Actor, input: ListInvoices): Promise<Page<Invoice> & { pending: number }>
  get(actor: Actor, id: string): Promise<Invoice>
  /** The document as PDF. */
  print(actor: Actor, input: PrintInvoice): Promise<ExportedFile>
}
