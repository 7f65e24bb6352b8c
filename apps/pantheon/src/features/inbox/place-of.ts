import { type Notification, notificationPath } from '@pantheon/contract'
import { aifactoryUrl } from '../shell/neighbours.ts'

const shop = aifactoryUrl.replace(/\/$/, '')

/** The link target of a notification; undefined where it has none. Courses, approvals and the plan have their pages in AIFactory. */
export const placeOf = (notification: Notification): string | undefined => {
  const { subject, subjectId } = notification
  if (subject === 'order') return `/orders/?order=${subjectId}`
  if (subject === 'invitation') return '/organization/members/'
  const path = notificationPath(notification)
  // The router adds the base path of this app.
  if (path?.startsWith('/pantheon/')) return path.slice('/pantheon'.length)
  return path && `${shop}${path}`
}

/** Whether a path from `placeOf` is a page of this app. */
export const isOwnPlace = (href: string): boolean => /^\/(orders|organization|inbox|settings|parked-events)\//.test(href)
