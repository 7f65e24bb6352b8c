import { type Notification, notificationPath } from '@pantheon/contract'
import { aifactoryUrl } from '../shell/neighbours.ts'

const shop = aifactoryUrl.replace(/\/$/, '')

/** Where a notification leads; undefined where there is nothing to see. Courses, approvals and the plan have their pages in AIFactory. */
export const placeOf = (notification: Notification): string | undefined => {
  const { subject, subjectId } = notification
  if (subject === 'order') return `/orders/?order=${subjectId}`
  if (subject === 'invitation') return '/organization/members/'
  if (subject === 'event') return '/parked-events/'
  const path = notificationPath(notification)
  return path && `${shop}${path}`
}

/** Whether an address that `placeOf` gave is a page of this app. */
export const isOwnPlace = (href: string): boolean => /^\/(orders|organization|inbox|settings|parked-events)\//.test(href)
