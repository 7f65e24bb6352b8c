import type { ApprovalResource, EventSubject } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'

/** What owns a thing that is to be approved, as an order owns its refunds, by the kind of thing. What owns itself is not listed. */
export type ResourceOwners = Partial<Record<ApprovalResource, (tx: Tx, resourceId: string) => Promise<EventSubject | undefined>>>
