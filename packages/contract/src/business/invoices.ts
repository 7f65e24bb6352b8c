import { z } from 'zod'
import { Currency } from '../money.ts'
import { Id, Instant, Locale, pageOf, TextPageRequest } from '../primitives.ts'

export const invoiceKinds = ['invoice', 'credit_note'] as const

/** The seller as printed on the invoice. */
export const InvoiceSeller = z.object({ name: z.string(), address: z.array(z.string()), taxId: z.string().nullable() })
export type InvoiceSeller = z.infer<typeof InvoiceSeller>
/** The buyer, with their names at the time. */
export const InvoiceBuyer = z.object({ organization: z.string(), name: z.string(), email: z.string() })
export type InvoiceBuyer = z.infer<typeof InvoiceBuyer>

export const InvoiceLine = z.object({ description: z.string(), quantity: z.int(), unitPrice: z.string(), total: z.string() })

/** An invoice for an order or a month of a plan, or a credit note for a refund. Immutable; a correction is a new one. Prices include tax. */
export const Invoice = z
  .object({
    id: Id,
    organizationId: Id,
    number: z.string().meta({
      description: 'As it is printed, `INV-2026-000123`: one series for each year of whoever sells, without gaps. Those from before there was one are `000123`',
    }),
    kind: z.enum(invoiceKinds),
    corrects: z.string().nullable().meta({ description: 'The number of the invoice that a credit note corrects' }),
    orderId: Id.nullable().meta({ description: 'Null for what was paid for a plan' }),
    subscriptionId: Id.nullable().meta({ description: 'Null for what was paid for an order' }),
    about: z.string().nullable().meta({ description: 'What the order is about: its topic, or the name of its product. Null for what was paid for a plan' }),
    currency: Currency,
    lines: z.array(InvoiceLine),
    taxRate: z.string().meta({ description: 'Percent, e.g. 10' }),
    net: z.string(),
    tax: z.string(),
    total: z.string(),
    seller: InvoiceSeller,
    buyer: InvoiceBuyer,
    issuedAt: Instant,
    issuedOn: z.iso.date().meta({ description: 'The date on the paper: a day of the time zone of whoever sells' }),
  })
  .meta({ id: 'Invoice' })
export type Invoice = z.infer<typeof Invoice>

/**
 * Sort orders of invoices. By date is in each organization also by number. By amount: by currency, then amount, with credit notes as
 * negative amounts. By buyer: by the organization's name at the time.
 */
export const invoiceSorts = ['newest', 'oldest', 'amount_high', 'amount_low', 'buyer_az', 'buyer_za'] as const
export const InvoiceSort = z.enum(invoiceSorts)
export type InvoiceSort = z.infer<typeof InvoiceSort>

export const ListInvoices = TextPageRequest.extend({ orderId: Id.optional(), sort: InvoiceSort.default('newest') })
export type ListInvoices = z.infer<typeof ListInvoices>
export const InvoicePage = pageOf(Invoice).extend({ pending: z.int().meta({ description: 'How many more are being issued, which takes about a second' }) })
export const InvoiceRef = z.object({ id: Id })
export const PrintInvoice = z.object({ id: Id, locale: Locale.default('en') })
export type PrintInvoice = z.infer<typeof PrintInvoice>
