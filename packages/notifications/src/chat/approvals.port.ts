import type { DecideApproval } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** Decisions on approvals: the same use cases as in the web app. */
export interface ApprovalAnswers {
  approve(actor: Actor, input: DecideApproval): Promise<unknown>
  reject(actor: Actor, input: DecideApproval): Promise<unknown>
}
