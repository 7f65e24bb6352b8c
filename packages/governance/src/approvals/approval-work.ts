import type { ApprovalStatus } from '@pantheon/contract'
import type { Db } from '@pantheon/db'
import type { Scope } from '@pantheon/kernel'
import { countApprovals, countSteps } from './approval-work.repo.ts'

/** A withdrawn request counts as no job. */
const states = { pending: 'running', approved: 'succeeded', rejected: 'succeeded', expired: 'failed', cancelled: undefined } as const satisfies Record<
  ApprovalStatus,
  'running' | 'succeeded' | 'failed' | undefined
>
const steps = { reminded: 'reminders', escalated: 'escalations' } as const

/** The work of agent 205, counted from the approvals and their history: open, decided and expired ones, reminders and escalations. */
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
