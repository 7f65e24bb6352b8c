import type { PolicyLevel, Quorum } from '@pantheon/contract'

/** A stage of a rule, with its approvers resolved to users. */
export interface PlannedStage {
  name: string
  /** The rule that requires it, with its level; missing in older requests. */
  rule?: { id: string; level: PolicyLevel }
  quorum: Quorum
  userIds: string[]
  deadlineHours: number
  remindHours: number | null
  escalation: { userIds: string[]; quorum: Quorum } | null
}

/** The number of approvals that a quorum requires of that many approvers. */
export const neededOf = (quorum: Quorum, approvers: number): number => (quorum.kind === 'any' ? 1 : quorum.kind === 'all' ? approvers : quorum.needed)
