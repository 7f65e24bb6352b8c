import { type BusinessState, formatAmount } from '@pantheon/contract'
import type { Scope } from '@pantheon/kernel'
import { toOrder } from '../orders/order.ts'
import { countOrders, listOrders } from '../orders/orders.repo.ts'
import { toPayment } from '../payments/payment.ts'
import { listPayments, sumTaken } from '../payments/payments.repo.ts'
import type { AnalyticsDeps } from './analytics.service.ts'
import { countToDeliver } from './attention.repo.ts'

const latest = 8

/** Business figures for the system overview. Days are UTC. */
export const createBusinessOverview =
  ({ db, clock, deliveredByPeople }: AnalyticsDeps) =>
  async (scope: Scope): Promise<BusinessState> => {
    const mine = db.as(scope)
    const midnight = new Date(clock.now().toISOString().slice(0, 10))
    const [counts, undelivered, taken, orders, payments] = await Promise.all([
      countOrders(mine, scope, midnight),
      countToDeliver(mine, scope, deliveredByPeople),
      sumTaken(mine, scope, midnight),
      listOrders(mine, scope, { limit: latest }),
      listPayments(mine, scope, { orderId: undefined, after: undefined, limit: latest }),
    ])
    return {
      orders: counts.byStatus,
      ordersToDeliver: undelivered.n,
      ordersToday: counts.since,
      takenToday: taken.map(({ currency, minor }) => ({ currency, amount: formatAmount(minor, currency) })),
      latestOrders: orders.map(toOrder),
      latestPayments: payments.map(toPayment),
    }
  }
