import type { ApprovalStatus } from '@pantheon/contract'

/** The states of an approval, in the order of its life. The contract's own list would bring its schemas into the first load of every page. */
export const approvalStatuses: readonly ApprovalStatus[] = ['pending', 'approved', 'rejected', 'expired', 'cancelled']
