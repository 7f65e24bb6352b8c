import type { ApprovalStatus } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import { countApprovals, countSteps } from './approval-work.repo.ts'

/** A request that was taken back was no work that ended. */
const states = { pending: 'running', approved: 'succeeded', rejected: 'succeeded', expired: 'failed', cancelled: undefined } as const satisfies Record<
  ApprovalStatus,
  'running' | 'succeeded' | 'failed' | undefined
>
const steps = { reminded: 'reminders', escalated: 'escalations' } as const

/** What agent 205 does and has done, counted from the approvals and their history: open, decided, run out of time; reminders and stages handed on. */
export const createApprovalWork =
  ({ db }: { db: Db }) =>
  async (scope: Scope) => {
    const mine = db.as(scope)
    const [counts, taken] = await Promise.all([countApprovals(mine, scope), countSteps(mine, scope, ['reminded', 'escalated'])])
    const work = counts.flatMap(({ status, n, lastAt }) => {
      const state = states[status]
      return state === undefined ? [] : [{ agentId: 205 as const, status: state, n, lastActiveAt: lastAt }]
    })
    const measures = (['reminded', 'escalated'] as const).map((kind) => {
      const step = taken.find((each) => each.kind === kind)
      return { agentId: 205 as const, name: steps[kind], count: step?.n ?? 0, at: step?.lastAt?.toISOString() ?? null }
    })
    return { work, measures }
  }
