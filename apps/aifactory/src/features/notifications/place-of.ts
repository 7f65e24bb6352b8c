import type { Notification } from '@pantheon/contract'

/** Where a notification leads; undefined where there is nothing to see. */
export const placeOf = ({ subject, subjectId }: Notification): string | undefined => {
  if (subject === 'order') return `/orders/${subjectId}`
  if (subject === 'course') return `/courses/${subjectId}`
  if (subject === 'approval') return `/approvals/${subjectId}`
  if (subject === 'plan') return '/plan'
  return subject === 'invitation' ? '/organization/members' : undefined
}
