import type { RequestContext } from './procedures.ts'

/** The state of a rate limit, whether or not the call was allowed. */
export interface ReportedLimit {
  quota: number
  windowSeconds: number
  /** The burst size, where it differs from the quota. */
  burst?: number
  left: number
  moreInMs: number
}

/**
 * Reports the state of a limit in `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10). `burst` is an extension
 * parameter, as the draft allows.
 */
export const noteLimit = ({ note }: Pick<RequestContext, 'note'>, name: string, { quota, windowSeconds, burst, left, moreInMs }: ReportedLimit): void => {
  note('ratelimit-policy', `"${name}";q=${quota};w=${windowSeconds}${burst === undefined ? '' : `;burst=${burst}`}`)
  note('ratelimit', `"${name}";r=${left};t=${Math.ceil(moreInMs / 1000)}`)
}
