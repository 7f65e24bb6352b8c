import type { RequestContext } from './procedures.ts'

/** What is told of a limit, whether or not it let through. */
export interface ReportedLimit {
  quota: number
  windowSeconds: number
  /** So much at once, where that differs from the quota. */
  burst?: number
  left: number
  moreInMs: number
}

/**
 * Tells how a limit stands, in `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10). `burst` is a
 * parameter of ours, as the draft allows.
 */
export const noteLimit = ({ note }: Pick<RequestContext, 'note'>, name: string, { quota, windowSeconds, burst, left, moreInMs }: ReportedLimit): void => {
  note('ratelimit-policy', `"${name}";q=${quota};w=${windowSeconds}${burst === undefined ? '' : `;burst=${burst}`}`)
  note('ratelimit', `"${name}";r=${left};t=${Math.ceil(moreInMs / 1000)}`)
}
