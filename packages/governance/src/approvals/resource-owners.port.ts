import type { ApprovalResource, EventSubject } from '@pantheon/contract'
import type { Tx } from '@pantheon/db'

/** Looks up the owner of a resource to be approved, such as the order of a refund, by resource type. Types that own themselves are not listed. */
export type ResourceOwners = Partial<Record<ApprovalResource, (tx: Tx, resourceId: string) => Promise<EventSubject | undefined>>>
