import { currencies, formatAmount, type Invoice, type InvoiceBuyer, type InvoiceSeller, type InvoiceSort, planTitles } from '@pantheon/contract'
import type { Row } from '@pantheon/db'
import type { SortKey } from '@pantheon/kernel'
import type { StoredSubscription } from '../credits/subscription.ts'
import type { PlanBill } from '../credits/subscriptions.port.ts'
import type { StoredOrder } from '../orders/order.ts'
import type { StoredPayment } from '../payments/payment.ts'
import type { StoredRefund } from '../payments/refund.ts'

/** An issued invoice or credit note. */
export type StoredInvoice = Row<'invoices'>

/** A due document, written in the transaction of its cause. It is issued under the same id, with a number and a date. */
export type InvoiceDraft = Row<'invoiceDrafts'>

/** The content of an invoice or a credit note, with or without a number. */
export type InvoiceDocument = Pick<StoredInvoice, keyof StoredInvoice & keyof InvoiceDraft>

/** A document's number in its series. */
export type InvoiceNumber = Pick<StoredInvoice, 'series' | 'number'>

/** An invoice with the column that only lists sort by. */
export interface ListedInvoice extends StoredInvoice {
  signedMinor: number | null
  buyerSort: string | null
}

const byTime: SortKey<ListedInvoice> = { parts: ['moment', 'id'], positionOf: ({ issuedAt, id }) => [issuedAt.getTime(), id] }
const byAmount: SortKey<ListedInvoice> = {
  parts: [currencies, 'number', 'id'],
  positionOf: ({ currency, signedMinor, id }) => [currency, signedMinor ?? 0, id],
}
const byBuyer: SortKey<ListedInvoice> = { parts: ['text', 'id'], positionOf: ({ buyerSort, id }) => [buyerSort ?? '', id] }
/** The sort key of an invoice for each sort. */
export const invoiceSortKeys: Record<InvoiceSort, SortKey<ListedInvoice>> = {
  newest: byTime,
  oldest: byTime,
  amount_high: byAmount,
  amount_low: byAmount,
  buyer_az: byBuyer,
  buyer_za: byBuyer,
}

/** Parses a percentage with up to two decimals into basis points; exact, unlike a float. */
const basisPoints = (rate: string): number => {
  const [whole = '0', fraction = ''] = rate.split('.')
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0').slice(0, 2))
}

/**
 * The tax contained in a price of `totalMinor`, rounded half up to the minor unit: total × rate ÷ (100 + rate). Computed in
 * integers; the product of the largest price and a rate (10^13 × 10^4) exceeds a double, hence BigInt.
 */
export const containedTax = (totalMinor: number, rate: string): number => {
  const points = BigInt(basisPoints(rate))
  const divisor = 10_000n + points
  return Number((BigInt(totalMinor) * points * 2n + divisor) / (divisor * 2n))
}

interface Draft {
  id: string
  at: Date
  /** The day of an instant in the seller's time zone. */
  dayOf: (at: Date) => string
  taxRate: string
  seller: InvoiceSeller
  buyer: InvoiceBuyer
}

/** The invoice for a paid order. */
export const billOrder = (order: StoredOrder, payment: StoredPayment, { id, at, taxRate, seller, buyer }: Omit<Draft, 'dayOf'>): InvoiceDraft => ({
  id,
  organizationId: order.organizationId,
  kind: 'invoice',
  orderId: order.id,
  paymentId: payment.id,
  subscriptionId: null,
  billId: null,
  refundId: null,
  correctsId: null,
  currency: payment.currency,
  lines: [{ description: order.productName, quantity: order.quantity, unitMinor: order.unitPriceMinor, totalMinor: order.totalMinor }],
  taxRate,
  taxMinor: containedTax(payment.amountMinor, taxRate),
  totalMinor: payment.amountMinor,
  seller,
  buyer,
  createdAt: at,
})

/** The invoice for a paid bill of a plan. Its line names dates without words, so that it reads in every language. */
export const billPlan = (
  { id: subscriptionId, organizationId, plan }: StoredSubscription,
  bill: PlanBill,
  { id, at, dayOf, taxRate, seller, buyer }: Draft,
): InvoiceDraft => {
  const { amountMinor: totalMinor, currency } = bill
  const description = `${planTitles[bill.plan ?? plan]} (${dayOf(bill.periodStart)} – ${dayOf(bill.periodEnd)})`
  return {
    id,
    organizationId,
    kind: 'invoice',
    orderId: null,
    paymentId: null,
    subscriptionId,
    billId: bill.id,
    refundId: null,
    correctsId: null,
    currency,
    lines: [{ description, quantity: 1, unitMinor: totalMinor, totalMinor }],
    taxRate,
    taxMinor: containedTax(totalMinor, taxRate),
    totalMinor,
    seller,
    buyer,
    createdAt: at,
  }
}

