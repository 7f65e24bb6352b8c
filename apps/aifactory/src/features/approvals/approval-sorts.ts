import type { ApprovalSort } from '@pantheon/contract'
import type { Sorts } from '@pantheon/ui'

/** What requests for approval can be sorted by. A deadline is first of all the next one. */
export const approvalSorts: Sorts<ApprovalSort> = {
  newest: { column: 'asked', direction: 'descending' },
  oldest: { column: 'asked', direction: 'ascending' },
  due_first: { column: 'due', direction: 'ascending' },
  due_last: { column: 'due', direction: 'descending' },
  amount_high: { column: 'amount', direction: 'descending' },
  amount_low: { column: 'amount', direction: 'ascending' },
}
