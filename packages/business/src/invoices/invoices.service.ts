import type { ExportedFile, Invoice, InvoiceSeller, ListInvoices, Page, PrintInvoice } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, type Clock, dayIn, newId, orFail, pageBySort } from '@pantheon/kernel'
import type { StoredSubscription } from '../credits/subscription.ts'
import type { PlanBill } from '../credits/subscriptions.port.ts'
import type { StoredOrder } from '../orders/order.ts'
import type { StoredPayment } from '../payments/payment.ts'
import type { StoredRefund } from '../payments/refund.ts'
import { billOrder, billPlan, creditedBy, creditPlan, creditRefund, type InvoiceDocument, invoiceSortKeys, toInvoice } from './invoice.ts'
import { countDrafts, insertDraft } from './invoice-drafts.repo.ts'
import type { InvoicePrinter } from './invoice-printer.port.ts'
import { findBuyer, findDocumentsOf, findInvoice, findOrderTitles, findOwner, listInvoices } from './invoices.repo.ts'
import type { Invoices } from './invoices.types.ts'

export interface InvoicesDeps {
  db: Db
  clock: Clock
  printer: InvoicePrinter
  seller: InvoiceSeller
  /** The tax rate that prices contain, in percent, e.g. `10`. */
  taxRate: string
  /** Time zone of the dates on documents (IANA). */
  timeZone: string
  /** Triggers the issuing of committed drafts, without waiting for it. */
  issueSoon: () => void
}

/** `Invoices` plus methods for the rest of the server. */
export interface InvoicesInternals extends Invoices {
  /** Triggers the issuing of committed drafts, without waiting for it. */
  issueSoon(): void
  bill(tx: Tx, order: StoredOrder, payment: StoredPayment): Promise<void>
  /**
   * Credits a refund of a billed payment; `givenMinor` is the total refunded of the payment. A credit note stays valid when the
   * bank returns the refund, as the money is still owed: repeating that refund is not credited again. A payment for an order
   * that was not payable was never billed. The caller holds the lock of the order.
   */
  credit(tx: Tx, order: StoredOrder, refund: StoredRefund, givenMinor: number): Promise<void>
  /**
   * Bills what was paid for a plan, each of its `bills` once, and credits all of it when the plan was cancelled as surplus. The
   * caller holds the lock of the organization's account.
   */
  followPlan(tx: Tx, subscription: StoredSubscription, bills: readonly PlanBill[]): Promise<void>
}

/**
 * Bills payments and credits refunds, in the transaction that writes them: both or neither. It only writes a draft with its
 * buyer; `createIssueDrafts` numbers it soon after, so that payments do not wait for each other's lock on the series.
 */
export const createInvoices = ({ db, clock, printer, seller, taxRate, timeZone, issueSoon }: InvoicesDeps): InvoicesInternals => {
  const dayOf = dayIn(timeZone)
  const stamp = () => {
    const at = clock.now()
    return { id: newId(at), at, seller }
  }

  const named = async (actor: Actor, documents: readonly Omit<Invoice, 'about'>[]): Promise<Invoice[]> => {
    const titles = await findOrderTitles(
      db.as(actor.scope),
      documents.flatMap(({ orderId }) => orderId ?? []),
    )
    return documents.map((document) => ({ ...document, about: titles.get(document.orderId ?? '') ?? null }))
  }

  const get = async (actor: Actor, id: string): Promise<Invoice> => {
    const document = orFail(await findInvoice(db.as(actor.scope), actor.scope, id), 'invoice.not_found')
    const [invoice] = await named(actor, [toInvoice(document)])
    return orFail(invoice, 'invoice.not_found')
  }

  return {
    issueSoon,

    bill: async (tx: Tx, order: StoredOrder, payment: StoredPayment): Promise<void> => {
      const buyer = await findBuyer(tx, order.userId, order.organizationId)
      await insertDraft(tx, billOrder(order, payment, { ...stamp(), taxRate, buyer }))
    },

    credit: async (tx: Tx, order: StoredOrder, refund: StoredRefund, givenMinor: number): Promise<void> => {
      const documents = (await findDocumentsOf(tx, 'orderId', order.id)).filter(({ paymentId }) => paymentId === refund.paymentId)
      const invoice = documents.find(({ kind }) => kind === 'invoice')
      if (!invoice) return
      const before = creditedBy(documents)
      const amountMinor = Math.min(refund.amountMinor, givenMinor - before.totalMinor)
      if (amountMinor <= 0) return
      await insertDraft(tx, creditRefund(invoice, { ...refund, amountMinor }, before, stamp()))
    },

    followPlan: async (tx: Tx, subscription: StoredSubscription, bills: readonly PlanBill[]): Promise<void> => {
      const { id: subscriptionId, organizationId, calledOffAt } = subscription
      const documents = await findDocumentsOf(tx, 'subscriptionId', subscriptionId)
      const find = (billId: string | null, kind: InvoiceDocument['kind']): InvoiceDocument | undefined =>
        documents.find((document) => document.billId === billId && document.kind === kind)
      const buyer = await findBuyer(tx, (await findOwner(tx, organizationId)) ?? '', organizationId)
      for (const bill of bills) {
        let invoice = find(bill.id, 'invoice')
        if (!invoice) {
          const draft = billPlan(subscription, bill, { ...stamp(), dayOf, taxRate, buyer })
          await insertDraft(tx, draft)
          invoice = draft
        }
        if (calledOffAt === null || find(bill.id, 'credit_note')) continue
        await insertDraft(tx, creditPlan(invoice, stamp()))
      }
    },

    list: async (actor: Actor, input: ListInvoices): Promise<Page<Invoice> & { pending: number }> => {
      const { orderId, sort } = input
      const scoped = db.as(actor.scope)
      // Counted first: a draft issued in between shows up in the list.
      const pending = await countDrafts(scoped, actor.scope, orderId)
      const page = await pageBySort(sort, invoiceSortKeys[sort], input, (window) => listInvoices(scoped, actor.scope, { orderId, sort, ...window }), toInvoice)
      return { ...page, items: await named(actor, page.items), pending }
    },

    get,

    print: async (actor: Actor, { id, locale }: PrintInvoice): Promise<ExportedFile> => {
      const invoice = await get(actor, id)
      const fileName = `${invoice.kind === 'invoice' ? 'invoice' : 'credit-note'}-${invoice.number}.pdf`
      const bytes = await printer.print(invoice, locale, actor.organizationId)
      return { fileName, mediaType: 'application/pdf', base64: Buffer.from(bytes).toString('base64') }
    },
  }
}
