import type { TaskSort } from '@pantheon/contract'
import type { Sorts } from '@pantheon/ui'

/** The sorts of tasks. */
export const taskSorts: Sorts<TaskSort> = {
  newest: { column: 'created', direction: 'descending' },
  oldest: { column: 'created', direction: 'ascending' },
  priority_high: { column: 'priority', direction: 'descending' },
  priority_low: { column: 'priority', direction: 'ascending' },
  updated_newest: { column: 'updated', direction: 'descending' },
  updated_oldest: { column: 'updated', direction: 'ascending' },
}
