import { ExportedFile, Invoice, InvoicePage, InvoiceRef, ListInvoices, PrintInvoice } from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { Invoices } from './invoices.types.ts'

const tags = ['invoices']

/** Procedures for invoices and credit notes. */
export const createInvoicesRouter = (invoices: Invoices) =>
  router({
    list: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/invoices', summary: 'List invoices and credit notes', tags, protect: true } })
      .input(ListInvoices)
      .output(InvoicePage)
      .query(({ ctx, input }) => invoices.list(ctx.actor, input)),
    get: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/invoices/{id}', summary: 'Read an invoice', tags, protect: true } })
      .input(InvoiceRef)
      .output(Invoice)
      .query(({ ctx, input }) => invoices.get(ctx.actor, input.id)),
    print: allow('payment:read')
      .meta({
        openapi: { method: 'GET', path: '/invoices/{id}/pdf', summary: 'Download an invoice as PDF', tags, protect: true },
        mediaTypes: ['application/pdf'],
      })
      .input(PrintInvoice)
      .output(ExportedFile)
      .query(({ ctx, input }) => invoices.print(ctx.actor, input)),
  })
