import type { ExportedFile, Invoice, InvoiceSeller, ListInvoices, Page, PrintInvoice } from '@pantheon/contract'
import type { Db, Tx } from '@pantheon/db'
import { type Actor, agentActor, by, type Clock, newId, orFail, pageBySort } from '@pantheon/kernel'
import type { StoredOrder } from '../orders/order.ts'
import type { StoredPayment } from '../payments/payment.ts'
import type { StoredRefund } from '../payments/refund.ts'
import { billOrder, creditRefund, invoiceSortKeys, type StoredInvoice, toInvoice } from './invoice.ts'
import type { InvoicePrinter } from './invoice-printer.port.ts'
import { findBuyer, findInvoice, findInvoiceOf, insertInvoice, listInvoices, takeNumber } from './invoices.repo.ts'

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
  const issue = async (tx: Tx, order: StoredOrder, write: (number: number, buyer: StoredInvoice['buyer']) => StoredInvoice): Promise<void> => {
    const { organizationId, id: orderId, userId } = order
    const buyer = await findBuyer(tx, userId, organizationId)
    const invoice = write(await takeNumber(tx, organizationId), buyer)
    await insertInvoice(tx, invoice)
    tx.emit('invoice.issued', { ...by(agentActor(204, organizationId)), orderId, data: { invoiceId: invoice.id, orderId }, after: invoice })
  }

  return {
    bill: (tx: Tx, order: StoredOrder, payment: StoredPayment): Promise<void> =>
      issue(tx, order, (number, buyer) => billOrder(order, payment, { id: newId(), number, at: clock.now(), taxRate, seller, buyer })),

    /** Credits a refund of what was billed. Money that came for an order which was not payable was never billed. */
    credit: async (tx: Tx, order: StoredOrder, refund: StoredRefund): Promise<void> => {
      const invoice = await findInvoiceOf(tx, refund.paymentId)
      if (!invoice) return
      await issue(tx, order, (number, buyer) => creditRefund(invoice, refund, { id: newId(), number, at: clock.now(), seller, buyer }))
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
