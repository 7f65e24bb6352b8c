import type { Notification } from '@pantheon/contract'
import { aifactoryUrl } from '../shell/neighbours.ts'

const shop = aifactoryUrl.replace(/\/$/, '')

/** Where a notification leads; undefined where there is nothing to see. Courses, approvals and the plan have their pages in AIFactory. */
export const placeOf = ({ subject, subjectId }: Notification): string | undefined => {
  if (subject === 'order') return `/orders/?order=${subjectId}`
  if (subject === 'course') return `${shop}/courses/${subjectId}`
  if (subject === 'approval') return `${shop}/approvals/${subjectId}`
  if (subject === 'plan') return `${shop}/plan`
  return subject === 'invitation' ? '/organization/members/' : undefined
}

/** Whether an address that `placeOf` gave is a page of this app. */
export const isOwnPlace = (href: string): boolean => /^\/(orders|organization|inbox|settings)\//.test(href)
