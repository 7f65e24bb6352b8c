import type { Invoice, Locale } from '@pantheon/contract'

/**
 * Prints invoices and credit notes as PDF, in the reader's language, with fonts for every character that names may have. Usage
 * is counted for `organizationId`.
 */
export interface InvoicePrinter {
  print(invoice: Invoice, locale: Locale, organizationId: string): Promise<Uint8Array>
}
