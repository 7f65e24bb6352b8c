import type { Tx } from '@pantheon/db'
import { fail } from '@pantheon/kernel'
import { lockUser } from '../accounts/account.repo.ts'
import { type HeldRole, isOwner } from '../roles/role.ts'
import { countOwned, findMadeSince } from './organizations.repo.ts'

/** Who becomes an owner, and who brings it about. */
export interface NewOwner {
  userId: string
  actorId: string
  /** How many organizations a person may own. */
  limit: number
}

/**
 * Fails with `organization.too_many` when the person owns as many organizations as they may. Their row is locked, so that
 * two organizations made at once count each other. The transaction has to see every organization.
 */
export const requireRoomToOwn = async (tx: Tx, { userId, actorId, limit }: NewOwner): Promise<void> => {
  await lockUser(tx, userId)
  if ((await countOwned(tx, userId)) >= limit) fail('organization.too_many', { limit, ...(userId !== actorId && { reason: 'other' }) })
}

const dayMs = 86_400_000

/**
 * Asked after one was made: fails with `organization.too_many_today` when somebody has more organizations that are younger
 * than 24 hours than they may make. Those that they deleted since count: each leaves a row behind.
 */
export const requireNotTooManyMade = async (tx: Tx, userId: string, limit: number, now: Date): Promise<void> => {
  const oldest = (await findMadeSince(tx, userId, new Date(now.getTime() - dayMs), limit + 1))[limit]
  if (!oldest) return
  fail('organization.too_many_today', { limit, retryAfterSeconds: Math.max(1, Math.ceil((oldest.getTime() + dayMs - now.getTime()) / 1000)) })
}

/** Room to own one more, for a member whose role changes, where that makes them an owner. */
export const requireRoomForRole = async (tx: Tx, before: HeldRole | null, after: HeldRole, owner: NewOwner): Promise<void> => {
  if (isOwner(after) && !(before && isOwner(before))) await requireRoomToOwn(tx, owner)
}
