import type { Handle } from '@pantheon/db'
import { fail } from '@pantheon/kernel'
import { countSteps, countTalk } from './comments.repo.ts'

/** How much may be said about one request: by everybody, by one person, and by one person in a minute. */
const commentLimits = { all: 1000, person: 200, minute: 10 } as const
/** So many steps are kept of one request before it can be neither sent back nor delegated any more; deciding is always possible. */
const stepsLimit = 200
const minuteMs = 60_000

/** Fails with `approval.too_many_comments` or, for a minute, with `approval.comments_too_fast`. The approval's row is locked, so nobody counts at the same time. */
export const requireRoomToTalk = async (tx: Handle, approvalId: string, userId: string, at: Date): Promise<void> => {
  const { all, own, lately } = await countTalk(tx, approvalId, userId, new Date(at.getTime() - minuteMs))
  if (all >= commentLimits.all) fail('approval.too_many_comments', { limit: commentLimits.all })
  if (own >= commentLimits.person) fail('approval.too_many_comments', { limit: commentLimits.person })
  if (lately >= commentLimits.minute) fail('approval.comments_too_fast', { retryAfterSeconds: minuteMs / 1000 })
}

/** Fails with `approval.too_many_steps` when a request has gone to and fro for too long. */
export const requireRoomForSteps = async (tx: Handle, approvalId: string): Promise<void> => {
  if ((await countSteps(tx, approvalId)) >= stepsLimit) fail('approval.too_many_steps', { limit: stepsLimit })
}
