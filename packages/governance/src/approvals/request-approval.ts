import { type ApprovalResource, type Currency, isPlatformsOwn } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import { type Actor, type Clock, newId } from '@pantheon/kernel'
import { planStages } from '../policies/plan-stages.ts'
import { findActivePolicies } from '../policies/policies.repo.ts'
import { rulesFor } from '../policies/policy.ts'
import type { SaveAndEmit } from './announce.ts'
import { cancelApproval, openApproval } from './approval.ts'
import { lockOpenApproval } from './approvals.repo.ts'

/** An action that may need an approval. `title` is its display name; money is in minor units. */
export interface ApprovalRequest {
  resourceType: ApprovalResource
  resourceId: string
  /**
   * The organization whose members read the request and whose own rules apply: that of an order. For the platform's own
   * resources it is the requester's, because the buyer must not read what operators discuss about a refund.
   */
  organizationId: string
  title: string
  amountMinor?: number
  currency?: Currency
  /** Class of an AWS action. */
  class?: string
}

/** A required approval that was not requested yet. */
interface NeededApproval {
  /** Creates the request in the actor's name. */
  open(actor: Actor): Promise<void>
}

/** Requests approvals inside the transaction that needs them, and withdraws them when the action is dropped. */
export const createApprovalRequests = ({ clock, saveAndEmit }: { clock: Clock; saveAndEmit: SaveAndEmit }) => ({
  /**
   * The approval that a rule requires, to be opened in the caller's transaction; null when no rule does. When both an
   * organization's own rule and the platform's apply, it goes through the stages of both. The action then waits for
   * `approval.approved`; `rejected`, `expired` and `cancelled` end it. Fails with `approval.no_approvers` when a rule has too
   * few possible approvers.
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

  /** Withdraws the open request for a resource that is no longer needed. A no-op when there is none. */
  cancelFor: async (tx: Tx, actor: Actor, resource: { resourceType: ApprovalResource; resourceId: string }): Promise<void> => {
    const approval = await lockOpenApproval(tx, actor.scope, resource)
    if (!approval) return
    const at = clock.now()
    await saveAndEmit(tx, { kind: 'cancelled', before: approval, after: cancelApproval(approval, at), actor, at })
  },
})