/** The sum of an invoice's credit notes, in minor units. */
export interface Credited {
  totalMinor: number
  taxMinor: number
}
const nothing: Credited = { totalMinor: 0, taxMinor: 0 }

/** The sum of the credit notes among these documents. */
export const creditedBy = (documents: readonly InvoiceDocument[]): Credited =>
  documents
    .filter(({ kind }) => kind === 'credit_note')
    .reduce((sum, note) => ({ totalMinor: sum.totalMinor + note.totalMinor, taxMinor: sum.taxMinor + note.taxMinor }), nothing)

/**
 * The tax of the next credit note of an invoice. Rounded over all notes together, so that taxes and net amounts add up: the
 * note that completes the refund takes the remainder. Between 0 and `amountMinor`.
 */
export const creditedTax = (
  { totalMinor, taxMinor, taxRate }: Pick<InvoiceDocument, 'totalMinor' | 'taxMinor' | 'taxRate'>,
  amountMinor: number,
  before: Credited,
): number => {
  const creditedMinor = before.totalMinor + amountMinor
  const due = (creditedMinor >= totalMinor ? taxMinor : containedTax(creditedMinor, taxRate)) - before.taxMinor
  return Math.max(0, Math.min(due, amountMinor))
}

type NoteDraft = Pick<Draft, 'id' | 'at' | 'seller'>

/** The buyer is copied from the invoice, even if the user's data has changed since. */
const credit = (invoice: InvoiceDocument, totalMinor: number, before: Credited, { id, at, seller }: NoteDraft): InvoiceDraft => ({
  id,
  organizationId: invoice.organizationId,
  kind: 'credit_note',
  correctsId: invoice.id,
  orderId: invoice.orderId,
  paymentId: invoice.paymentId,
  subscriptionId: invoice.subscriptionId,
  billId: invoice.billId,
  refundId: null,
  currency: invoice.currency,
  taxRate: invoice.taxRate,
  seller,
  buyer: invoice.buyer,
  createdAt: at,
  lines: [{ description: invoice.lines[0]?.description ?? '', quantity: 1, unitMinor: totalMinor, totalMinor }],
  taxMinor: creditedTax(invoice, totalMinor, before),
  totalMinor,
})

/** The credit note for a refund, at the tax rate and to the buyer of the invoice it corrects. `before` was already credited. */
export const creditRefund = (invoice: InvoiceDocument, refund: StoredRefund, before: Credited, draft: NoteDraft): InvoiceDraft => ({
  ...credit(invoice, refund.amountMinor, before, draft),
  refundId: refund.id,
})

/** The credit note for a fully refunded plan. */
export const creditPlan = (invoice: InvoiceDocument, draft: NoteDraft): InvoiceDraft => credit(invoice, invoice.totalMinor, nothing, draft)

/** The printed number: `INV-2026-000123`, or `000123` for documents from before the common series. */
export const printNumber = ({ series, number }: InvoiceNumber): string => `${series === null ? '' : `${series}-`}${String(number).padStart(6, '0')}`

/** Converts an invoice to its wire format. */
export const toInvoice = (invoice: StoredInvoice): Omit<Invoice, 'about'> => {
  const { currency, totalMinor, taxMinor, lines } = invoice
  const money = (minor: number): string => formatAmount(minor, currency)
  return {
    id: invoice.id,
    organizationId: invoice.organizationId,
    number: printNumber(invoice),
    kind: invoice.kind,
    corrects: invoice.corrects === null ? null : printNumber({ series: invoice.correctsSeries, number: invoice.corrects }),
    orderId: invoice.orderId,
    subscriptionId: invoice.subscriptionId,
    currency,
    lines: lines.map(({ description, quantity, unitMinor, totalMinor: total }) => ({
      description,
      quantity,
      unitPrice: money(unitMinor),
      total: money(total),
    })),
    taxRate: invoice.taxRate,
    net: money(totalMinor - taxMinor),
    tax: money(taxMinor),
    total: money(totalMinor),
    seller: invoice.seller,
    buyer: invoice.buyer,
    issuedAt: invoice.issuedAt.toISOString(),
    issuedOn: invoice.issuedOn ?? invoice.issuedAt.toISOString().slice(0, 10),
  }
}
