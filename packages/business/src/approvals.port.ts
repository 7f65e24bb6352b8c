import type { Currency } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'
import type { Actor } from '@pantheon/kernel'

/** What may need an approval here. */
interface Resource {
  resourceType: 'order' | 'refund'
  resourceId: string
}

/** What somebody wants to do that may need an approval. `title` is how people call it; money is in minor units. */
export interface ApprovalRequest extends Resource {
  /** The organization whose people read the request and whose own rules count. */
  organizationId: string
  title: string
  amountMinor: number
  currency: Currency
}

/** Asking for approvals, in the caller's transaction. */
export interface ApprovalRequests {
  /** The approval that a rule asks for; null when no rule does. `open` asks for it, as somebody's request. Fails with `approval.no_approvers`. */
  neededFor(tx: Tx, request: ApprovalRequest): Promise<{ open(actor: Actor): Promise<void> } | null>
  /** Withdraws the open request about a thing that is no longer wanted. Nothing happens when there is none. */
  cancelFor(tx: Tx, actor: Actor, resource: Resource): Promise<void>
}
