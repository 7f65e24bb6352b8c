import type { DecideApproval } from '@pantheon/contract'
import type { Actor } from '@pantheon/kernel'

/** The answers to a request for approval: the very use-cases behind the screen's buttons. */
export interface ApprovalAnswers {
  approve(actor: Actor, input: DecideApproval): Promise<unknown>
  reject(actor: Actor, input: DecideApproval): Promise<unknown>
}
