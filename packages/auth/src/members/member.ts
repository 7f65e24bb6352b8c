import type { Member } from '@pantheon/contract'
import { fail } from '@pantheon/kernel'
import { type HeldRole, isOwner, roleKeyOf, roleNameOf } from '../roles/role.ts'

/**
 * Fails with `auth.last_owner` when an organization with `owners` owners would lose its last one; `next` is the member's new
 * role, null when they leave.
 */
export const requireOwnerLeft = (owners: number, member: HeldRole, next: HeldRole | null): void => {
  const isLosing = isOwner(member) && (next === null || !isOwner(next))
  if (isLosing && owners <= 1) fail('auth.last_owner')
}

/** Converts a member to its wire format. */
export const toMember = (row: HeldRole & { userId: string; name: string; email: string; createdAt: Date }, teams: Member['teams']): Member => ({
  userId: row.userId,
  name: row.name,
  email: row.email,
  role: roleKeyOf(row),
  roleName: roleNameOf(row),
  teams,
  joinedAt: row.createdAt.toISOString(),
})
