import { type BusinessState, formatAmount } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Clock, Scope } from '@pantheon/kernel'
import { toOrder } from '../orders/order.ts'
import { countOrders, listOrders } from '../orders/orders.repo.ts'
import { toPayment } from '../payments/payment.ts'
import { listPayments, sumTaken } from '../payments/payments.repo.ts'

const latest = 8

/** Business figures for the system overview. Days are UTC. */
export const createBusinessOverview =
  ({ db, clock }: { db: Db; clock: Clock }) =>
  async (scope: Scope): Promise<BusinessState> => {
    const mine = db.as(scope)
    const midnight = new Date(clock.now().toISOString().slice(0, 10))
    const [counts, taken, orders, payments] = await Promise.all([
      countOrders(mine, scope, midnight),
      sumTaken(mine, scope, midnight),
      listOrders(mine, scope, { limit: latest }),
      listPayments(mine, scope, { orderId: undefined, after: undefined, limit: latest }),
    ])
    return {
      orders: counts.byStatus,
      ordersToday: counts.since,
      takenToday: taken.map(({ currency, minor }) => ({ currency, amount: formatAmount(minor, currency) })),
      latestOrders: orders.map(toOrder),
      latestPayments: payments.map(toPayment),
    }
  }
