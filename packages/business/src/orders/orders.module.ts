import type { Module } from '@pantheon/runtime'
import { createSavedFilters } from '../filters/saved-filters.service.ts'
import { type AnalyticsDeps, createAnalytics } from '../overview/analytics.service.ts'
import { createOrderLists, type OrderListsDeps } from './order-lists.service.ts'
import { createOrderMoves, type OrderMovesDeps } from './order-moves.service.ts'
import type { OrdersInternals } from './orders.service.ts'

export interface OrdersModuleDeps extends OrderMovesDeps, AnalyticsDeps, Omit<OrderListsDeps, 'work'> {
  orders: OrdersInternals
}

/** Orders, bulk moves for operators, saved filters, and analytics. */
export const createOrdersModule = ({ db, clock, logger, orders, work, delivers, deliveredByPeople, exports }: OrdersModuleDeps) =>
  ({
    services: {
      orders: { ...orders, ...createOrderLists({ db, clock, work, delivers, exports }) },
      orderMoves: createOrderMoves({ db, logger, orders, work }),
      savedFilters: createSavedFilters({ db, clock }),
      analytics: createAnalytics({ db, clock, deliveredByPeople }),
    },
  }) satisfies Module
