import type { Invoice, Locale } from '@pantheon/contract'

/** Prints invoices and credit notes as PDF, in the reader's language, with every character that names may have. */
export interface InvoicePrinter {
  print(invoice: Invoice, locale: Locale): Promise<Uint8Array>
}
