import type { Handle } from '@pantheon/db'
import { fail } from '@pantheon/kernel'
import { countCommentTotals, countSteps } from './comments.repo.ts'

/** Maximum number of comments on a request: in total, per user, and per user and minute. */
const commentLimits = { all: 1000, person: 200, minute: 10 } as const
/** Maximum number of steps before a request can no longer be sent back or delegated; deciding is always possible. */
const stepsLimit = 200
const minuteMs = 60_000

/**
 * Fails with `approval.too_many_comments` or, for the limit per minute, with `approval.comments_too_fast`. The caller holds the
 * lock of the approval, so counts are not concurrent.
 */
export const requireRoomForComment = async (tx: Handle, approvalId: string, userId: string, at: Date): Promise<void> => {
  const { all, own, lately } = await countCommentTotals(tx, approvalId, userId, new Date(at.getTime() - minuteMs))
  if (all >= commentLimits.all) fail('approval.too_many_comments', { limit: commentLimits.all })
  if (own >= commentLimits.person) fail('approval.too_many_comments', { limit: commentLimits.person })
  if (lately >= commentLimits.minute) fail('approval.comments_too_fast', { retryAfterSeconds: minuteMs / 1000 })
}

/** Fails with `approval.too_many_steps` when a request has reached the maximum number of steps. */
export const requireRoomForSteps = async (tx: Handle, approvalId: string): Promise<void> => {
  if ((await countSteps(tx, approvalId)) >= stepsLimit) fail('approval.too_many_steps', { limit: stepsLimit })
}
