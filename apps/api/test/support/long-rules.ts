import { newId } from '@pantheon/kernel'
import type { World } from '../../src/testing/index.ts'

/** Stores 96 rules of the platform, each as long as a rule may be. */
export const storeLongRules = async ({ db }: Pick<World, 'db'>): Promise<void> => {
  const at = new Date()
  const approvers = Array.from({ length: 19 }, () => ({ kind: 'user' as const, id: newId(at) }))
  const stage = { name: 'Desk', approvers, quorum: { kind: 'all' as const }, deadlineHours: 24, remindHours: null, escalation: null }
  const rules = Array.from({ length: 96 }, () => ({
    id: newId(at),
    organizationId: null,
    subject: 'refund' as const,
    workflow: { stages: Array(10).fill(stage) },
    isActive: true,
    createdAt: at,
    updatedAt: at,
  }))
  await db.insert(db.tables.approvalPolicies).values(rules)
}
