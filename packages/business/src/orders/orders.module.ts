import type { Clock } from '@pantheon/kernel'
import type { Module } from '@pantheon/runtime'
import { createSavedFilters } from '../filters/saved-filters.service.ts'
import { createAnalytics } from '../overview/analytics.service.ts'
import { createOrderMoves, type OrderMovesDeps } from './order-moves.service.ts'
import type { OrdersInternals } from './orders.service.ts'

export interface OrdersModuleDeps extends OrderMovesDeps {
  clock: Clock
  orders: OrdersInternals
}

/** Orders, bulk moves for operators, saved filters, and analytics. */
export const createOrdersModule = ({ db, clock, logger, orders, work }: OrdersModuleDeps) =>
  ({
    services: {
      orders,
      orderMoves: createOrderMoves({ db, logger, orders, work }),
      savedFilters: createSavedFilters({ db, clock }),
      analytics: createAnalytics({ db, clock }),
    },
  }) satisfies Module
