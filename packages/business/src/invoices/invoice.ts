import { type Currency, currencies, formatAmount, type Invoice, type InvoiceBuyer, type InvoiceSeller, type InvoiceSort, planTitles } from '@pantheon/contract'
import type { SortKey } from '@pantheon/kernel'
import type { StoredSubscription } from '../credits/subscription.ts'
import type { PlanBill } from '../credits/subscriptions.port.ts'
import type { StoredOrder } from '../orders/order.ts'
import type { StoredPayment } from '../payments/payment.ts'
import type { StoredRefund } from '../payments/refund.ts'

/** What an invoice or a credit note says, numbered or not. */
export interface Paper {
  id: string
  organizationId: string
  kind: Invoice['kind']
  /** With its payment; null for a plan. */
  orderId: string | null
  paymentId: string | null
  /** With the bill of it that was paid, as its provider calls it; null for an order. */
  subscriptionId: string | null
  billId: string | null
  refundId: string | null
  currency: Currency
  lines: { description: string; quantity: number; unitMinor: number; totalMinor: number }[]
  taxRate: string
  taxMinor: number
  totalMinor: number
  seller: InvoiceSeller
  buyer: InvoiceBuyer
}

/** One that is due, written with what it is for. It is issued under the same id, with a number and a date. */
export interface InvoiceDraft extends Paper {
  /** The id of the invoice that a credit note corrects. */
  correctsId: string | null
  createdAt: Date
}

/** Where a paper stands in its series. */
export interface InvoiceNumber {
  /** `INV-2026`; null for those from before there was one series for all: they count up in each organization. */
  series: string | null
  number: number
}

/** An invoice or a credit note as it was issued. */
export interface StoredInvoice extends Paper, InvoiceNumber {
  /** The number of the invoice that a credit note corrects, and its series. */
  corrects: number | null
  correctsSeries: string | null
  issuedAt: Date
  /** The date on the paper, a day where the seller is; null for one from before that was kept, which is dated in UTC. */
  issuedOn: string | null
}

/** An invoice with what only lists are sorted by. */
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
/** Where an invoice stands in a list of each sort. */
export const invoiceSortKeys: Record<InvoiceSort, SortKey<ListedInvoice>> = {
  newest: byTime,
  oldest: byTime,
  amount_high: byAmount,
  amount_low: byAmount,
  buyer_az: byBuyer,
  buyer_za: byBuyer,
}

/** Percent with up to two digits after the point, in hundredths of a percent: exact where a float is not. */
const basisPoints = (rate: string): number => {
  const [whole = '0', fraction = ''] = rate.split('.')
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0').slice(0, 2))
}

/**
 * The tax that a price of `totalMinor` contains, rounded to the minor unit, half up: total × rate ÷ (100 + rate).
 * In integers, as the product of the largest price and a rate still fits (10^13 × 10^4 does not fit a double: BigInt).
 */
export const containedTax = (totalMinor: number, rate: string): number => {
  const points = BigInt(basisPoints(rate))
  const divisor = 10_000n + points
  return Number((BigInt(totalMinor) * points * 2n + divisor) / (divisor * 2n))
}

interface Draft {
  id: string
  at: Date
  /** The day of a moment where the seller is. */
  dayOf: (at: Date) => string
  taxRate: string
  seller: InvoiceSeller
  buyer: InvoiceBuyer
}

/** The invoice for an order that was paid. */
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

/** The invoice for what was paid for a plan. Its line names days without words, so that it reads in every language. */
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

/** What the credit notes of an invoice add up to, in minor units. */
export interface Credited {
  totalMinor: number
  taxMinor: number
}
const nothing: Credited = { totalMinor: 0, taxMinor: 0 }

/** What the credit notes among these papers add up to. */
export const creditedBy = (papers: readonly Paper[]): Credited =>
  papers
    .filter(({ kind }) => kind === 'credit_note')
    .reduce((sum, note) => ({ totalMinor: sum.totalMinor + note.totalMinor, taxMinor: sum.taxMinor + note.taxMinor }), nothing)

/**
 * The tax of the next credit note of an invoice. Rounded for all notes together, so that their taxes and net amounts add up: the
 * note after which everything is given back takes the remainder. Never below nothing, never above `amountMinor`.
 */
export const creditedTax = (
  { totalMinor, taxMinor, taxRate }: Pick<Paper, 'totalMinor' | 'taxMinor' | 'taxRate'>,
  amountMinor: number,
  before: Credited,
): number => {
  const creditedMinor = before.totalMinor + amountMinor
  const due = (creditedMinor >= totalMinor ? taxMinor : containedTax(creditedMinor, taxRate)) - before.taxMinor
  return Math.max(0, Math.min(due, amountMinor))
}

type NoteDraft = Pick<Draft, 'id' | 'at' | 'seller'>

/** The buyer is that of the invoice, whatever has become of the person since. */
const credit = (invoice: Paper, totalMinor: number, before: Credited, { id, at, seller }: NoteDraft): InvoiceDraft => ({
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

/** The credit note for money given back, at the tax rate of the invoice it corrects and to its buyer. `before` was credited already. */
export const creditRefund = (invoice: Paper, refund: StoredRefund, before: Credited, draft: NoteDraft): InvoiceDraft => ({
  ...credit(invoice, refund.amountMinor, before, draft),
  refundId: refund.id,
})

/** The credit note for a plan whose money was given back whole. */
export const creditPlan = (invoice: Paper, draft: NoteDraft): InvoiceDraft => credit(invoice, invoice.totalMinor, nothing, draft)

/** The number as it is printed: `INV-2026-000123`, or `000123` for one from before there was one series for all. */
export const printNumber = ({ series, number }: InvoiceNumber): string => `${series === null ? '' : `${series}-`}${String(number).padStart(6, '0')}`

/** The invoice as it goes over the wire. */
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
