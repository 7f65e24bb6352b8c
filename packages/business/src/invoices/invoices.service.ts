import type { ExportedFile, Invoice, InvoiceSeller, ListInvoices, Page, PrintInvoice } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, agentActor, by, type Clock, newId, orFail, pageBySort } from '@pantheon/kernel'
import type { StoredSubscription } from '../credits/subscription.ts'
import type { PlanBill } from '../credits/subscriptions.port.ts'
import type { StoredOrder } from '../orders/order.ts'
import type { StoredPayment } from '../payments/payment.ts'
import type { StoredRefund } from '../payments/refund.ts'
import { billOrder, billPlan, creditPlan, creditRefund, invoiceSortKeys, type StoredInvoice, toInvoice } from './invoice.ts'
import type { InvoicePrinter } from './invoice-printer.port.ts'
import { findBuyer, findInvoice, findInvoiceOf, findInvoicesOfPlan, findOwner, insertInvoice, listInvoices, sumCredited, takeNumber } from './invoices.repo.ts'

export interface InvoicesDeps {
  db: Db
  clock: Clock
  printer: InvoicePrinter
  seller: InvoiceSeller
  /** Percent that prices contain, e.g. `10`. */
  taxRate: string
}

/** Bills what is paid and credits what is given back, in the transaction in which that is written: both or neither. */
export const createInvoices = ({ db, clock, printer, seller, taxRate }: InvoicesDeps) => {
  const issue = async (
    tx: Tx,
    { organizationId, userId }: { organizationId: string; userId: string },
    write: (number: number, buyer: StoredInvoice['buyer']) => StoredInvoice,
  ): Promise<StoredInvoice> => {
    const buyer = await findBuyer(tx, userId, organizationId)
    const invoice = write(await takeNumber(tx, organizationId), buyer)
    await insertInvoice(tx, invoice)
    const { id: invoiceId, orderId } = invoice
    const about = orderId === null ? {} : { orderId }
    tx.emit('invoice.issued', { ...by(agentActor(204, organizationId)), ...about, data: { invoiceId, orderId }, after: invoice })
    return invoice
  }

  return {
    bill: async (tx: Tx, order: StoredOrder, payment: StoredPayment): Promise<void> => {
      await issue(tx, order, (number, buyer) => billOrder(order, payment, { id: newId(), number, at: clock.now(), taxRate, seller, buyer }))
    },

    /**
     * Credits a refund of what was billed; `givenMinor` is what has gone back of the payment in all. A credit note stands when
     * the bank sends the money back, as it is owed then: what is given once more is not credited once more. Money that
     * came for an order which was not payable was never billed.
     */
    credit: async (tx: Tx, order: StoredOrder, refund: StoredRefund, givenMinor: number): Promise<void> => {
      const invoice = await findInvoiceOf(tx, refund.paymentId)
      if (!invoice) return
      const amountMinor = Math.min(refund.amountMinor, givenMinor - (await sumCredited(tx, refund.paymentId)))
      if (amountMinor <= 0) return
      await issue(tx, order, (number, buyer) => creditRefund(invoice, { ...refund, amountMinor }, { id: newId(), number, at: clock.now(), seller, buyer }))
    },

    /**
     * Bills what was paid for a plan, each of its `bills` once, and credits all of it when the plan was called off. The
     * caller holds the lock of the organization's account.
     */
    followPlan: async (tx: Tx, subscription: StoredSubscription, bills: readonly PlanBill[]): Promise<void> => {
      const { id: subscriptionId, organizationId, calledOffAt } = subscription
      const papers = await findInvoicesOfPlan(tx, subscriptionId)
      const find = (billId: string | null, kind: StoredInvoice['kind']): StoredInvoice | undefined =>
        papers.find((paper) => paper.billId === billId && paper.kind === kind)
      const userId = (await findOwner(tx, organizationId)) ?? ''
      const stamp = () => ({ id: newId(), at: clock.now(), seller })
      for (const bill of bills) {
        const known = find(bill.id, 'invoice')
        const invoice =
          known ?? (await issue(tx, { organizationId, userId }, (number, buyer) => billPlan(subscription, bill, { ...stamp(), number, taxRate, buyer })))
        if (calledOffAt === null || find(bill.id, 'credit_note')) continue
        await issue(tx, { organizationId, userId }, (number, buyer) => creditPlan(invoice, { ...stamp(), number, buyer }))
      }
    },

    /** Invoices and credit notes of the scope, in the order that was asked for. Fails with `input.invalid` for a cursor of another sort. */
    list: (actor: Actor, input: ListInvoices): Promise<Page<Invoice>> => {
      const { orderId, sort } = input
      return pageBySort(sort, invoiceSortKeys[sort], input, (window) => listInvoices(db.as(actor.scope), actor.scope, { orderId, sort, ...window }), toInvoice)
    },

    get: async (actor: Actor, id: string): Promise<Invoice> => toInvoice(orFail(await findInvoice(db.as(actor.scope), actor.scope, id), 'invoice.not_found')),

    /** The paper, as PDF. */
    print: async (actor: Actor, { id, locale }: PrintInvoice): Promise<ExportedFile> => {
      const invoice = toInvoice(orFail(await findInvoice(db.as(actor.scope), actor.scope, id), 'invoice.not_found'))
      const fileName = `${invoice.kind === 'invoice' ? 'invoice' : 'credit-note'}-${String(invoice.number).padStart(6, '0')}.pdf`
      return { fileName, mediaType: 'application/pdf', base64: Buffer.from(await printer.print(invoice, locale)).toString('base64') }
    },
  }
}
export type Invoices = ReturnType<typeof createInvoices>
