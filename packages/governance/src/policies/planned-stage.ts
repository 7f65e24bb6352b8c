import type { PolicyLevel, Quorum } from '@pantheon/contract'

/** A stage as the rule has it, with the people it stands for. */
export interface PlannedStage {
  name: string
  /** The rule that asks for it, and whose that is; missing in requests from before this was kept. */
  rule?: { id: string; level: PolicyLevel }
  quorum: Quorum
  userIds: string[]
  deadlineHours: number
  remindHours: number | null
  escalation: { userIds: string[]; quorum: Quorum } | null
}

/** How many approvals a quorum takes of so many approvers. */
export const neededOf = (quorum: Quorum, approvers: number): number => (quorum.kind === 'any' ? 1 : quorum.kind === 'all' ? approvers : quorum.needed)
