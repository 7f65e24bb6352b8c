import type { Currency } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import type { Actor } from '@pantheon/kernel'

/** A resource of this package that may need an approval. */
interface Resource {
  resourceType: 'order' | 'refund'
  resourceId: string
}

/** An action that may need an approval. `title` is its display name; money is in minor units. */
export interface ApprovalRequest extends Resource {
  /** The organization whose members read the request and whose own rules apply. */
  organizationId: string
  title: string
  amountMinor: number
  currency: Currency
}

/** Requests approvals inside the caller's transaction. */
export interface ApprovalRequests {
  /**
   * The approval that a rule requires; null when no rule does. `open` creates the request in the actor's name. Fails with
   * `approval.no_approvers`.
   */
  neededFor(tx: Tx, request: ApprovalRequest): Promise<{ open(actor: Actor): Promise<void> } | null>
  /** Withdraws the open request for a resource that is no longer needed. A no-op when there is none. */
  cancelFor(tx: Tx, actor: Actor, resource: Resource): Promise<void>
}
