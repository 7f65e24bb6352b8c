import { type ApprovalResource, type Currency, isPlatformsOwn } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import { type Actor, type Clock, newId } from '@pantheon/kernel'
import { take } from './announce.ts'
import { cancelApproval, openApproval } from './approval.ts'
import { lockOpenApproval } from './approvals.repo.ts'
import { planStages } from './plan-stages.ts'
import { findActivePolicies } from './policies.repo.ts'
import { rulesFor } from './policy.ts'

/** What somebody wants to do that may need an approval. `title` is how people call it; money is in minor units. */
export interface ApprovalRequest {
  resourceType: ApprovalResource
  resourceId: string
  /**
   * The organization whose people read the request and whose own rules count: that of an order. What is the platform's own
   * is asked for among those who ask: what operators say about a refund is not for the buyer to read.
   */
  organizationId: string
  title: string
  amountMinor?: number
  currency?: Currency
  /** Of an AWS action. */
  class?: string
}

/** For what needs an approval: opening a request inside the transaction that needs it, and withdrawing it with what it was for. */
export const createApprovalRequests = ({ clock }: { clock: Clock }) => ({
  /**
   * Opens a request when a rule asks for one, in the caller's transaction: its id, or null when no rule does. Where both an
   * organization's own rule and the platform's do, it goes through the stages of both. What was wanted then waits for
   * `approval.approved`; `rejected`, `expired` and `cancelled` end it. Fails with `approval.no_approvers` when a rule names
   * too few people who could decide.
   */
  requestFor: async (tx: Tx, actor: Actor, request: ApprovalRequest): Promise<{ approvalId: string } | null> => {
    const { resourceType, resourceId, title, amountMinor = null, currency = null, class: kind = null, organizationId } = request
    const rules = rulesFor(await findActivePolicies(tx, organizationId, resourceType), { resourceType, amountMinor, currency, class: kind })
    const [first] = rules
    if (!first) return null
    const at = clock.now()
    const subject = { resourceType, resourceId, title, amountMinor, currency, class: kind }
    const asked = { id: newId(at), organizationId, policyId: first.id, ...subject, requesterId: actor.userId, createdAt: at }
    const approval = openApproval(asked, await planStages(tx, isPlatformsOwn(resourceType) ? null : organizationId, rules))
    await take(tx, { kind: 'opened', before: null, after: approval, actor, at })
    return { approvalId: approval.id }
  },

  /** Withdraws the open request about a thing that is no longer wanted. Nothing happens when there is none. */
  cancelFor: async (tx: Tx, actor: Actor, resource: { resourceType: ApprovalResource; resourceId: string }): Promise<void> => {
    const approval = await lockOpenApproval(tx, actor.scope, resource)
    if (!approval) return
    const at = clock.now()
    await take(tx, { kind: 'cancelled', before: approval, after: cancelApproval(approval, at), actor, at })
  },
})
export type ApprovalRequests = ReturnType<typeof createApprovalRequests>
