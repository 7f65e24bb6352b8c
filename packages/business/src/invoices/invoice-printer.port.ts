import type { Invoice, Locale } from '@pantheon/contract'

/** Prints invoices and credit notes as PDF, in the reader's language, with every character that names may have, counted for the organization that asks. */
export interface InvoicePrinter {
  print(invoice: Invoice, locale: Locale, organizationId: string): Promise<Uint8Array>
}
