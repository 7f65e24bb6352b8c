import {
  type AnalyticsRequest,
  type Attention,
  type BestSellers,
  type BestSellersRequest,
  concernKinds,
  formatAmount,
  type OrderAnalytics,
  orderTitle,
  type ProductCategory,
  type RevenueAnalytics,
} from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, periodOf } from '@pantheon/kernel'
import { listReconciliations } from '../payments/reconciliations.repo.ts'
import { bestSellers, countOutcomes, sumMoneyFlow } from './analytics.repo.ts'
import { orderAnalytics, revenueAnalytics } from './analytics.ts'
import type { AnalyticsServices } from './analytics.types.ts'
import { countConcerns, countToDeliver, latestConcerns } from './attention.repo.ts'

const latest = 8
/** At this age a reconciliation has synced or ended every payment that it can resolve. */
const stuckMs = 25 * 3_600_000

export interface AnalyticsDeps {
  db: Db
  clock: Clock
  /** The categories that no agent fulfils. */
  deliveredByPeople: readonly ProductCategory[]
}

/** Analytics of revenue and orders within the actor's scope: operators see all organizations, everybody else their own. */
export const createAnalytics = ({ db, clock, deliveredByPeople }: AnalyticsDeps): AnalyticsServices => ({
  revenue: async ({ scope }: Actor, request: AnalyticsRequest): Promise<RevenueAnalytics> => {
    const period = periodOf(request, clock.now())
    return { period, currencies: revenueAnalytics(period, await sumMoneyFlow(db.as(scope), scope, period)) }
  },
  orders: async ({ scope }: Actor, request: AnalyticsRequest): Promise<OrderAnalytics> => {
    const period = periodOf(request, clock.now())
    return { period, ...orderAnalytics(period, await countOutcomes(db.as(scope), scope, period)) }
  },
  bestSellers: async ({ scope }: Actor, { currency, limit, ...request }: BestSellersRequest): Promise<BestSellers> => {
    const sold = await bestSellers(db.as(scope), scope, periodOf(request, clock.now()), { currency, limit })
    return { currency, items: sold.map(({ minor, ...product }) => ({ ...product, net: formatAmount(minor, currency) })) }
  },
  attention: async ({ scope }: Actor): Promise<Attention> => {
    const mine = db.as(scope)
    const stuckSince = new Date(clock.now().getTime() - stuckMs)
    const [counted, undelivered, found, [comparison]] = await Promise.all([
      countConcerns(mine, scope, stuckSince),
      countToDeliver(mine, scope, deliveredByPeople),
      latestConcerns(mine, scope, { stuckSince, limit: latest }),
      listReconciliations(db, 1),
    ])
    const counts = Object.fromEntries(concernKinds.map((kind) => [kind, Number(counted.find((row) => row.kind === kind)?.n ?? 0)])) as Attention['counts']
    const toWire = ({ minor, at, input, ...concern }: (typeof found)[number]) => ({
      ...concern,
      about: orderTitle({ input, productName: concern.productName }),
      amount: formatAmount(minor, concern.currency),
      at: at.toISOString(),
    })
    const unrepaired = comparison?.differences.filter(({ isRepaired }) => !isRepaired).length ?? 0
    const lastComparison = comparison ? { finishedAt: comparison.finishedAt.toISOString(), checked: comparison.checked, unrepaired } : null
    const toDeliver = { count: undelivered.n, oldestAt: undelivered.oldestAt?.toISOString() ?? null }
    return { counts, toDeliver, latest: found.map(toWire), lastComparison }
  },
})
