import type { Tx } from '@pantheon/db'
import { fail } from '@pantheon/kernel'
import { lockUser } from '../accounts/account.repo.ts'
import { type HeldRole, isOwner } from '../roles/role.ts'
import { countOwned, findMadeSince } from './organizations.repo.ts'

/** The new owner, and the actor who causes it. */
export interface NewOwner {
  userId: string
  actorId: string
  /** Maximum number of organizations that a user may own. */
  limit: number
}

/**
 * Fails with `organization.too_many` when the user owns as many organizations as allowed. Locks their row, so that two
 * concurrent creations count each other. The transaction must see every organization.
 */
export const requireRoomToOwn = async (tx: Tx, { userId, actorId, limit }: NewOwner): Promise<void> => {
  await lockUser(tx, userId)
  if ((await countOwned(tx, userId)) >= limit) fail('organization.too_many', { limit, ...(userId !== actorId && { reason: 'other' }) })
}

const dayMs = 86_400_000

/**
 * Called after a creation: fails with `organization.too_many_today` when the user has created more organizations in the last 24
 * hours than allowed. Deleted ones count, as each leaves a row behind.
 */
export const requireNotTooManyMade = async (tx: Tx, userId: string, limit: number, now: Date): Promise<void> => {
  const oldest = (await findMadeSince(tx, userId, new Date(now.getTime() - dayMs), limit + 1))[limit]
  if (!oldest) return
  fail('organization.too_many_today', { limit, retryAfterSeconds: Math.max(1, Math.ceil((oldest.getTime() + dayMs - now.getTime()) / 1000)) })
}

/** `requireRoomToOwn`, for a role change that makes the member an owner. */
export const requireRoomForRole = async (tx: Tx, before: HeldRole | null, after: HeldRole, owner: NewOwner): Promise<void> => {
  if (isOwner(after) && !(before && isOwner(before))) await requireRoomToOwn(tx, owner)
}
