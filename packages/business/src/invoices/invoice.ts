import { type Currency, currencies, formatAmount, type Invoice, type InvoiceBuyer, type InvoiceSeller, type InvoiceSort } from '@pantheon/contract'
import type { SortKey } from '@pantheon/kernel'
import { planTitles } from '../credits/plans.ts'
import type { StoredSubscription } from '../credits/subscription.ts'
import type { PlanBill } from '../credits/subscriptions.port.ts'
import type { StoredOrder } from '../orders/order.ts'
import type { StoredPayment } from '../payments/payment.ts'
import type { StoredRefund } from '../payments/refund.ts'

/** An invoice or a credit note as the shop keeps it. */
export interface StoredInvoice {
  id: string
  organizationId: string
  number: number
  kind: Invoice['kind']
  /** With its payment; null for a plan. */
  orderId: string | null
  paymentId: string | null
  /** With the bill of it that was paid, as its provider calls it; null for an order. */
  subscriptionId: string | null
  billId: string | null
  refundId: string | null
  corrects: number | null
  currency: Currency
  lines: { description: string; quantity: number; unitMinor: number; totalMinor: number }[]
  taxRate: string
  taxMinor: number
  totalMinor: number
  seller: InvoiceSeller
  buyer: InvoiceBuyer
  issuedAt: Date
}

/** An invoice with what only lists are sorted by: the database writes both, null never. */
export interface ListedInvoice extends StoredInvoice {
  signedMinor: number | null
  buyerKey: string | null
}

const byTime: SortKey<ListedInvoice> = { parts: ['moment', 'id'], positionOf: ({ issuedAt, id }) => [issuedAt.getTime(), id] }
const byAmount: SortKey<ListedInvoice> = {
  parts: [currencies, 'number', 'id'],
  positionOf: ({ currency, signedMinor, id }) => [currency, signedMinor ?? 0, id],
}
const byBuyer: SortKey<ListedInvoice> = { parts: ['text', 'id'], positionOf: ({ buyerKey, id }) => [buyerKey ?? '', id] }
/** Where an invoice stands in a list of each sort. */
export const invoiceSortKeys: Record<InvoiceSort, SortKey<ListedInvoice>> = {
  ...{ newest: byTime, oldest: byTime },
  ...{ amount_high: byAmount, amount_low: byAmount },
  ...{ buyer_az: byBuyer, buyer_za: byBuyer },
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

interface Issue {
  id: string
  number: number
  at: Date
  taxRate: string
  seller: InvoiceSeller
  buyer: InvoiceBuyer
}

/** The invoice for an order that was paid. */
export const billOrder = (order: StoredOrder, payment: StoredPayment, { id, number, at, taxRate, seller, buyer }: Issue): StoredInvoice => ({
  id,
  organizationId: order.organizationId,
  number,
  kind: 'invoice',
  orderId: order.id,
  paymentId: payment.id,
  subscriptionId: null,
  billId: null,
  refundId: null,
  corrects: null,
  currency: payment.currency,
  lines: [{ description: order.productName, quantity: order.quantity, unitMinor: order.unitPriceMinor, totalMinor: order.totalMinor }],
  taxRate,
  taxMinor: containedTax(payment.amountMinor, taxRate),
  totalMinor: payment.amountMinor,
  seller,
  buyer,
  issuedAt: at,
})

const dayOf = (at: Date): string => at.toISOString().slice(0, 10)

/** The invoice for what was paid for a plan. Its line names days (UTC) without words, so that it reads in every language. */
export const billPlan = (
  { id: subscriptionId, organizationId, plan }: StoredSubscription,
  bill: PlanBill,
  { id, number, at, taxRate, seller, buyer }: Issue,
): StoredInvoice => {
  const { amountMinor: totalMinor, currency } = bill
  const description = `${planTitles[bill.plan ?? plan]} (${dayOf(bill.periodStart)} – ${dayOf(bill.periodEnd)})`
  return {
    ...{ id, organizationId, number, kind: 'invoice', orderId: null, paymentId: null, subscriptionId, billId: bill.id, refundId: null, corrects: null },
    ...{ currency, lines: [{ description, quantity: 1, unitMinor: totalMinor, totalMinor }], taxRate, taxMinor: containedTax(totalMinor, taxRate), totalMinor },
    ...{ seller, buyer, issuedAt: at },
  }
}

const credit = (invoice: StoredInvoice, totalMinor: number, { id, number, at, seller, buyer }: Omit<Issue, 'taxRate'>): StoredInvoice => ({
  ...invoice,
  ...{ id, number, kind: 'credit_note', corrects: invoice.number, seller, buyer, issuedAt: at },
  lines: [{ description: invoice.lines[0]?.description ?? '', quantity: 1, unitMinor: totalMinor, totalMinor }],
  taxMinor: containedTax(totalMinor, invoice.taxRate),
  totalMinor,
})

/** The credit note for money given back, at the tax rate of the invoice it corrects. */
export const creditRefund = (invoice: StoredInvoice, refund: StoredRefund, issue: Omit<Issue, 'taxRate'>): StoredInvoice => ({
  ...credit(invoice, refund.amountMinor, issue),
  refundId: refund.id,
})

/** The credit note for a plan whose money was given back whole. */
export const creditPlan = (invoice: StoredInvoice, issue: Omit<Issue, 'taxRate'>): StoredInvoice => credit(invoice, invoice.totalMinor, issue)

/** The invoice as it goes over the wire. */
export const toInvoice = (invoice: StoredInvoice): Invoice => {
  const { currency, totalMinor, taxMinor, lines } = invoice
  const money = (minor: number): string => formatAmount(minor, currency)
  return {
    id: invoice.id,
    organizationId: invoice.organizationId,
    number: invoice.number,
    kind: invoice.kind,
    corrects: invoice.corrects,
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
  }
}
