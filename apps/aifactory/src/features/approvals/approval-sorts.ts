import type { ApprovalSort } from '@pantheon/contract'
import type { Sorts } from '@pantheon/ui'

/** The sorts of approvals. The first click on the deadline sorts soonest first. */
export const approvalSorts: Sorts<ApprovalSort> = {
  newest: { column: 'asked', direction: 'descending' },
  oldest: { column: 'asked', direction: 'ascending' },
  due_first: { column: 'due', direction: 'ascending' },
  due_last: { column: 'due', direction: 'descending' },
  amount_high: { column: 'amount', direction: 'descending' },
  amount_low: { column: 'amount', direction: 'ascending' },
}
