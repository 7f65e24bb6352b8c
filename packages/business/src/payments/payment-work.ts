import type { Db } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import { takenStatuses } from './payment.ts'
import { countPayments, countRefundsDue, type PaymentCount } from './payment-work.repo.ts'
import { listReconciliations } from './reconciliations.repo.ts'

type Work = { agentId: 204; status: 'queued' | 'running' | 'succeeded' | 'failed'; n: number; lastActiveAt: Date | null }

/** Waiting for the buyer or for us counts as queued, processing at the provider as running; a payment that the buyer cancelled counts as no job. */
const stateOf = ({ status, isThere }: PaymentCount): Work['status'] | undefined => {
  if (takenStatuses.some((taken) => taken === status)) return 'succeeded'
  if (status === 'pending') return isThere ? 'running' : 'queued'
  return status === 'requires_action' ? 'queued' : status === 'failed' ? 'failed' : undefined
}

/** The work of agent 204, counted from the payments. The number of differences of a reconciliation is for readers of all organizations only. */
export const createPaymentWork =
  ({ db }: { db: Db }) =>
  async (scope: Scope) => {
    const mine = db.as(scope)
    const [counts, due, [last]] = await Promise.all([countPayments(mine, scope), countRefundsDue(mine, scope), listReconciliations(db, 1)])
    const work = counts.flatMap((each): Work[] => {
      const status = stateOf(each)
      return status === undefined ? [] : [{ agentId: 204, status, n: each.n, lastActiveAt: each.lastAt }]
    })
    const found = last && scope.organizationId === null ? last.differences.length : null
    const measures = [
      { agentId: 204 as const, name: 'reconciled' as const, count: found, at: last?.finishedAt.toISOString() ?? null },
      { agentId: 204 as const, name: 'refunds_due' as const, count: due, at: null },
    ]
    return { work, measures }
  }
