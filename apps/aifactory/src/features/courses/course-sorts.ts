import type { CourseSort } from '@pantheon/contract'
import type { Sorts } from '@pantheon/ui'

/** The sorts of the courses list. */
export const courseSorts: Sorts<CourseSort> = {
  newest: { column: 'made', direction: 'descending' },
  oldest: { column: 'made', direction: 'ascending' },
  title_az: { column: 'title', direction: 'ascending' },
  title_za: { column: 'title', direction: 'descending' },
}
