import type { ApprovalStatus } from '@pantheon/contract'

/**
 * The statuses of an approval, in lifecycle order. Not imported from the contract, which would add its schemas to the first load of every page.
 */
export const approvalStatuses: readonly ApprovalStatus[] = ['pending', 'approved', 'rejected', 'expired', 'cancelled']
