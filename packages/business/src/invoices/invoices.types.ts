import type { ExportedFile, Invoice, ListInvoices, Page, PrintInvoice } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Invoices and credit notes. */
export interface Invoices {
  /**
   * Invoices and credit notes of the scope, in the order that was asked for, and how many more are being issued. Fails with
   * `input.invalid` for a cursor of another sort.
   */
  list(actor: Actor, input: ListInvoices): Promise<Page<Invoice> & { pending: number }>
  get(actor: Actor, id: string): Promise<Invoice>
  /** The paper, as PDF. */
  print(actor: Actor, input: PrintInvoice): Promise<ExportedFile>
}
