import { type ApprovalResource, type Currency, isPlatformsOwn } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import { type Actor, type Clock, newId } from '@pantheon/kernel'
import { planStages } from '../policies/plan-stages.ts'
import { findActivePolicies } from '../policies/policies.repo.ts'
import { rulesFor } from '../policies/policy.ts'
import type { SaveAndEmit } from './announce.ts'
import { cancelApproval, openApproval } from './approval.ts'
import { lockOpenApproval } from './approvals.repo.ts'

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

/** An approval that is needed and not asked for yet. */
interface NeededApproval {
  /** Asks for it, as somebody's request. */
  open(actor: Actor): Promise<void>
}

/** For what needs an approval: opening a request inside the transaction that needs it, and withdrawing it with what it was for. */
export const createApprovalRequests = ({ clock, saveAndEmit }: { clock: Clock; saveAndEmit: SaveAndEmit }) => ({
  /**
   * The approval that a rule asks for, to be opened in the caller's transaction; null when no rule does. Where both an
   * organization's own rule and the platform's do, it goes through the stages of both. What was wanted then waits for
   * `approval.approved`; `rejected`, `expired` and `cancelled` end it. Fails with `approval.no_approvers` when a rule names
   * too few people who could decide.
   */
  neededFor: async (tx: Tx, request: ApprovalRequest): Promise<NeededApproval | null> => {
    const { resourceType, resourceId, title, amountMinor = null, currency = null, class: kind = null, organizationId } = request
    const rules = rulesFor(await findActivePolicies(tx, organizationId, resourceType), { resourceType, amountMinor, currency, class: kind })
    const [first] = rules
    if (!first) return null
    const at = clock.now()
    const subject = { resourceType, resourceId, title, amountMinor, currency, class: kind }
    const stages = await planStages(tx, isPlatformsOwn(resourceType) ? null : organizationId, rules)
    return {
      open: async (actor) => {
        const asked = { id: newId(at), organizationId, policyId: first.id, ...subject, requesterId: actor.userId, createdAt: at }
        await saveAndEmit(tx, { kind: 'opened', before: null, after: openApproval(asked, stages), actor, at })
      },
    }
  },

  /** Withdraws the open request about a thing that is no longer wanted. Nothing happens when there is none. */
  cancelFor: async (tx: Tx, actor: Actor, resource: { resourceType: ApprovalResource; resourceId: string }): Promise<void> => {
    const approval = await lockOpenApproval(tx, actor.scope, resource)
    if (!approval) return
    const at = clock.now()
    await saveAndEmit(tx, { kind: 'cancelled', before: approval, after: cancelApproval(approval, at), actor, at })
  },
})
