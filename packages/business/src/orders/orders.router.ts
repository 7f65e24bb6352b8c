import {
  ExportedFile,
  ListedOrder,
  ListOrders,
  MovedOrders,
  MoveOrder,
  MoveOrders,
  Order,
  OrderFilter,
  OrderPage,
  OrderRef,
  PlaceOrder,
  Refund,
  RefundList,
  RefundOrder,
  Timeline,
} from '@pantheon/contract'
import { allow, router } from '@pantheon/rpc'
import type { Refunds } from '../payments/payments.types.ts'
import type { OrderMoves, Orders } from './orders.types.ts'

const tags = ['orders']

/** Procedures for orders. */
export const createOrdersRouter = (orders: Orders, moves: OrderMoves, refunds: Refunds) =>
  router({
    list: allow('order:read')
      .meta({ openapi: { method: 'GET', path: '/orders', summary: 'List orders', tags, protect: true } })
      .input(ListOrders)
      .output(OrderPage)
      .query(({ ctx, input }) => orders.list(ctx.actor, input)),
    get: allow('order:read')
      .meta({ openapi: { method: 'GET', path: '/orders/{id}', summary: 'Read an order', tags, protect: true } })
      .input(OrderRef)
      .output(ListedOrder)
      .query(({ ctx, input }) => orders.get(ctx.actor, input.id)),
    exportFile: allow('order:read')
      .meta({ openapi: { method: 'GET', path: '/exports/orders', summary: 'Export orders as CSV', tags, protect: true }, mediaTypes: ['text/csv'] })
      .input(OrderFilter)
      .output(ExportedFile)
      .query(({ ctx, input }) => orders.exportFile(ctx.actor, input)),
    timeline: allow('order:read')
      .meta({ openapi: { method: 'GET', path: '/orders/{id}/timeline', summary: 'Read the timeline of an order', tags, protect: true } })
      .input(OrderRef)
      .output(Timeline)
      .query(({ ctx, input }) => orders.timeline(ctx.actor, input.id)),
    place: allow('order:place')
      .meta({ openapi: { method: 'POST', path: '/orders', summary: 'Place an order', tags, protect: true }, creates: '/orders/{id}' })
      .input(PlaceOrder)
      .output(Order)
      .mutation(({ ctx, input }) => orders.place(ctx.actor, input, { ignoresUnknown: ctx.ignoresUnknown === true })),
    cancel: allow('order:cancel')
      .meta({ openapi: { method: 'POST', path: '/orders/{id}/cancel', summary: 'Cancel an unpaid order', tags, protect: true } })
      .input(MoveOrder)
      .output(Order)
      .mutation(({ ctx, input }) => orders.cancel(ctx.actor, input)),
    cancelMany: allow('order:cancel')
      .meta({ openapi: { method: 'POST', path: '/bulk/orders/cancel', summary: 'Cancel many unpaid orders', tags, protect: true }, resumes: true })
      .input(MoveOrders)
      .output(MovedOrders)
      .mutation(({ ctx, input }) => moves.cancelMany(ctx.actor, input)),
    fulfilMany: allow('order:fulfil')
      .meta({ openapi: { method: 'POST', path: '/bulk/orders/fulfil', summary: 'Mark many orders as delivered', tags, protect: true }, resumes: true })
      .input(MoveOrders)
      .output(MovedOrders)
      .mutation(({ ctx, input }) => moves.fulfilMany(ctx.actor, input)),
    retryMany: allow('job:retry')
      .meta({
        openapi: { method: 'POST', path: '/bulk/orders/retry', summary: 'Retry many failed orders', tags, protect: true },
        resumes: true,
        limit: 'generation',
      })
      .input(MoveOrders)
      .output(MovedOrders)
      .mutation(({ ctx, input }) => moves.retryMany(ctx.actor, input, () => ctx.limit('generation', ctx.actor))),
    refund: allow('order:refund')
      .meta({ openapi: { method: 'POST', path: '/orders/{id}/refund', summary: 'Refund an order, in full or in part', tags, protect: true } })
      .input(RefundOrder)
      .output(Refund)
      .mutation(({ ctx, input }) => refunds.request(ctx.actor, input)),
    refunds: allow('payment:read')
      .meta({ openapi: { method: 'GET', path: '/orders/{id}/refunds', summary: 'List the refunds of an order', tags, protect: true } })
      .input(OrderRef)
      .output(RefundList)
      .query(({ ctx, input }) => refunds.list(ctx.actor, input.id)),
    fulfil: allow('order:fulfil')
      .meta({ openapi: { method: 'POST', path: '/orders/{id}/fulfil', summary: 'Mark an order as delivered', tags, protect: true } })
      .input(MoveOrder)
      .output(Order)
      .mutation(({ ctx, input }) => orders.fulfil(ctx.actor, input)),
  })
