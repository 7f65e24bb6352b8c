import {
  HostedCheckout,
  ListPayments,
  ListReconciliations,
  OpenCheckout,
  Payment,
  PaymentMethods,
  PaymentPage,
  PaymentRef,
  PayOrder,
  Reconciliation,
  ReconciliationList,
} from '@pantheon/contract'
import { allow, open, router } from '@pantheon/rpc'
import { z } from 'zod'
import type { Payments, Reconciler } from './payments.types.ts'

const tags = ['payments']

/** Procedures for payments. The provider's callback has its own raw route, because its signature covers the bytes. */
export const createPaymentsRouter = (payments: Payments, reconciler: Reconciler) =>
  router({
    methods: open
      .meta({ openapi: { method: 'GET', path: '/payments/methods', summary: 'Read the payment provider and its methods', tags } })
      .input(z.void())
      .output(PaymentMethods)
      .query(() => payments.methods()),
    pay: allow('payment:make')
      .meta({ openapi: { method: 'POST', path: '/payments', summary: 'Pay an order', tags, protect: true }, creates: '/payments/{id}', resumes: true })
      .input(PayOrder)
      .output(Payment)
      .mutation(({ ctx, input }) => payments.pay(ctx.actor, input)),
    checkout: allow('payment:make')
      .meta({ openapi: { method: 'POST', path: '/payments/checkout', summary: 'Create a checkout page for an order', tags, protect: true } })
      .input(OpenCheckout)
      .output(HostedCheckout)
      .mutation(({ ctx, input }) => payments.checkout(ctx.actor, input.orderId)),
    reconcile: allow('payment:reconcile')
      .meta({ openapi: { method: 'POST', path: '/payments/reconciliations', summary: 'Run a reconciliation with the payment provider', tags, protect: true } })
      .input(z.void())
      .output(Reconciliation)
      .mutation(() => reconciler.reconcile()),
    reconciliations: allow('payment:reconcile')
      .meta({ openapi: { method: 'GET', path: '/payments/reconciliations', summary: 'List reconciliations, newest first', tags, protect: true } })
      .input(ListReconciliations)
      .output(ReconciliationList)
      .query(({ input }) => reconciler.list(input.limit)),
    list: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/payments', summary: 'List payments', tags, protect: true } })
      .input(ListPayments)
      .output(PaymentPage)
      .query(({ ctx, input }) => payments.list(ctx.actor, input)),
    get: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/payments/{id}', summary: 'Read a payment', tags, protect: true } })
      .input(PaymentRef)
      .output(Payment)
      .query(({ ctx, input }) => payments.get(ctx.actor, input.id)),
  })
