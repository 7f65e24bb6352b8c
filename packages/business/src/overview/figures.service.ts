import {
  type Attention,
  type BestSellers,
  type BestSellersRequest,
  concernKinds,
  type FiguresRequest,
  formatAmount,
  type OrderFigures,
  orderTitle,
  type RevenueFigures,
} from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import { type Actor, type Clock, periodOf } from '@pantheon/kernel'
import { listReconciliations } from '../payments/reconciliations.repo.ts'
import { countConcerns, latestConcerns } from './attention.repo.ts'
import { bestSellers, countOutcomes, sumMoney } from './figures.repo.ts'
import { orderFigures, revenueFigures } from './figures.ts'
import type { Figures } from './figures.types.ts'

const latest = 8
/** By then a comparison of the books has ended whatever the provider knows of. */
const stuckMs = 25 * 3_600_000

/** Trade over time, as far as the actor sees: an operator everyone's, anybody else their organization's own. */
export const createFigures = ({ db, clock }: { db: Db; clock: Clock }): Figures => ({
  revenue: async ({ scope }: Actor, request: FiguresRequest): Promise<RevenueFigures> => {
    const period = periodOf(request, clock.now())
    return { period, currencies: revenueFigures(period, await sumMoney(db.as(scope), scope, period)) }
  },
  orders: async ({ scope }: Actor, request: FiguresRequest): Promise<OrderFigures> => {
    const period = periodOf(request, clock.now())
    return { period, ...orderFigures(period, await countOutcomes(db.as(scope), scope, period)) }
  },
  bestSellers: async ({ scope }: Actor, { currency, limit, ...request }: BestSellersRequest): Promise<BestSellers> => {
    const sold = await bestSellers(db.as(scope), scope, periodOf(request, clock.now()), { currency, limit })
    return { currency, items: sold.map(({ minor, ...product }) => ({ ...product, net: formatAmount(minor, currency) })) }
  },
  attention: async ({ scope }: Actor): Promise<Attention> => {
    const mine = db.as(scope)
    const stuckSince = new Date(clock.now().getTime() - stuckMs)
    const [counted, found, [comparison]] = await Promise.all([
      countConcerns(mine, scope, stuckSince),
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
    return { counts, latest: found.map(toWire), lastComparison }
  },
})
